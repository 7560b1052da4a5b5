#include "document.hpp"

#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hdis::governance {
namespace {

std::optional<SourcePosition> position(const YAML::Mark& mark) {
  if (mark.is_null() || mark.line < 0) return std::nullopt;
  return SourcePosition{static_cast<std::uint32_t>(mark.line) + 1,
                        static_cast<std::uint32_t>(mark.column) + 1};
}

std::string in_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return text;
}

bool is_missing(const YAML::Node& node) { return !node.IsDefined() || node.IsNull(); }

}  // namespace

void Defects::add(const YAML::Node& node, std::string_view rule, std::string message,
                  std::string suggestion) {
  reasons_.push_back({fmt::format("{}.{}", kind_, rule), std::move(message), std::move(suggestion),
                      node.IsDefined() ? position(node.Mark()) : std::nullopt});
}

Result<YAML::Node> load_document(std::string_view yaml, std::string_view kind,
                                 std::size_t most_bytes) {
  const auto refuse = [&](std::string message, std::string suggestion,
                          std::optional<SourcePosition> where = std::nullopt) {
    return fail(
        Error(ErrorCode::invalid_input, Reason{fmt::format("{}.unreadable", kind),
                                               std::move(message), std::move(suggestion), where}));
  };
  if (yaml.size() > most_bytes) {
    return refuse(fmt::format("The {} is longer than {} KiB.", kind, most_bytes / 1024),
                  "shorten its texts");
  }
  if (!is_utf8(yaml))
    return refuse(fmt::format("The {} is not UTF-8 text.", kind), "save it as UTF-8");
  // Not every database keeps one, and no person writes one.
  if (yaml.find('\0') != std::string_view::npos)
    return refuse(fmt::format("The {} holds a NUL character.", kind), "save it as plain text");

  try {
    auto node = YAML::Load(std::string(yaml));
    if (!node.IsMap()) {
      return refuse(fmt::format("The {} is not a list of `key: value` lines.", kind),
                    "see docs/governance.md for an example");
    }
    return node;
  } catch (const YAML::Exception& error) {
    return refuse(fmt::format("The {} is not YAML: {}.", kind, error.msg),
                  "check indentation, and put texts that hold `: ` or `#` between quotes",
                  position(error.mark));
  }
}

bool is_other_file(const YAML::Node& document, std::initializer_list<std::string_view> other,
                   std::initializer_list<std::string_view> own) {
  const auto has = [&](std::string_view key) { return document[std::string(key)].IsDefined(); };
  return std::ranges::any_of(other, has) && std::ranges::none_of(own, has);
}

Mapping::Mapping(const YAML::Node& node, std::string path, Defects& defects)
    : path_(std::move(path)), defects_(&defects) {
  if (node.IsMap()) {
    node_.reset(node);
  } else {
    defects.add(node, "form", fmt::format("{} should be `key: value` lines.", path_));
    node_ = YAML::Node(YAML::NodeType::Map);
  }
}

std::string Mapping::name_of(std::string_view key) const {
  return path_.empty() ? fmt::format("`{}`", key) : fmt::format("`{}` ({})", key, path_);
}

YAML::Node Mapping::node(std::string_view key, Need need) {
  known_.emplace(key);
  const YAML::Node& constant = node_;
  const YAML::Node found = constant[std::string(key)];
  if (!is_missing(found)) return found;
  if (need == Need::required) {
    defects_->add(node_, "missing", fmt::format("{} is missing.", name_of(key)));
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string Mapping::plain(std::string_view key, const YAML::Node& node) {
  std::string written(trim(node.Scalar()));
  if (is_plain(written, Lines::many)) return written;
  defects_->add(
      node, "control_character",
      fmt::format("{} holds characters that nobody sees and terminals obey.", name_of(key)),
      "write plain text");
  return "";
}

std::string Mapping::text(std::string_view key) { return in_one_line(paragraphs(key)); }

std::string Mapping::paragraphs(std::string_view key) {
  const auto found = node(key, Need::required);
  if (!found.IsDefined()) return "";
  if (found.IsScalar() && !trim(found.Scalar()).empty()) return plain(key, found);
  defects_->add(found, "text", fmt::format("{} should be a text.", name_of(key)));
  return "";
}

std::string Mapping::optional_text(std::string_view key) {
  const auto found = node(key, Need::optional);
  if (!found.IsDefined()) return "";
  if (found.IsScalar()) return in_one_line(plain(key, found));
  defects_->add(found, "text", fmt::format("{} should be a text.", name_of(key)));
  return "";
}

Date Mapping::date(std::string_view key) {
  const auto written = text(key);
  if (const auto date = Date::parse(written)) return *date;
  if (!written.empty()) {
    defects_->add(node(key, Need::optional), "date",
                  fmt::format("{} is \"{}\", which is not a date.", name_of(key), written),
                  "write it as YYYY-MM-DD, for example 2017-09-01");
  }
  return *Date::make(1, 1, 1);
}

std::uint32_t Mapping::number(std::string_view key, std::uint32_t low, std::uint32_t high) {
  const auto written = text(key);
  std::uint32_t value = 0;
  const auto* end = written.data() + written.size();
  const auto [stop, error] = std::from_chars(written.data(), end, value);
  if (error == std::errc() && stop == end && value >= low && value <= high) return value;
  if (!written.empty()) {
    defects_->add(node(key, Need::optional), "number",
                  fmt::format("{} is \"{}\".", name_of(key), written),
                  fmt::format("write a whole number from {} to {}", low, high));
  }
  return low;
}

std::vector<std::string> Mapping::texts(std::string_view key) { return list(key, Need::required); }

std::vector<std::string> Mapping::optional_texts(std::string_view key) {
  return list(key, Need::optional);
}

std::vector<std::string> Mapping::list(std::string_view key, Need need) {
  std::vector<std::string> out;
  const auto found = node(key, need);
  if (!found.IsDefined()) return out;
  if (!found.IsSequence() || (need == Need::required && found.size() == 0)) {
    defects_->add(found, "list", fmt::format("{} should be a list.", name_of(key)),
                  "write each entry on a line of its own, after \"- \"");
    return out;
  }
  for (const auto& entry : found) {
    if (entry.IsScalar() && !trim(entry.Scalar()).empty()) {
      out.push_back(in_one_line(plain(key, entry)));
    } else {
      defects_->add(entry, "text", fmt::format("Each entry of {} should be a text.", name_of(key)));
    }
  }
  return out;
}

void Mapping::entries(
    std::string_view key,
    const std::function<void(const YAML::Node& entry, const std::string& path)>& each) {
  const auto found = node(key, Need::required);
  if (!found.IsDefined()) return;
  if (!found.IsSequence() || found.size() == 0) {
    defects_->add(found, "list", fmt::format("{} should be a list.", name_of(key)),
                  "write each entry on a line of its own, after \"- \"");
    return;
  }
  std::size_t number = 0;
  for (const auto& entry : found) each(entry, fmt::format("{}, entry {}", key, ++number));
}

void Mapping::optional_entries(
    std::string_view key,
    const std::function<void(const YAML::Node& entry, const std::string& path)>& each) {
  if (node(key, Need::optional).IsDefined()) entries(key, each);
}

std::optional<std::uint32_t> Mapping::optional_number(std::string_view key, std::uint32_t low,
                                                      std::uint32_t high) {
  if (!node(key, Need::optional).IsDefined()) return std::nullopt;
  return number(key, low, high);
}

void Mapping::add_choice_defect(std::string_view key, std::string_view written,
                                const std::string& words) {
  defects_->add(node(key, Need::optional), "word",
                fmt::format("{} is \"{}\".", name_of(key), written),
                fmt::format("write one of: {}", words));
}

void Mapping::finish() {
  std::set<std::string, std::less<>> seen;
  const std::vector<std::string> names(known_.begin(), known_.end());
  for (const auto& pair : node_) {
    const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : "";
    if (!known_.contains(key)) {
      const auto like = nearest(key, names, 1);
      defects_->add(pair.first, "unknown_key", fmt::format("{} is not known.", name_of(key)),
                    like.empty() ? "see docs/governance.md for what may stand here"
                                 : fmt::format("did you mean `{}`?", like.front()));
    } else if (!seen.insert(key).second) {
      defects_->add(pair.first, "repeated_key", fmt::format("{} stands twice.", name_of(key)),
                    "keep one of the two");
    }
  }
}

}  // namespace hdis::governance
