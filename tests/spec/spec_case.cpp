#include "spec_case.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hdis::test {
namespace {

query::Value value_of(const std::string& word, const catalogue::Field& field) {
  if (word == "-") return query::Null{};
  if (word == "\"\"") return std::string();
  switch (field.type) {
    case catalogue::FieldType::integer:
      return static_cast<std::int64_t>(std::stoll(word));
    case catalogue::FieldType::decimal:
      return std::stod(word);
    case catalogue::FieldType::date:
      return Date::parse(word).value();
    case catalogue::FieldType::text:
    case catalogue::FieldType::time:
      break;
  }
  return word;
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The file in sections: a heading line and the lines below it.
class Reader {
 public:
  explicit Reader(const catalogue::Catalogue& catalogue) : catalogue_(catalogue) {}

  void line(const std::string& line) {
    const std::vector<std::string> parts = words(line);
    const bool comment = !parts.empty() && parts[0].front() == '#';
    if (parts.empty() || comment) return;
    if (parts[0] == "records") return begin_records(parts);
    if (line == "query" || line == "expect") {
      section_ = line;
      return;
    }
    if (section_ == "query") {
      spec_.query += line + "\n";
    } else if (section_ == "expect") {
      spec_.expected.insert(std::string(trim(line)));
    } else {
      record(parts);
    }
  }

  [[nodiscard]] SpecCase result() && { return std::move(spec_); }

 private:
  void begin_records(const std::vector<std::string>& parts) {
    section_ = "records";
    fields_.clear();
    spec_.records.push_back(
        {catalogue::DatasetId(parts.at(1)), FinancialYear::parse(parts.at(2)).value(), {}});
  }

  void record(const std::vector<std::string>& parts) {
    if (fields_.empty()) {
      fields_ = parts;
      return;
    }
    if (parts.size() != fields_.size()) throw std::runtime_error("too few or many values");
    const catalogue::Dataset* dataset = catalogue_.dataset(spec_.records.back().dataset);
    engine::Record record;
    for (std::size_t index = 0; index < parts.size(); ++index) {
      const catalogue::Field* field = dataset->find(fields_[index]);
      if (field == nullptr) throw std::runtime_error("no field " + fields_[index]);
      record[field->name] = value_of(parts[index], *field);
    }
    spec_.records.back().records.push_back(std::move(record));
  }

  const catalogue::Catalogue& catalogue_;
  SpecCase spec_;
  std::string section_;
  std::vector<std::string> fields_;
};

std::string text_of(const raw::RawMeasure& measure, const query::Measure& asked) {
  const auto value = measure.value.unprotected();
  std::string text = fmt::format("{} of {} by {}", value ? fmt::format("{}", *value) : "none",
                                 measure.records.unprotected(), measure.people.unprotected());
  const bool shares = !asked.flag && (asked.aggregate == query::Aggregate::sum ||
                                      asked.aggregate == query::Aggregate::mean);
  if (!shares) return text;
  return text + fmt::format(" shares {} {} {}", measure.largest_contribution,
                            measure.second_contribution, measure.total_contribution);
}

std::string keys_text(const raw::RawRow& row, const query::Aggregation& aggregation) {
  std::string text;
  for (const std::size_t dimension : aggregation.grouping_sets[row.grouping_set]) {
    text += fmt::format("{}={} ", aggregation.dimensions[dimension].name,
                        row.keys[dimension].value_or("-"));
  }
  return text;
}

}  // namespace

SpecCase read_spec(const std::filesystem::path& file, const catalogue::Catalogue& catalogue) {
  Reader reader(catalogue);
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    try {
      reader.line(line);
    } catch (const std::exception& error) {
      throw std::runtime_error(fmt::format("{}: {}: {}", file.string(), line, error.what()));
    }
  }
  return std::move(reader).result();
}

std::multiset<std::string> spec_lines(const raw::RawTable& rows, const query::TablePlan& table,
                                      std::size_t part) {
  const query::Aggregation& aggregation = table.parts[part];
  std::multiset<std::string> lines;
  for (const raw::RawRow& row : rows.rows) {
    std::vector<std::string> measures;
    for (const query::Column& column : table.columns) {
      const auto* content = std::get_if<query::MeasureColumn>(&column.content);
      if (content == nullptr || content->measure.part != part) continue;
      const std::size_t index = content->measure.measure;
      measures.push_back(column.name + "=" +
                         text_of(row.measures[index], aggregation.measures[index]));
    }
    lines.insert(fmt::format("{}: {}", keys_text(row, aggregation), fmt::join(measures, "; ")));
  }
  return lines;
}

}  // namespace hdis::test
