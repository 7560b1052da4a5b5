#include "hdis/core/assert.hpp"
#include "hdis/suppression/read.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace hdis;
using namespace hdis::suppression;

// Larger tables take too long for a fuzzer.
constexpr std::size_t most_protected = 60;

// The parts of the input that lie between lines of "---": dim_1.csv, ..., cells.csv, a result.
std::vector<std::string> parts_of(std::string_view text) {
  constexpr std::string_view separator = "---\n";
  std::vector<std::string> out;
  for (;;) {
    const std::size_t end = text.find(separator);
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + separator.size());
  }
}

void says_where(const Error& error) {
  HDIS_ASSERT(error.reasons().front().message.find(".csv:") != std::string::npos);
}

}  // namespace

/// Any bytes are a table or refused with file and line. A table that was read is sound, can be protected, and what is written of it
/// is read back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> parts = parts_of({reinterpret_cast<const char*>(data), size});
  if (parts.size() < 3 || parts.size() > 7) return 0;
  const NamedText result{"result.csv", std::move(parts.back())};
  parts.pop_back();
  const NamedText cells{"cells.csv", std::move(parts.back())};
  parts.pop_back();
  std::vector<NamedText> dimensions;
  dimensions.reserve(parts.size());
  for (std::string& part : parts)
    dimensions.push_back(
        {"dim_" + std::to_string(dimensions.size() + 1) + ".csv", std::move(part)});

  const auto table = read_table(dimensions, cells, {});
  if (!table) {
    says_where(table.error());
    return 0;
  }
  HDIS_ASSERT(check(table->table));
  if (const auto read = read_result(*table, result); !read) says_where(read.error());
  if (table->table.values.size() > most_protected) return 0;
  const auto protection = protect(table->table, {Attacker::strict, 1, 20, {}});
  HDIS_ASSERT(protection);
  const auto again =
      read_result(*table, {"result.csv", write_result(*table, protection->hidden, {})});
  HDIS_ASSERT(again && again->hidden == protection->hidden);
  return 0;
}
