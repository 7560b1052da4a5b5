#include "hdis/core/error.hpp"

#include "hdis/core/assert.hpp"

#include <fmt/format.h>

#include <utility>

namespace hdis {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return "invalid_input";
    case ErrorCode::refused:
      return "refused";
    case ErrorCode::not_permitted:
      return "not_permitted";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::withheld:
      return "withheld";
    case ErrorCode::timed_out:
      return "timed_out";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::corrupt:
      return "corrupt";
  }
  HDIS_ASSERT(false);
}

Error::Error(ErrorCode code, Reason reason) : code_(code), reasons_{std::move(reason)} {}

Error::Error(ErrorCode code, std::vector<Reason> reasons)
    : code_(code), reasons_(std::move(reasons)) {
  HDIS_ASSERT(!reasons_.empty());
}

std::string Error::to_text() const {
  std::string text;
  for (const auto& reason : reasons_) {
    if (!text.empty()) text += '\n';
    if (reason.where)
      text += fmt::format("line {}, column {}: ", reason.where->line, reason.where->column);
    text += reason.message;
    if (!reason.suggestion.empty()) text += "\n  try: " + reason.suggestion;
  }
  return text;
}

}  // namespace hdis
