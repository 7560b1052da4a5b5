#pragma once

#include <string_view>

namespace hdis::render {

/// The style sheet of a page that stands alone, in the colours and proportions of the NHS design system
/// (SRC: service-manual.nhs.uk design tokens; contrast of every pair of colours at least 4.5 to 1).
[[nodiscard]] std::string_view page_style();

}  // namespace hdis::render
