#include "hdis/audit/checkpoint.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace hdis::audit {
namespace {

constexpr std::string_view title = "OpenHDIS audit checkpoint";
constexpr std::array<std::string_view, 4> names{"log", "sequence", "hash", "made at"};

/// The text after "name: " in `line`; empty if the line is another.
std::optional<std::string> value_of(std::string_view line, std::string_view name) {
  const auto start = fmt::format("{}: ", name);
  if (line.substr(0, start.size()) != start) return std::nullopt;
  return std::string(trim(line.substr(start.size())));
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

tl::unexpected<Error> not_a_checkpoint(std::string message) {
  return fail(ErrorCode::invalid_input, "audit.checkpoint_unreadable", std::move(message),
              "give the file that `hdis audit checkpoint` wrote, unchanged");
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return fmt::format("{}\nlog: {}\nsequence: {}\nhash: {}\nmade at: {}\n", title, checkpoint.log_id,
                     checkpoint.sequence, checkpoint.hash.text(), to_text(checkpoint.made_at));
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto lines = split(trim(text), '\n');
  if (lines.size() != names.size() + 1 || trim(lines[0]) != title) {
    return not_a_checkpoint("This is not an audit checkpoint.");
  }

  std::array<std::string, names.size()> values;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto value = value_of(lines[i + 1], names[i]);
    if (!value) {
      return not_a_checkpoint(
          fmt::format("Line {} of the checkpoint should say \"{}: …\".", i + 2, names[i]));
    }
    values[i] = *value;
  }

  const auto sequence = read_number(values[1]);
  if (!sequence) return not_a_checkpoint("Line 3 of the checkpoint should hold a whole number.");
  if (!is_digest(values[2])) {
    return not_a_checkpoint("Line 4 of the checkpoint should hold 64 hexadecimal digits.");
  }
  const auto made_at = parse_instant(values[3]);
  if (!made_at) {
    return not_a_checkpoint("Line 5 of the checkpoint should hold a time, YYYY-MM-DDTHH:MM:SSZ.");
  }
  return Checkpoint{values[0], *sequence, Digest(values[2]), *made_at};
}

}  // namespace hdis::audit
