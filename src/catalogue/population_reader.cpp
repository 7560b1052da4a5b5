#include "csv.hpp"
#include "provenance.hpp"
#include "readers.hpp"

#include <charconv>

namespace hdis::catalogue {
namespace {

/// Whole persons; empty if `text` is anything else.
std::optional<std::int64_t> read_persons(const std::string& text) {
  std::int64_t persons = 0;
  const auto end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, persons);
  if (text.empty() || error != std::errc() || stopped != end || persons < 0) return std::nullopt;
  return persons;
}

void read_areas(const std::string& text, FileDefects& defects, Population& population) {
  CsvReader csv(text);
  std::vector<std::string> row;
  const auto here = [&csv] { return SourcePosition{static_cast<std::uint32_t>(csv.line()), 1}; };
  if (!csv.next(row) || row != std::vector<std::string>{"code", "persons"}) {
    defects.add(rule::syntax, here(), "the first line does not name the columns", "code,persons");
    return;
  }
  while (csv.next(row)) {
    const auto persons = row.size() == 2 ? read_persons(row[1]) : std::nullopt;
    if (!persons) {
      defects.add(rule::syntax, here(), "the line is not an area and a number of persons",
                  "code,persons");
    } else if (!population.persons.emplace(row[0], *persons).second) {
      defects.add(rule::duplicate, here(), "the area occurs twice", "keep one of them");
    }
  }
  if (!csv.defect().empty()) defects.add(rule::syntax, here(), csv.defect());
}

}  // namespace

void read_population(const YamlNode& tree, const ReadBeside& read_beside, FileDefects& defects,
                     Drafts& drafts) {
  MappingReader reader(tree, "population", defects);
  Draft<Population> draft{{}, {defects.file(), tree.where}};
  auto& population = draft.value;
  population.id = PopulationId(reader.required_text("id"));
  population.title = reader.required_text("title");
  population.geography = CodeSystemId(reader.required_text("geography"));
  set_provenance(reader, read_provenance(reader), population);
  for (const auto& text : reader.texts("years")) {
    const auto year = FinancialYear::parse(text);
    if (!year) reader.wrong("years", "a list of financial years such as 1718");
    if (year) population.years.push_back(*year);
  }
  if (population.years.empty()) reader.missing("years");
  if (const auto file = reader.required_text("file"); !file.empty()) {
    FileDefects csv_defects(file, defects.all());
    if (const auto text = read_beside(file)) read_areas(*text, csv_defects, population);
  }
  reader.finish();
  drafts.populations.push_back(std::move(draft));
}

}  // namespace hdis::catalogue
