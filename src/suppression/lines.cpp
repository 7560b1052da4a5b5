#include "lines.hpp"

#include <algorithm>
#include <charconv>

namespace hdis::suppression {
namespace {

// More than any file of ours has; room for them is made once, so that views of them stay good.
constexpr std::size_t most_quoted = 64;

}  // namespace

tl::unexpected<Error> wrong(const NamedText& file, std::size_t line, const std::string& message,
                            std::string suggestion) {
  return fail(ErrorCode::invalid_input, "protect.input",
              file.name + ":" + std::to_string(line) + ": " + message, std::move(suggestion));
}

Lines::Lines(const NamedText& file) : text_(file.text) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  unquoted_.reserve(most_quoted);
}

bool Lines::next() {
  fields_.clear();
  unquoted_.clear();
  broken_ = false;
  while (!text_.empty() && (text_.front() == '\n' || text_.front() == '\r')) skip_one();
  if (text_.empty()) return false;
  line_ = next_line_;
  for (;;) {
    if (!text_.empty() && text_.front() == '"') {
      if (unquoted_.size() == most_quoted || !quoted()) {
        broken_ = true;
        return true;
      }
      fields_.emplace_back(unquoted_.back());
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\r\n"), text_.size());
      fields_.push_back(text_.substr(0, end));
      text_.remove_prefix(end);
    }
    if (text_.empty()) return true;
    const char separator = text_.front();
    if (separator == ',') {
      text_.remove_prefix(1);
      continue;
    }
    if (separator != '\r' && separator != '\n') broken_ = true;
    if (!broken_) skip_one();
    return true;
  }
}

void Lines::skip_one() {
  if (text_.front() == '\n') ++next_line_;
  text_.remove_prefix(1);
}

bool Lines::quoted() {
  std::string field;
  for (std::size_t i = 1; i < text_.size(); ++i) {
    if (text_[i] == '\n') ++next_line_;
    if (text_[i] != '"') {
      field += text_[i];
    } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
      field += text_[i++];
    } else {
      text_.remove_prefix(i + 1);
      unquoted_.push_back(std::move(field));
      return true;
    }
  }
  return false;
}

std::size_t column_of(const std::vector<std::string_view>& header, std::string_view name) {
  const auto found = std::find(header.begin(), header.end(), name);
  return found == header.end() ? absent : static_cast<std::size_t>(found - header.begin());
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 ||
      number > largest_value)
    return std::nullopt;
  return number;
}

}  // namespace hdis::suppression
