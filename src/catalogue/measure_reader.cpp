#include "mapping_reader.hpp"
#include "readers.hpp"

namespace hdis::catalogue {

void read_measure(const YamlNode& tree, FileDefects& defects, Drafts& drafts) {
  constexpr std::int64_t most_decimals = 9;
  MappingReader reader(tree, "measure", defects);
  Draft<Measure> draft{{}, {defects.file(), tree.where}};
  auto& measure = draft.value;
  measure.id = MeasureId(reader.required_text("id"));
  measure.version = reader.required_text("version");
  measure.title = reader.required_text("title");
  measure.description = reader.required_text("description");
  measure.dataset = DatasetId(reader.required_text("dataset"));
  measure.numerator_filter = reader.required_text("numerator_filter");
  for (auto& id : reader.texts("populations")) measure.populations.emplace_back(std::move(id));
  if (measure.populations.empty()) reader.missing("populations");
  measure.unit = reader.required_text("unit");
  measure.source = reader.required_text("source");

  const auto per = reader.integer("per").value_or(0);
  if (per < 1) reader.wrong("per", "a whole number of persons, such as 100000");
  measure.per = static_cast<double>(per);
  const auto decimals = reader.integer("decimals").value_or(0);
  if (decimals < 0 || decimals > most_decimals) reader.wrong("decimals", "a number from 0 to 9");
  measure.decimals = static_cast<int>(decimals);
  reader.finish();
  drafts.measures.push_back(std::move(draft));
}

}  // namespace hdis::catalogue
