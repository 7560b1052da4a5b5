#include "hdis/duck/sql_text.hpp"

namespace hdis::duck {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char character : text) {
    if (character == quote) result += quote;
    result += character;
  }
  return result += quote;
}

}  // namespace

std::string quote_identifier(std::string_view name) { return quoted(name, '"'); }

std::string quote_text(std::string_view text) { return quoted(text, '\''); }

}  // namespace hdis::duck
