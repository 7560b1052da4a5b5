#include "hdis/core/text.hpp"

#include "derivation_check.hpp"
#include "drafts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace hdis::catalogue {
namespace {

using Names = std::vector<std::string>;

template <class DraftType>
Names ids_of(const std::vector<DraftType>& drafts) {
  Names ids;
  for (const auto& draft : drafts) ids.push_back(draft.value.id.text());
  return ids;
}

/// The checks, with what they all need.
class ReferenceCheck {
 public:
  ReferenceCheck(const Drafts& drafts, Defects& defects)
      : drafts_(drafts), defects_(defects), systems_(ids_of(drafts.code_systems)) {}

  void run() {
    unique("dataset", drafts_.datasets);
    unique("code system", drafts_.code_systems);
    unique("code list", drafts_.code_lists);
    unique("table of values", drafts_.value_tables);
    unique("population", drafts_.populations);
    unique("measure", drafts_.measures);
    unique_table_names();
    for (const auto& dataset : drafts_.datasets) check(dataset);
    for (const auto& system : drafts_.code_systems) check(system);
    for (const auto& list : drafts_.code_lists) check(list);
    for (const auto& population : drafts_.populations) check(population);
    for (const auto& measure : drafts_.measures) check(measure);
  }

 private:
  template <class DraftType>
  void unique(std::string_view kind, const std::vector<DraftType>& drafts) {
    std::map<std::string, const Place*> seen;
    for (const auto& draft : drafts) {
      const auto [first, is_new] = seen.emplace(draft.value.id.text(), &draft.place);
      if (is_new) continue;
      add(rule::duplicate, draft.place,
          fmt::format("the {} '{}' exists already, in {}", kind, first->first, first->second->file),
          "another id");
    }
  }

  void unique_table_names() {
    std::map<std::string, std::string> owner;
    for (const auto& draft : drafts_.datasets) {
      for (const auto& table : draft.value.table_names) {
        const auto [first, is_new] = owner.emplace(table, draft.value.id.text());
        if (is_new) continue;
        add(rule::duplicate, draft.place,
            fmt::format("the table name '{}' is that of dataset '{}' already", table,
                        first->second),
            "another table name");
      }
    }
  }

  void check(const DatasetDraft& draft) {
    if (const auto defect = dataset_derivation_defect(draft.value, drafts_); !defect.empty()) {
      dangling(draft.place, "derived_from: " + defect, {});
    }
    unique_field_names(draft);
    named_fields_exist(draft);
    person_key_is_the_only_one(draft);
    for (std::size_t i = 0; i < draft.value.fields.size(); ++i) {
      check(draft.value.fields[i], draft, Place{draft.place.file, draft.field_places[i]});
    }
  }

  void unique_field_names(const DatasetDraft& draft) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < draft.value.fields.size(); ++i) {
      auto names = draft.value.fields[i].aliases;
      names.push_back(draft.value.fields[i].name);
      for (const auto& name : names) {
        if (seen.insert(name).second) continue;
        add(rule::duplicate, {draft.place.file, draft.field_places[i]},
            fmt::format("field {}: the name is used twice", name), "keep one of them");
      }
    }
  }

  void named_fields_exist(const DatasetDraft& draft) {
    const auto& dataset = draft.value;
    const auto require = [&](std::string_view key, const std::string& name) {
      if (dataset.find(name) != nullptr) return;
      dangling(draft.place, fmt::format("{}: there is no field '{}'", key, name),
               nearest(name, field_names(dataset), 1));
    };
    if (!dataset.person_key.empty()) require("person_key", dataset.person_key);
    if (!dataset.year_field.empty()) require("year_field", dataset.year_field);
    for (const auto& name : dataset.sort_by) require("sort_by", name);
    for (const auto& name : dataset.unique_key) require("unique_key", name);
    if (!dataset.duplicates) return;
    for (const auto& name : dataset.duplicates->same) require("duplicates", name);
    if (!dataset.duplicates->time.empty()) require("duplicates", dataset.duplicates->time);
  }

  void person_key_is_the_only_one(const DatasetDraft& draft) {
    const auto& dataset = draft.value;
    for (std::size_t i = 0; i < dataset.fields.size(); ++i) {
      const auto& field = dataset.fields[i];
      const bool declared = field.name == dataset.person_key;
      if (declared == (field.field_class == FieldClass::person_key)) continue;
      add(rule::wrong_value, {draft.place.file, draft.field_places[i]},
          fmt::format("field {}: 'person_key' of the dataset and class person_key do not agree",
                      field.name),
          fmt::format("person_key: {}, and class person_key for that field alone", field.name));
    }
  }

  void check(const Field& field, const DatasetDraft& draft, const Place& place) {
    if (field.codes) require_system(field.codes->text(), place, "field " + field.name);
    if (!field.derivation) return;
    const auto defect = derivation_defect(field, draft.value, drafts_);
    if (!defect.empty()) {
      dangling(place, fmt::format("field {}: {}", field.name, defect), {});
    }
  }

  void check(const Draft<CodeSystem>& draft) {
    const auto what = "code system " + draft.value.id.text();
    auto parents = draft.value.further_parent_systems;
    if (draft.value.parent_system) parents.push_back(*draft.value.parent_system);
    for (const auto& parent : parents) require_system(parent.text(), draft.place, what);
    parents_exist(draft);
  }

  void parents_exist(const Draft<CodeSystem>& draft) {
    const auto& system = draft.value;
    const auto* above = system.parent_system ? find_system(*system.parent_system) : nullptr;
    for (const auto& code : system.codes) {
      const bool at_top = code.parent.empty();
      const bool in_system_above = above != nullptr && above->find(code.parent) != nullptr;
      if (!at_top && !in_system_above) check_parent_within(draft, code);
      for (std::size_t i = 0; i < code.further_parents.size(); ++i) {
        const auto* further = find_system(system.further_parent_systems[i]);
        const auto& parent = code.further_parents[i];
        if (further == nullptr || parent.empty() || further->find(parent) != nullptr) continue;
        missing_parent(draft, code.code, parent);
      }
    }
  }

  /// The parent of `code` must be in the same system, and going up from there must come to an end.
  void check_parent_within(const Draft<CodeSystem>& draft, const Code& code) {
    constexpr int most_levels = 16;
    const auto& system = draft.value;
    const auto* at = system.find(code.parent);
    if (at == nullptr) return missing_parent(draft, code.code, code.parent);
    for (int level = 0; level < most_levels && at != nullptr; ++level) {
      at = at->parent.empty() ? nullptr : system.find(at->parent);
    }
    if (at != nullptr) endless_parents(draft, code.code);
  }

  void endless_parents(const Draft<CodeSystem>& draft, const std::string& code) {
    add(rule::wrong_value, draft.place,
        fmt::format("code system {}: the parents of code '{}' lead back to itself",
                    draft.value.id.text(), code),
        "a parent one level up");
  }

  void missing_parent(const Draft<CodeSystem>& draft, const std::string& code,
                      const std::string& parent) {
    dangling(draft.place,
             fmt::format("code system {}: the parent '{}' of code '{}' does not exist",
                         draft.value.id.text(), parent, code),
             {});
  }

  void check(const Draft<CodeList>& draft) {
    require_system(draft.value.system.text(), draft.place, "code list " + draft.value.id.text());
  }

  void check(const Draft<Population>& draft) {
    const auto what = "population " + draft.value.id.text();
    require_system(draft.value.geography.text(), draft.place, what);
    const auto* system = find_system(draft.value.geography);
    if (system == nullptr) return;
    for (const auto& [area, persons] : draft.value.persons) {
      if (system->find(area) != nullptr) continue;
      dangling(draft.place, fmt::format("{}: there is no area '{}'", what, area), {});
    }
  }

  void check(const Draft<Measure>& draft) {
    const auto what = "measure " + draft.value.id.text();
    require(draft.value.dataset.text(), ids_of(drafts_.datasets), draft.place, what, "dataset");
    for (const auto& population : draft.value.populations) {
      require(population.text(), ids_of(drafts_.populations), draft.place, what, "population");
    }
  }

  void require_system(const std::string& id, const Place& place, const std::string& what) {
    require(id, systems_, place, what, "code system");
  }

  void require(const std::string& id, const Names& known, const Place& place,
               const std::string& what, std::string_view kind) {
    if (id.empty() || std::find(known.begin(), known.end(), id) != known.end()) return;
    dangling(place, fmt::format("{}: there is no {} '{}'", what, kind, id), nearest(id, known, 1));
  }

  [[nodiscard]] const CodeSystem* find_system(const CodeSystemId& id) const {
    for (const auto& draft : drafts_.code_systems) {
      if (draft.value.id == id) return &draft.value;
    }
    return nullptr;
  }

  static Names field_names(const Dataset& dataset) {
    Names names;
    for (const auto& field : dataset.fields) names.push_back(field.name);
    return names;
  }

  void dangling(const Place& place, std::string_view message, const Names& close) {
    add(rule::dangling, place, message, close.empty() ? std::string() : close.front());
  }

  void add(std::string_view rule, const Place& place, std::string_view message,
           std::string expected) {
    defects_.add(rule, place.file, place.where, message, std::move(expected));
  }

  const Drafts& drafts_;
  Defects& defects_;
  Names systems_;
};

}  // namespace

void check_references(const Drafts& drafts, Defects& defects) {
  ReferenceCheck(drafts, defects).run();
}

}  // namespace hdis::catalogue
