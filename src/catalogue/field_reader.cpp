#include "field_reader.hpp"

#include "field_rules.hpp"
#include "mapping_reader.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hdis::catalogue {
namespace {

/// The detail of a class for which the file says nothing: the most careful that is still useful.
Detail usual_detail(FieldClass field_class) {
  switch (field_class) {
    case FieldClass::identifier:
    case FieldClass::person_key:
    case FieldClass::record_key:
      return Detail::never;
    case FieldClass::date:
      return Detail::banded_only;
    case FieldClass::measure:
    case FieldClass::dimension:
    case FieldClass::geography:
    case FieldClass::sensitive:
      return Detail::open;
  }
  return Detail::never;
}

bool usually_filterable(FieldClass field_class) {
  return usual_detail(field_class) != Detail::never;
}

MissingValue read_missing_value(const YamlNode& node, FileDefects& defects) {
  MappingReader reader(node, "missing value", defects);
  MissingValue value;
  value.raw = reader.required_text("raw");
  if (!reader.has("kind")) reader.missing("kind");
  value.kind = reader.word("kind", missing_kind_words).value_or(MissingKind::null);
  value.keep = reader.boolean("keep").value_or(false);
  reader.finish();
  return value;
}

/// `missing:` is the name of a convention of the dataset or a list of values.
std::vector<MissingValue> missing_of(MappingReader& reader, const FieldVocabulary& vocabulary,
                                     FileDefects& defects) {
  const auto* node = reader.piece("missing");
  if (node == nullptr) return {};
  if (node->kind == YamlNode::Kind::sequence) return read_missing(*node, defects);
  const auto named = vocabulary.missing.find(node->text);
  if (named != vocabulary.missing.end()) return named->second;
  reader.defect(rule::dangling, "missing",
                fmt::format("there is no convention '{}' for missing values", node->text),
                "a name under 'missing_conventions', or a list of {raw, kind, keep}");
  return {};
}

std::string source_of(MappingReader& reader, const FieldVocabulary& vocabulary) {
  const auto name = reader.required_text("source");
  if (name.empty()) return {};
  const auto found = vocabulary.sources.find(name);
  if (found != vocabulary.sources.end()) return found->second;
  reader.defect(rule::dangling, "source", fmt::format("there is no source '{}'", name),
                "a name under 'sources' of this file");
  return {};
}

std::optional<Geography> geography_of(MappingReader& reader, FileDefects& defects) {
  const auto* node = reader.piece("geography");
  if (node == nullptr) return std::nullopt;
  MappingReader inner(*node, "geography", defects);
  Geography geography;
  geography.level = inner.required_text("level");
  if (inner.has("parent")) geography.parent_level = inner.text("parent");
  inner.finish();
  return geography;
}

std::optional<Derivation> derivation_of(MappingReader& reader, FileDefects& defects) {
  const auto* node = reader.piece("derivation");
  if (node == nullptr) return std::nullopt;
  MappingReader inner(*node, "derivation", defects);
  Derivation derivation;
  derivation.function = inner.required_text("function");
  derivation.inputs = inner.texts("inputs");
  inner.finish();
  return derivation;
}

void read_years(MappingReader& reader, FileDefects& defects, Field& field) {
  const auto* node = reader.piece("years");
  if (node == nullptr) return;
  MappingReader inner(*node, "years", defects);
  field.first_year = inner.year("from");
  field.last_year = inner.year("to");
  inner.finish();
}

void read_range(MappingReader& reader, Field& field) {
  if (!reader.has("range")) return;
  std::vector<std::int64_t> bounds;
  for (const auto& text : reader.texts("range")) {
    std::int64_t bound = 0;
    const auto end = text.data() + text.size();
    if (std::from_chars(text.data(), end, bound).ptr == end && !text.empty()) {
      bounds.push_back(bound);
    }
  }
  if (bounds.size() != 2 || bounds[0] > bounds[1]) {
    reader.wrong("range", "[smallest, largest] as whole numbers");
    return;
  }
  field.smallest = bounds[0];
  field.largest = bounds[1];
}

/// What a value of the field is: type, width, range, labels, missing values.
void read_values(MappingReader& reader, const FieldVocabulary& vocabulary, FileDefects& defects,
                 Field& field) {
  if (!reader.has("type")) reader.missing("type");
  field.type = reader.word("type", field_type_words).value_or(FieldType::text);
  field.unit = reader.text("unit");
  if (reader.has("codes")) field.codes = CodeSystemId(reader.text("codes"));
  field.missing = missing_of(reader, vocabulary, defects);
  field.flag = reader.boolean("flag").value_or(false);
  field.list = reader.boolean("list").value_or(false);
  field.never_null = reader.boolean("never_null").value_or(false);
  field.width =
      static_cast<std::size_t>(std::max<std::int64_t>(0, reader.integer("width").value_or(0)));
  read_range(reader, field);
  if (reader.has("convention")) field.convention = reader.text("convention");
  read_years(reader, defects, field);
  field.derivation = derivation_of(reader, defects);
}

/// What may be done with the field.
void read_use(MappingReader& reader, FileDefects& defects, Field& field) {
  if (!reader.has("class")) reader.missing("class");
  field.field_class = reader.word("class", field_class_words).value_or(FieldClass::identifier);
  field.detail = reader.word("detail", detail_words).value_or(usual_detail(field.field_class));
  field.filterable = reader.boolean("filterable").value_or(usually_filterable(field.field_class));
  field.grain = reader.word("grain", grain_words);
  field.geography = geography_of(reader, defects);
}

std::string numbered(std::string text, int number) {
  const auto replace = [&text](std::string_view mark, const std::string& by) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) {
      text.replace(at, mark.size(), by);
    }
  };
  replace("{nn}", fmt::format("{:02}", number));
  replace("{n}", fmt::format("{}", number));
  return text;
}

Field numbered(Field field, int number) {
  field.name = numbered(std::move(field.name), number);
  field.label = numbered(std::move(field.label), number);
  field.description = numbered(std::move(field.description), number);
  for (auto& alias : field.aliases) alias = numbered(std::move(alias), number);
  if (field.derivation) {
    for (auto& input : field.derivation->inputs) input = numbered(std::move(input), number);
  }
  return field;
}

std::vector<Field> repeated(MappingReader& reader, const Field& field) {
  constexpr std::int64_t most = 99;
  if (!reader.has("repeat")) return {field};
  const auto times = reader.integer("repeat").value_or(0);
  if (times < 1 || times > most) {
    reader.wrong("repeat", "a number from 1 to 99");
    return {};
  }
  if (field.name.find("{n") == std::string::npos) {
    reader.wrong("name", "a name with {nn} or {n}, since 'repeat' is given");
    return {};
  }
  std::vector<Field> fields;
  for (int number = 1; number <= times; ++number) fields.push_back(numbered(field, number));
  return fields;
}

}  // namespace

std::vector<MissingValue> read_missing(const YamlNode& node, FileDefects& defects) {
  std::vector<MissingValue> values;
  if (node.kind != YamlNode::Kind::sequence) {
    defects.add(rule::wrong_value, node.where, "missing values are not a list",
                "[{raw: \"9\", kind: not_known, keep: true}, ...]");
  }
  for (const auto& item : node.items) values.push_back(read_missing_value(item, defects));
  return values;
}

std::vector<Field> read_field(const YamlNode& node, const FieldVocabulary& vocabulary,
                              FileDefects& defects) {
  const auto* name = node.find("name");
  MappingReader reader(node, name == nullptr ? "a field" : "field " + name->text, defects);
  Field field;
  field.name = reader.required_text("name");
  field.aliases = reader.texts("aliases");
  field.label = reader.required_text("label");
  field.description = reader.required_text("description");
  field.source = source_of(reader, vocabulary);
  read_values(reader, vocabulary, defects, field);
  read_use(reader, defects, field);

  auto fields = repeated(reader, field);
  reader.finish();
  for (const auto& each : fields) check_field(each, node.where, defects);
  return fields;
}

}  // namespace hdis::catalogue
