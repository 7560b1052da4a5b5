#include "csv.hpp"
#include "provenance.hpp"
#include "readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hdis::catalogue {
namespace {

void add_value(ValueTable& table, const std::string& key, const std::string& value,
               SourcePosition where, FileDefects& defects) {
  if (table.values.emplace(key, value).second) return;
  defects.add(rule::duplicate, where,
              fmt::format("table {}: the key '{}' occurs twice", table.id.text(), key),
              "keep one of them");
}

void read_value_file(const std::string& text, FileDefects& defects, ValueTable& table) {
  CsvReader csv(text);
  std::vector<std::string> row;
  const auto here = [&csv] { return SourcePosition{static_cast<std::uint32_t>(csv.line()), 1}; };
  if (!csv.next(row) || row != std::vector<std::string>{"key", "value"}) {
    defects.add(rule::syntax, here(), "the first line does not name the columns", "key,value");
    return;
  }
  while (csv.next(row)) {
    if (row.size() == 2 && !row[0].empty() && !row[1].empty()) {
      add_value(table, row[0], row[1], here(), defects);
    } else {
      defects.add(rule::syntax, here(), "the line is not a key and a value", "key,value");
    }
  }
  if (!csv.defect().empty()) defects.add(rule::syntax, here(), csv.defect());
}

/// `bands: {"0": under 1, "1": "1-4"}`: the smallest number of each band, and its value.
void read_bands(const YamlNode& node, MappingReader& reader, ValueTable& table) {
  for (const auto& entry : node.entries) {
    ValueTable::Band band{0, entry.value.text};
    const auto* end = entry.key.data() + entry.key.size();
    const bool is_number = std::from_chars(entry.key.data(), end, band.smallest).ptr == end;
    if (!is_number || entry.key.empty() || band.value.empty()) {
      reader.wrong("bands", "{\"0\": \"under 1\", \"1\": \"1-4\"}: smallest numbers and values");
      return;
    }
    table.bands.push_back(std::move(band));
  }
  const auto ascending = [](const auto& a, const auto& b) { return a.smallest >= b.smallest; };
  if (std::adjacent_find(table.bands.begin(), table.bands.end(), ascending) != table.bands.end()) {
    reader.wrong("bands", "bands in ascending order");
  }
}

void read_contents(MappingReader& reader, const ReadBeside& read_beside, FileDefects& defects,
                   ValueTable& table) {
  const auto* values = reader.piece("values");
  const auto* bands = reader.piece("bands");
  const auto file = reader.text("file");
  const int given =
      (values != nullptr ? 1 : 0) + (bands != nullptr ? 1 : 0) + (file.empty() ? 0 : 1);
  if (given != 1) {
    reader.defect(rule::missing, "values", "a table has either values, or bands, or a file",
                  "one of 'values: {key: value}', 'bands: {\"0\": value}', 'file: values.csv'");
  } else if (bands != nullptr) {
    read_bands(*bands, reader, table);
  } else if (values != nullptr) {
    for (const auto& entry : values->entries) {
      add_value(table, entry.key, entry.value.text, reader.where("values"), defects);
    }
  } else if (const auto text = read_beside(file)) {
    FileDefects csv_defects(file, defects.all());
    read_value_file(*text, csv_defects, table);
  }
}

}  // namespace

void read_value_tables(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                       Drafts& drafts) {
  MappingReader reader(tree, "the file", defects);
  const auto usual = read_provenance(reader);
  const auto* tables = reader.piece("tables");
  if (tables == nullptr || tables->items.empty()) return reader.missing("tables");
  for (const auto& item : tables->items) {
    const auto* id = item.find("id");
    MappingReader one(item, id == nullptr ? "a table" : "table " + id->text, defects);
    Draft<ValueTable> draft{{}, {defects.file(), item.where}};
    draft.value.id = ValueTableId(one.required_text("id"));
    draft.value.title = one.required_text("title");
    draft.value.description = one.required_text("description");
    read_contents(one, read_beside, defects, draft.value);
    set_provenance(one, read_provenance(one, usual), draft.value);
    one.finish();
    drafts.value_tables.push_back(std::move(draft));
  }
  reader.finish();
}

}  // namespace hdis::catalogue
