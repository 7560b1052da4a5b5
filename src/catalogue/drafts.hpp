#pragma once

#include "hdis/catalogue/catalogue.hpp"

#include "defects.hpp"

#include <string>
#include <vector>

namespace hdis::catalogue {

/// Where a definition stands.
struct Place {
  std::string file;
  SourcePosition where;
};

/// A definition as read, not yet checked against the others.
template <class Definition>
struct Draft {
  Definition value;
  Place place;
};

/// A dataset as read, with the place of each of its fields.
struct DatasetDraft {
  Dataset value;
  Place place;
  std::vector<SourcePosition> field_places;
};

/// Everything that was read.
struct Drafts {
  std::vector<DatasetDraft> datasets;
  std::vector<Draft<CodeSystem>> code_systems;
  std::vector<Draft<CodeList>> code_lists;
  std::vector<Draft<ValueTable>> value_tables;
  std::vector<Draft<Population>> populations;
  std::vector<Draft<Measure>> measures;
};

/// Notes repeated identifiers and references to what does not exist.
void check_references(const Drafts& drafts, Defects& defects);

}  // namespace hdis::catalogue
