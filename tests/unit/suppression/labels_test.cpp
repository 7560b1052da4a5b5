// What cells are called and in which order they come says nothing of what must be hidden.
#include "hdis/suppression/read.hpp"

#include "brute_force.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace hdis::suppression::test {
namespace {

using Labels = std::vector<std::string>;

std::string quoted(const std::string& label) {
  std::string out = "\"";
  for (const char c : label) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// The files of a table whose nodes are called `labels`, in every dimension; rows of cells.csv in the order that `random` gives.
Result<LabelledTable> write_and_read(const Table& table, const Labels& labels,
                                     std::mt19937_64* random) {
  std::vector<NamedText> dimensions;
  std::string header;
  for (const Hierarchy& tree : table.dimensions) {
    std::string text = "code,parent\n";
    for (Node node = 0; node < tree.size(); ++node)
      text += quoted(labels[node]) + "," +
              (tree.parent(node) == no_node ? "" : quoted(labels[tree.parent(node)])) + "\n";
    dimensions.push_back({"dim.csv", std::move(text)});
    header += "d" + std::to_string(dimensions.size()) + ",";
  }
  std::vector<std::string> lines;
  const auto strides = table.strides();
  for (CellId cell = 0; cell < table.values.size(); ++cell) {
    std::string line;
    for (std::size_t d = 0; d < strides.size(); ++d)
      line += quoted(labels[cell / strides[d] % table.dimensions[d].size()]) + ",";
    lines.push_back(line + std::to_string(table.values[cell]) + "\n");
  }
  if (random != nullptr) std::shuffle(lines.begin(), lines.end(), *random);
  std::string cells = header + "freq\n";
  for (const std::string& line : lines) cells += line;
  return read_table(dimensions, {"cells.csv", std::move(cells)}, {});
}

std::vector<bool> hidden_of(const Result<LabelledTable>& table) {
  EXPECT_TRUE(table) << table.error().to_text();
  if (!table) return {};
  const auto protection = protect(table->table, {Attacker::strict, 3, 100, {}});
  EXPECT_TRUE(protection) << protection.error().to_text();
  return protection ? protection->hidden : std::vector<bool>{};
}

const Labels plain = {"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"};

TEST(Labels, NamesAndTheOrderOfRowsChangeNothing) {
  // Numbers (also of other nodes), words that look like totals or like nothing, blanks, marks of CSV, commands of spreadsheets.
  const std::vector<Labels> odd = {
      {"8", "7", "6", "5", "4", "3", "2", "1", "0"},
      {"a", "Total", "ALL", "NULL", "*", "-1", "1e3", "freq", "d1"},
      {" ", "  ", ",", "\"", "\n", "=1+1", "\xC3\xA9", "s", "x"},
  };
  std::mt19937_64 random(20);
  std::size_t hidden = 0;
  for (int round = 0; round < 100; ++round) {
    const Table table = random_table(random);
    const auto expected = hidden_of(write_and_read(table, plain, nullptr));
    hidden += static_cast<std::size_t>(std::count(expected.begin(), expected.end(), true));
    for (const Labels& labels : odd) {
      ASSERT_EQ(hidden_of(write_and_read(table, labels, nullptr)), expected);
      ASSERT_EQ(hidden_of(write_and_read(table, labels, &random)), expected);
    }
  }
  EXPECT_GT(hidden, 100U);
}

TEST(Labels, ComeBackFromAResultAsTheyWere) {
  std::mt19937_64 random(21);
  const Labels labels = {" ", "Total", ",", "\"", "\n", "0", "NULL", "*", "s"};
  for (int round = 0; round < 50; ++round) {
    const auto table = write_and_read(random_table(random), labels, &random);
    const auto hidden = hidden_of(table);
    const auto again = read_result(*table, {"result.csv", write_result(*table, hidden, {})});
    ASSERT_TRUE(again) << again.error().to_text();
    EXPECT_EQ(again->hidden, hidden);
  }
}

TEST(Labels, AnEmptyOneIsRefused) {
  const auto table =
      read_table({{"dim_1.csv", "code,parent\nT,\n\"\",T\n"}}, {"cells.csv", ""}, {});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().reasons().front().message, "dim_1.csv:3: The code is empty.");
}

}  // namespace
}  // namespace hdis::suppression::test
