// Whatever the bytes: no crash, no hang, and what is accepted prints as a text that is accepted
// again and means the same.

#include "hdis/core/assert.hpp"
#include "hdis/query/parser.hpp"
#include "hdis/query/print.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

void check_position(std::string_view text, const hdis::Reason& reason) {
  // Only a text that is too long has no place.
  HDIS_ASSERT(reason.where.has_value());
  HDIS_ASSERT(reason.where->line >= 1 && reason.where->line <= text.size() + 1);
  HDIS_ASSERT(reason.where->column >= 1 && reason.where->column <= text.size() + 1);
  HDIS_ASSERT(!reason.rule.empty() && !reason.message.empty());
}

void check_printed(const hdis::query::Parsed& parsed) {
  using hdis::query::Brackets;
  const std::string shape = hdis::query::print(parsed.script, Brackets::every);
  const auto again = hdis::query::parse(hdis::query::print(parsed.script));
  HDIS_ASSERT(again.has_value());
  HDIS_ASSERT(hdis::query::print(again->script, Brackets::every) == shape);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = hdis::query::parse(text);
  if (parsed) {
    check_printed(*parsed);
  } else {
    for (const hdis::Reason& reason : parsed.error().reasons()) check_position(text, reason);
  }
  return 0;
}
