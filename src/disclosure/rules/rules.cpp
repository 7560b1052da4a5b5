#include "rules/rules.hpp"

#include "hdis/core/assert.hpp"

#include "cell_maker.hpp"
#include "rules/average.hpp"
#include "rules/count.hpp"
#include "rules/sum.hpp"

#include <array>

namespace hdis::disclosure {
namespace {

using query::Aggregate;

constexpr std::string_view count_sentence =
    "A count is suppressed if there are few records or few people behind it, and rounded "
    "otherwise.";

constexpr std::array count_examples = {
    RuleExample{0, 0, 0, 0, 0, 0, "0"},     RuleExample{7, 7, 7, 0, 0, 0, "*"},
    RuleExample{8, 8, 8, 0, 0, 0, "10"},    RuleExample{13, 13, 13, 0, 0, 0, "15"},
    RuleExample{159, 4, 159, 0, 0, 0, "*"},  // four people on dialysis
};
constexpr std::array people_examples = {
    RuleExample{0, 0, 0, 0, 0, 0, "0"},
    RuleExample{159, 4, 4, 0, 0, 0, "*"},
    RuleExample{40, 21, 20, 0, 0, 0, "20"},
    RuleExample{30, 8, 7, 0, 0, 0, "*"},  // seven with a key, and records without one
    RuleExample{30, 1, 0, 0, 0, 0, "*"},  // no record has a key
};
constexpr std::array sum_examples = {
    RuleExample{0, 0, 0, 0, 0, 0, "0"},
    RuleExample{7, 7, 400, 60, 60, 400, "*"},
    RuleExample{12, 12, 400, 60, 60, 400, "330"},  // ten of 33
    RuleExample{17, 17, 850, 50, 50, 850, "750"},
    RuleExample{103, 103, 400, 60, 60, 400, "407"},  // 105 of 3.88
    RuleExample{12, 12, 1000, 950, 10, 1000, "*"},   // one very costly stay among twelve
    RuleExample{12, 12, 1000, 460, 450, 1000, "*"},
    RuleExample{12, 12, 1000, 450, 450, 1000, "830"},
    RuleExample{12, 12, 3, 1, 1, 3, "*"},
    RuleExample{12, 12, 0, 0, 0, 0, "0"},
};
constexpr std::array mean_examples = {
    RuleExample{0, 0, 0, 0, 0, 0, "z"},         RuleExample{2, 2, 3.5, 4, 3, 7, "*"},
    RuleExample{9, 7, 3.5, 4, 3, 31.5, "*"},    RuleExample{8, 8, 3.375, 4, 4, 27, "3"},
    RuleExample{13, 13, 3.46, 5, 5, 45, "3.5"}, RuleExample{12, 12, 100, 1100, 20, 1200, "*"},
};
constexpr std::array median_examples = {
    RuleExample{0, 0, 0, 0, 0, 0, "z"},
    RuleExample{9, 9, 4, 0, 0, 0, "*"},
    RuleExample{13, 12, 4, 0, 0, 0, "*"},
    RuleExample{12, 12, 4, 0, 0, 0, "*"},  // shown as 10, as 8 and 9 are
    RuleExample{13, 13, 4.5, 0, 0, 0, "4.5"},
};

constexpr std::array all_rules = {
    Rule{Aggregate::count_records, count_sentence, "docs/methods/counts.md", protect_count,
         CellMaker::zero, count_examples},
    Rule{Aggregate::count_values, count_sentence, "docs/methods/counts.md", protect_count,
         CellMaker::zero, count_examples},
    Rule{
        Aggregate::count_people,
        "A count of people is suppressed if it is small or has few records, and rounded otherwise.",
        "docs/methods/people-beside-records.md", protect_count, CellMaker::zero, people_examples},
    Rule{Aggregate::sum,
         "A sum is suppressed if few records or people, or one or two people, make it up, and "
         "rounded "
         "otherwise.",
         "docs/methods/sums.md", protect_sum, CellMaker::zero, sum_examples},
    Rule{Aggregate::mean,
         "A mean is suppressed if few records or people, or one or two people, make it up.",
         "docs/methods/means-and-medians.md", protect_mean, CellMaker::not_applicable,
         mean_examples},
    Rule{Aggregate::median, "A median is suppressed if too few records or people stand behind it.",
         "docs/methods/means-and-medians.md", protect_median, CellMaker::not_applicable,
         median_examples},
};

}  // namespace

std::span<const Rule> rules() { return all_rules; }

const Rule& rule_for(query::Aggregate aggregate) {
  for (const Rule& rule : all_rules) {
    if (rule.aggregate == aggregate) return rule;
  }
  assertion_failed("a rule for every aggregate", __FILE__, __LINE__);
}

}  // namespace hdis::disclosure
