#pragma once

#include "hdis/released/table.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hdis::render {

/// What every form of a table says about where it comes from, in order: label and text. Empty texts are left out.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> stamp(
    const released::Provenance& provenance);

/// The notice of a table that was made where nobody checks who acts.
inline constexpr const char* demonstration_notice =
    "Demonstration: made in a store that does not check who acts. Not for use.";

/// The notice of a table that holds small numbers.
inline constexpr const char* internal_notice =
    "INTERNAL: CONTAINS SMALL NUMBERS. For the licensed users of the licensee only. Not to be "
    "shared, published or passed on. To be destroyed, with every copy, when the agreement ends.";

/// The notices that every form of a table begins with.
[[nodiscard]] std::vector<std::string> notices(const released::Provenance& provenance);

/// What the marks that stand in a table mean; "" if none does.
[[nodiscard]] std::string marks_note(const released::Table& table);

/// The words for a dimension value that is missing in the data, and for all values together.
inline constexpr const char* missing_text = "(not recorded)";
inline constexpr const char* total_text = "(all)";

}  // namespace hdis::render
