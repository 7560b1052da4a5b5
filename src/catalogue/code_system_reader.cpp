#include "csv.hpp"
#include "provenance.hpp"
#include "readers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::catalogue {
namespace {

/// A code with its label, written `"1": Male` or `A: {label: British, parent: white}`.
Code read_code(const YamlEntry& entry, FileDefects& defects) {
  Code code;
  code.code = entry.key;
  if (entry.value.kind == YamlNode::Kind::text) {
    code.label = entry.value.text;
    return code;
  }
  MappingReader reader(entry.value, "code " + entry.key, defects);
  code.label = reader.required_text("label");
  code.parent = reader.text("parent");
  reader.finish();
  return code;
}

/// The columns of a file of codes: `code`, then `label`, `parent` and one for each further system.
struct CodeColumns {
  std::vector<std::string> names;

  explicit CodeColumns(const CodeSystem& system) : names{"code", "label", "parent"} {
    for (const auto& further : system.further_parent_systems) names.push_back(further.text());
  }

  [[nodiscard]] Code code(std::vector<std::string>& row) const {
    Code code;
    code.code = std::move(row[0]);
    code.label = std::move(row[1]);
    code.parent = std::move(row[2]);
    for (std::size_t i = 3; i < row.size(); ++i) code.further_parents.push_back(std::move(row[i]));
    return code;
  }
};

void read_code_file(const std::string& text, FileDefects& defects, CodeSystem& system) {
  const CodeColumns columns(system);
  CsvReader csv(text);
  std::vector<std::string> row;
  const auto here = [&csv] { return SourcePosition{static_cast<std::uint32_t>(csv.line()), 1}; };
  if (!csv.next(row) || row != columns.names) {
    defects.add(rule::syntax, here(), "the first line does not name the columns",
                fmt::format("{}", MappingReader::join(columns.names)));
    return;
  }
  while (csv.next(row)) {
    if (row.size() != columns.names.size() || row[0].empty()) {
      defects.add(rule::syntax, here(), "the line has no code or not as many fields as the first",
                  fmt::format("{} fields", columns.names.size()));
      return;
    }
    system.codes.push_back(columns.code(row));
  }
  if (!csv.defect().empty()) defects.add(rule::syntax, here(), csv.defect());
}

/// Sorts by code and notes what occurs twice.
void sort_codes(CodeSystem& system, SourcePosition where, FileDefects& defects) {
  auto& codes = system.codes;
  const auto before = [](const Code& a, const Code& b) { return a.code < b.code; };
  const auto equal = [](const Code& a, const Code& b) { return a.code == b.code; };
  if (!std::is_sorted(codes.begin(), codes.end(), before)) {
    std::stable_sort(codes.begin(), codes.end(), before);
  }
  const auto twice = std::adjacent_find(codes.begin(), codes.end(), equal);
  if (twice == codes.end()) return;
  defects.add(
      rule::duplicate, where,
      fmt::format("code system {}: the code '{}' occurs twice", system.id.text(), twice->code),
      "keep one of them");
}

void read_codes(MappingReader& reader, const ReadBeside& read_beside, FileDefects& defects,
                CodeSystem& system) {
  const auto* codes = reader.piece("codes");
  const auto file = reader.text("file");
  if ((codes == nullptr) == file.empty()) {
    reader.defect(rule::missing, "codes", "the codes are given neither here nor in a file, or both",
                  "either 'codes: {\"1\": label}' or 'file: codes.csv'");
    return;
  }
  if (codes != nullptr) {
    if (codes->kind != YamlNode::Kind::mapping) reader.wrong("codes", "\"1\": label");
    for (const auto& entry : codes->entries) system.codes.push_back(read_code(entry, defects));
  } else if (const auto text = read_beside(file)) {
    FileDefects csv_defects(file, defects.all());
    read_code_file(*text, csv_defects, system);
  }
  sort_codes(system, reader.where(), defects);
}

Draft<CodeSystem> read_code_system(const YamlNode& node, const Provenance& usual,
                                   const ReadBeside& read_beside, FileDefects& defects) {
  MappingReader reader(node, "code system", defects);
  Draft<CodeSystem> draft{{}, {defects.file(), node.where}};
  auto& system = draft.value;
  system.id = CodeSystemId(reader.required_text("id"));
  system.title = reader.required_text("title");
  set_provenance(reader, read_provenance(reader, usual), system);
  if (!reader.has("closed")) reader.missing("closed");
  system.closed = reader.boolean("closed").value_or(true);
  if (reader.has("parent_system"))
    system.parent_system = CodeSystemId(reader.text("parent_system"));
  for (auto& id : reader.texts("further_parent_systems")) {
    system.further_parent_systems.emplace_back(std::move(id));
  }
  read_codes(reader, read_beside, defects, system);
  reader.finish();
  return draft;
}

}  // namespace

void read_code_systems(const YamlNode& list, const Provenance& usual, const ReadBeside& read_beside,
                       FileDefects& defects, Drafts& drafts) {
  for (const auto& item : list.items) {
    drafts.code_systems.push_back(read_code_system(item, usual, read_beside, defects));
  }
}

void read_code_system_file(const YamlNode& tree, const ReadBeside& read_beside,
                           FileDefects& defects, Drafts& drafts) {
  MappingReader reader(tree, "the file", defects);
  const auto usual = read_provenance(reader);
  const auto* systems = reader.piece("code_systems");
  if (systems == nullptr || systems->items.empty()) return reader.missing("code_systems");
  read_code_systems(*systems, usual, read_beside, defects, drafts);
  reader.finish();
}

}  // namespace hdis::catalogue
