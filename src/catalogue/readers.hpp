#pragma once

#include "drafts.hpp"
#include "provenance.hpp"
#include "yaml_tree.hpp"

#include <functional>
#include <optional>
#include <string>

namespace hdis::catalogue {

/// Gives the contents of a file that lies beside the one being read; empty, and noted, if it
/// cannot.
using ReadBeside = std::function<std::optional<std::string>(const std::string& name)>;

/// Each reads one kind of file, noting defects, and adds what it defines to `drafts`.
void read_dataset(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                  Drafts& drafts);
void read_code_system_file(const YamlNode& tree, const ReadBeside& read_beside,
                           FileDefects& defects, Drafts& drafts);
void read_code_lists(const YamlNode& tree, FileDefects& defects, Drafts& drafts);
void read_value_tables(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                       Drafts& drafts);
void read_population(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                     Drafts& drafts);
void read_measure(const YamlNode& tree, FileDefects& defects, Drafts& drafts);

/// Reads a list of code systems, which a dataset may carry in its own file; `usual` holds for those
/// that do not say where they come from.
void read_code_systems(const YamlNode& list, const Provenance& usual, const ReadBeside& read_beside,
                       FileDefects& defects, Drafts& drafts);

}  // namespace hdis::catalogue
