#include "hdis/core/assert.hpp"
#include "hdis/ingest/cleaner.hpp"

#include "../../support/visits_catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using namespace hdis;
using namespace hdis::ingest;

const catalogue::Dataset& dataset() {
  return *testing::visits_catalogue().dataset(catalogue::DatasetId("visits"));
}

const std::vector<Cleaner>& cleaners() {
  static const auto made = [] {
    const testing::TemporaryFolder folder;
    HDIS_ASSERT(PseudonymKey::create(folder.path() / "key"));
    static const auto key = PseudonymKey::read(folder.path() / "key").value();
    std::vector<Cleaner> all;
    for (const auto& field : dataset().fields) {
      all.emplace_back(dataset(), field, testing::visits_catalogue(), key);
    }
    return all;
  }();
  return made;
}

/// What may be stored of a text: no control characters, not empty, and what was cleaned is clean.
void check_text(const Cleaner& cleaner, const catalogue::Field& field, const std::string& text) {
  HDIS_ASSERT(!text.empty());
  HDIS_ASSERT(std::none_of(text.begin(), text.end(),
                           [](char each) { return static_cast<unsigned char>(each) < 0x20U; }));
  const bool limited = field.type == catalogue::FieldType::text && !field.list && field.width > 0;
  HDIS_ASSERT(!limited || text.size() <= field.width);
  const auto again = cleaner.clean(text);
  HDIS_ASSERT(std::get<std::string>(again.value) == text);
}

}  // namespace

/// The first byte chooses a field, the rest is a delivered value: any bytes become a value of the field's
/// type and range, or NULL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t index = data[0] % dataset().fields.size();
  const auto& field = dataset().fields[index];
  const std::string_view value(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto cleaned = cleaners()[index].clean(value);
  const Outcome outcome = outcome_of(cleaned.rule);
  const bool null = std::holds_alternative<std::monostate>(cleaned.value);
  HDIS_ASSERT(!null || value.empty() || outcome == Outcome::made_missing ||
              outcome == Outcome::invalid);
  HDIS_ASSERT(null || outcome == Outcome::kept || outcome == Outcome::repaired);
  if (const auto* number = std::get_if<std::int64_t>(&cleaned.value)) {
    HDIS_ASSERT(*number >= 0 && *number <= 99999);
  }
  if (const auto* number = std::get_if<double>(&cleaned.value)) HDIS_ASSERT(std::isfinite(*number));
  if (const auto* text = std::get_if<std::string>(&cleaned.value))
    check_text(cleaners()[index], field, *text);
  return 0;
}
