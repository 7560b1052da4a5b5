#include "hdis/governance/tool.hpp"

#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include <fmt/format.h>

namespace hdis::governance {

Result<std::string> check_tool_title(std::string_view title) {
  const auto trimmed = trim(title);
  if (trimmed.empty() || trimmed.size() > longest_tool_title || !is_plain(trimmed, Lines::one)) {
    return fail(ErrorCode::invalid_input, "tool.title",
                fmt::format("The title is not one line of plain text of up to {} bytes.",
                            longest_tool_title),
                "say in a few words what the tool shows");
  }
  return std::string(trimmed);
}

}  // namespace hdis::governance
