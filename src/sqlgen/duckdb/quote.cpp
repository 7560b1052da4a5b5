#include "duckdb/quote.hpp"

#include "hdis/core/assert.hpp"

namespace hdis::sqlgen::duckdb {
namespace {

std::string quoted(std::string_view text, char quote) {
  // A zero byte would end the statement; neither the catalogue nor a file system has one.
  HDIS_ASSERT(text.find('\0') == std::string_view::npos);
  std::string result(1, quote);
  for (const char character : text) {
    if (character == quote) result += quote;
    result += character;
  }
  return result += quote;
}

}  // namespace

std::string identifier(std::string_view name) { return quoted(name, '"'); }

std::string path_literal(std::string_view path) { return quoted(path, '\''); }

}  // namespace hdis::sqlgen::duckdb
