#include "defects.hpp"

#include <fmt/format.h>

namespace hdis::catalogue {

void Defects::add(std::string_view rule, std::string_view file, std::optional<SourcePosition> where,
                  std::string_view message, std::string expected) {
  reasons_.push_back(
      Reason{std::string(rule), fmt::format("{}: {}", file, message), std::move(expected), where});
}

Status Defects::status() const {
  if (none()) return {};
  return fail(Error(ErrorCode::invalid_input, reasons_));
}

}  // namespace hdis::catalogue
