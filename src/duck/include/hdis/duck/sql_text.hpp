#pragma once

#include <string>
#include <string_view>

namespace hdis::duck {

/// `name` as an identifier of SQL: in double quotes, with those inside doubled. The only way a name
/// gets into a statement.
[[nodiscard]] std::string quote_identifier(std::string_view name);

/// `text` as a text literal of SQL: in single quotes, with those inside doubled. For values that a
/// statement cannot take as a parameter (settings, the options of COPY and of table functions).
[[nodiscard]] std::string quote_text(std::string_view text);

}  // namespace hdis::duck
