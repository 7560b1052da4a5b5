#include "settle.hpp"
#include "support/plans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

// What must be true of any released table, on random ones with fixed seeds.

namespace hdis::disclosure::testing {
namespace {

using released::CellKind;
using released::Key;

/// Hands rows over in another order than the engine behind it.
class ShuffledEngine final : public engine::Engine {
 public:
  ShuffledEngine(std::vector<Planted> planted, unsigned seed)
      : engine_(std::move(planted)), random_(seed) {}
  Result<raw::RawTable> run(const query::Aggregation& aggregation, const engine::Limits& limits,
                            const engine::Control& control) override {
    auto table = engine_.run(aggregation, limits, control);
    std::shuffle(table->rows.begin(), table->rows.end(), random_);
    return table;
  }

 private:
  PlantedEngine engine_;
  std::mt19937 random_;
};

std::vector<Planted> random_records(unsigned seed) {
  std::mt19937 random(seed);
  std::poisson_distribution<std::size_t> small(static_cast<double>(1 + seed % 6));
  std::vector<std::vector<Planted>> groups;
  for (const char* provider : {"R1A", "R1B", "R1C"}) {
    for (const char* area : {"A", "B", "C", "D"}) {
      for (const char* sex : {"1", "2"}) {
        const std::map<std::string, std::string> fields = {
            {"PROCODE3", provider}, {"CCG_RESPONSIBILITY", area}, {"SEX", sex}};
        const std::size_t count = small(random);
        const auto amount = static_cast<double>(small(random));
        groups.push_back(random() % 8 == 0 ? records_of_one(count, fields, amount)
                                           : records(count, fields, amount));
      }
    }
  }
  return together(groups);
}

query::Plan cube_and_margin() {
  const auto cube = aggregation({by("PROCODE3"), by("CCG_RESPONSIBILITY"), by("SEX")},
                                {count(), count_people(), of_amount(query::Aggregate::sum),
                                 of_amount(query::Aggregate::mean)},
                                {{}, {0}, {0, 1}, {0, 1, 2}, {1}, {2}});
  auto with_ratio = table(cube);
  with_ratio.columns.push_back({"ratio", query::RatioColumn{{0, 0}, {0, 1}, 1, {}}});
  return plan_of({with_ratio, table(aggregation({by("CCG_RESPONSIBILITY")}, {count()}))});
}

bool is_national_row(const released::Row& row) {
  // Provider and area are places; sex is not.
  return row.keys.size() == 3 && row.keys[0].kind == Key::Kind::total &&
         row.keys[1].kind == Key::Kind::total;
}

TEST(Invariants, NoSmallNumberAndNothingUnroundedIsShownBelowNationalLevel) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const auto tables = run(cube_and_margin(), random_records(seed), policy("hes-2018"));
    ASSERT_TRUE(tables) << tables.error().to_text();
    for (const auto& one : *tables) {
      for (const auto& row : one.rows()) {
        if (is_national_row(row)) continue;
        for (std::size_t c = 0; c < std::min<std::size_t>(row.cells.size(), 3); ++c) {
          const auto& cell = row.cells[c];
          if (!cell.number() || cell.kind() == CellKind::zero) continue;
          EXPECT_EQ(cell.kind(), CellKind::rounded);
          if (c == 2) continue;  // a sum
          EXPECT_GE(*cell.number(), 10) << "seed " << seed;
          EXPECT_EQ(std::fmod(*cell.number(), 5), 0) << "seed " << seed;
        }
      }
    }
  }
}

TEST(Invariants, ARatioIsSuppressedWithItsParts) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto tables = run(cube_and_margin(), random_records(seed), policy("hes-2018"));
    ASSERT_TRUE(tables) << tables.error().to_text();
    for (const auto& row : tables->front().rows()) {
      const bool hidden = row.cells[0].kind() == CellKind::suppressed ||
                          row.cells[1].kind() == CellKind::suppressed;
      EXPECT_EQ(row.cells[4].kind() == CellKind::suppressed, hidden);
    }
  }
}

TEST(Invariants, TheOrderOfRawRowsChangesNothing) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    std::set<std::string> forms;
    for (unsigned order = 0; order < 4; ++order) {
      Pipeline pipeline(shipped_catalogue(),
                        std::make_unique<ShuffledEngine>(random_records(seed), order));
      const auto tables = pipeline.run(cube_and_margin(), policy("hes-2018"), {}, {});
      ASSERT_TRUE(tables) << tables.error().to_text();
      forms.insert(to_stored_form((*tables)[0]) + to_stored_form((*tables)[1]));
    }
    EXPECT_EQ(forms.size(), 1U) << "seed " << seed;
  }
}

TEST(Invariants, EveryPolicyReleasesEveryRandomTable) {
  for (const char* id : {"hes-2018", "hes-pre2018", "nhs-england-sde", "opensafely",
                         "opensafely-midpoint6", "threshold-10"}) {
    for (unsigned seed = 0; seed < 10; ++seed) {
      const auto tables = run(cube_and_margin(), random_records(seed), policy(id));
      EXPECT_TRUE(tables) << id << " " << seed << " " << tables.error().to_text();
    }
  }
}

}  // namespace
}  // namespace hdis::disclosure::testing
