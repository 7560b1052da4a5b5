#include "generator.hpp"

#include <limits>

namespace hdis::test {
namespace {

using query::Null;
using query::Value;

const std::vector<std::string>& codes() {
  static const std::vector<std::string> pool = {
      "I21",  "I219",  "I64", "I640", "I69", "E10",  "E14", "E149", "X",    "",
      "O'Br", "a%b_c", "é1",  "NULL", "1.0", "a\nb", "\\d", "I21,", "2I64", "XE1"};
  return pool;
}

Value maybe(Dice& dice, Value value) { return dice.one_in(6) ? Value(Null{}) : std::move(value); }

Value whole(Dice& dice) {
  if (dice.one_in(20)) return std::int64_t{1} << 61U;
  if (dice.one_in(20)) return std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(dice.roll(30)) - 5;
}

Value real(Dice& dice) { return static_cast<double>(dice.roll(400)) / 8 - 10.1; }

Value day(Dice& dice) {
  const auto first = std::chrono::sys_days(std::chrono::year{2016} / 3 / 30);
  return Date(first + std::chrono::days(dice.roll(500)));
}

Value code_list(Dice& dice) {
  std::string list;
  for (std::size_t count = dice.roll(4); count > 0; --count) {
    list += (list.empty() ? "" : ",") + dice.pick(codes());
  }
  return list;
}

Value person(Dice& dice, std::size_t first) { return "p" + std::to_string(first + dice.roll(20)); }

engine::Record common(Dice& dice) {
  engine::Record record;
  record["SEX"] = maybe(dice, std::string(dice.one_in(2) ? "1" : "2"));
  record["DIAG"] = maybe(dice, dice.pick(codes()));
  record["DAYS"] = maybe(dice, whole(dice));
  record["COST"] = maybe(dice, real(dice));
  record["SEEN"] = maybe(dice, day(dice));
  record["FLAG"] = maybe(dice, std::int64_t{dice.one_in(2) ? 1 : 0});
  return record;
}

engine::Record visit(Dice& dice) {
  engine::Record record = common(dice);
  record["PERSON"] = maybe(dice, person(dice, 0));
  record["DIAGS"] = maybe(dice, code_list(dice));
  record["PLACE"] = maybe(dice, "E0" + std::to_string(dice.roll(3)));
  record["AGE"] = maybe(dice, static_cast<std::int64_t>(dice.roll(100)));
  record["HOUR"] = maybe(dice, std::string(dice.one_in(2) ? "09:30" : "23:05"));
  return record;
}

engine::Record stay(Dice& dice) {
  engine::Record record = common(dice);
  // Half of the persons are in both datasets.
  record["PATIENT"] = maybe(dice, person(dice, 10));
  record["WARD"] = maybe(dice, std::string(dice.one_in(2) ? "A" : "B"));
  return record;
}

}  // namespace

std::vector<engine::RecordSet> make_records(Dice& dice) {
  std::vector<engine::RecordSet> sets;
  for (const int year : {2016, 2017}) {
    for (const std::string dataset : {"visits", "stays"}) {
      engine::RecordSet set{catalogue::DatasetId(dataset), *FinancialYear::starting(year), {}};
      const std::size_t count = dice.one_in(8) ? 0 : dice.roll(60);
      for (std::size_t index = 0; index < count; ++index) {
        engine::Record record = dataset == "visits" ? visit(dice) : stay(dice);
        record["FYEAR"] = set.year.code();
        set.records.push_back(std::move(record));
      }
      sets.push_back(std::move(set));
    }
  }
  return sets;
}

}  // namespace hdis::test
