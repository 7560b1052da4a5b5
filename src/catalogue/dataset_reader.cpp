#include "hdis/core/text.hpp"

#include "field_reader.hpp"
#include "mapping_reader.hpp"
#include "readers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::catalogue {
namespace {

std::vector<std::string> lower_case(std::vector<std::string> texts) {
  std::transform(texts.begin(), texts.end(), texts.begin(),
                 [](const std::string& text) { return to_lower(text); });
  return texts;
}

void read_sources(MappingReader& reader, FieldVocabulary& vocabulary) {
  const auto* sources = reader.piece("sources");
  if (sources == nullptr) return reader.missing("sources");
  for (const auto& entry : sources->entries) {
    if (entry.value.text.empty()) reader.wrong("sources", "short name: where it was published");
    vocabulary.sources.emplace(entry.key, entry.value.text);
  }
}

void read_conventions(MappingReader& reader, FileDefects& defects, FieldVocabulary& vocabulary) {
  const auto* conventions = reader.piece("missing_conventions");
  if (conventions == nullptr) return;
  for (const auto& entry : conventions->entries) {
    vocabulary.missing.emplace(entry.key, read_missing(entry.value, defects));
  }
}

/// Whether a field of this class can say where somebody lives or is treated, or by whom.
bool says_where(const Field& field) {
  return field.field_class == FieldClass::geography || field.field_class == FieldClass::sensitive ||
         field.field_class == FieldClass::identifier || field.field_class == FieldClass::person_key;
}

/// The names in `placeless` that no field has had yet.
class PlacelessNames {
 public:
  explicit PlacelessNames(MappingReader& reader)
      : reader_(reader), names_(reader.texts("placeless")), found_(names_.size(), false) {}

  /// `name` as the file writes it, before it is repeated: DIAG_4_{nn}.
  [[nodiscard]] bool contains(std::string_view name, const Field& field) {
    const auto at = std::find(names_.begin(), names_.end(), name);
    if (at == names_.end()) return false;
    found_[static_cast<std::size_t>(at - names_.begin())] = true;
    if (!says_where(field)) return true;
    reader_.defect(
        rule::wrong_value, "placeless",
        fmt::format("{} is of class {}, which says where", name, to_string(field.field_class)),
        "only fields that say nothing of a place, a person or a consultant");
    return false;
  }

  void finish() const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (found_[i]) continue;
      reader_.defect(rule::dangling, "placeless", fmt::format("there is no field '{}'", names_[i]),
                     "a name under 'fields' as it is written there");
    }
  }

 private:
  MappingReader& reader_;
  std::vector<std::string> names_;
  std::vector<bool> found_;
};

void read_fields(MappingReader& reader, const FieldVocabulary& vocabulary, FileDefects& defects,
                 DatasetDraft& draft) {
  const auto* fields = reader.piece("fields");
  if (fields == nullptr) return reader.missing("fields");
  if (fields->items.empty()) return reader.wrong("fields", "a list of fields");
  PlacelessNames placeless(reader);
  for (const auto& item : fields->items) {
    const auto* name = item.find("name");
    for (auto& field : read_field(item, vocabulary, defects)) {
      field.placeless = name != nullptr && placeless.contains(name->text, field);
      draft.value.fields.push_back(std::move(field));
      draft.field_places.push_back(item.where);
    }
  }
  placeless.finish();
}

std::optional<DuplicateRule> read_duplicates(MappingReader& reader, FileDefects& defects) {
  const auto* node = reader.piece("duplicates");
  if (node == nullptr) return std::nullopt;
  MappingReader inner(*node, "duplicates", defects);
  DuplicateRule duplicates{inner.texts("same"), inner.text("time"),
                           inner.integer("minutes").value_or(0)};
  if (duplicates.same.empty()) inner.missing("same");
  if (duplicates.time.empty() != (duplicates.minutes < 1)) {
    inner.wrong("minutes", "a number above 0 where 'time' is given, and nothing where it is not");
  }
  inner.finish();
  return duplicates;
}

std::optional<DatasetDerivation> read_derived_from(MappingReader& reader, FileDefects& defects) {
  const auto* node = reader.piece("derived_from");
  if (node == nullptr) return std::nullopt;
  MappingReader inner(*node, "derived_from", defects);
  DatasetDerivation derivation{DatasetId(inner.required_text("dataset")),
                               inner.required_text("function"), inner.required_text("version")};
  inner.finish();
  return derivation;
}

}  // namespace

void read_dataset(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                  Drafts& drafts) {
  MappingReader reader(tree, "dataset", defects);
  DatasetDraft draft;
  draft.place = {defects.file(), tree.where};
  auto& dataset = draft.value;
  dataset.id = DatasetId(reader.required_text("id"));
  dataset.title = reader.required_text("title");
  dataset.row_unit = reader.required_text("row_unit");
  dataset.description = reader.required_text("description");
  dataset.table_names = lower_case(reader.texts("table_names"));
  if (dataset.table_names.empty()) reader.missing("table_names");
  dataset.table_schemas = lower_case(reader.texts("table_schemas"));
  dataset.table_suffixes = lower_case(reader.texts("table_suffixes"));
  dataset.person_key = reader.text("person_key");
  dataset.year_field = reader.text("year_field");
  dataset.sort_by = reader.texts("sort_by");
  dataset.unique_key = reader.texts("unique_key");
  dataset.duplicates = read_duplicates(reader, defects);
  dataset.derived_from = read_derived_from(reader, defects);
  dataset.source = reader.required_text("source");
  dataset.licence = reader.required_text("licence");
  if (const auto* systems = reader.piece("code_systems")) {
    read_code_systems(*systems, {reader.text("version"), dataset.source, dataset.licence},
                      read_beside, defects, drafts);
  }

  FieldVocabulary vocabulary;
  read_sources(reader, vocabulary);
  read_conventions(reader, defects, vocabulary);
  read_fields(reader, vocabulary, defects, draft);
  reader.finish();
  drafts.datasets.push_back(std::move(draft));
}

}  // namespace hdis::catalogue
