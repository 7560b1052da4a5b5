// Whatever the text, compiled against the catalogue of the repository: no crash, no hang; a refusal
// says why and where; what is accepted can be described, and written out as a text that means the same.

#include "hdis/core/assert.hpp"
#include "hdis/query/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace hdis;

const catalogue::Catalogue& shipped() {
  static const auto loaded = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
  HDIS_ASSERT(loaded.has_value());
  return *loaded;
}

void check_error(const Error& error) {
  HDIS_ASSERT(!error.reasons().empty());
  for (const auto& reason : error.reasons()) {
    HDIS_ASSERT(!reason.rule.empty() && !reason.message.empty());
  }
}

void check_plan(const query::Plan& plan) {
  HDIS_ASSERT(!plan.tables.empty());
  const auto text = query::to_query_text(plan, shipped());
  const auto again = query::compile(text, shipped());
  HDIS_ASSERT(again.has_value());
  HDIS_ASSERT(again->plan == plan);
  HDIS_ASSERT(query::fingerprint(again->plan) == query::fingerprint(plan));
  HDIS_ASSERT(!query::describe(plan, shipped()).empty());
  HDIS_ASSERT(!query::usage(plan).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto bound = query::compile(text, shipped());
  if (bound) {
    check_plan(bound->plan);
  } else {
    check_error(bound.error());
  }
  return 0;
}
