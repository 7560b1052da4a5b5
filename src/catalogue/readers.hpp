#pragma once

#include "drafts.hpp"
#include "yaml_tree.hpp"

#include <functional>
#include <optional>
#include <string>

namespace hdis::catalogue {

/// Gives the contents of a file that lies beside the one being read; empty, and noted, if it
/// cannot.
using ReadBeside = std::function<std::optional<std::string>(const std::string& name)>;

/// Each reads one kind of file, noting defects, and adds what it defines to `drafts`.
void read_dataset(const YamlNode& tree, FileDefects& defects, Drafts& drafts);
void read_code_systems(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                       Drafts& drafts);
void read_code_lists(const YamlNode& tree, FileDefects& defects, Drafts& drafts);
void read_population(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                     Drafts& drafts);
void read_measure(const YamlNode& tree, FileDefects& defects, Drafts& drafts);

}  // namespace hdis::catalogue
