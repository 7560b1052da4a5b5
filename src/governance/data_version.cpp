#include "hdis/governance/data_version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace hdis::governance {
namespace {

bool touches(const query::Usage& usage, const LoadedData& data) {
  return usage.dataset == data.dataset &&
         (usage.years.empty() || std::ranges::find(usage.years, data.year) != usage.years.end());
}

}  // namespace

std::vector<LoadedData> touched(std::span<const query::Usage> usage,
                                std::span<const LoadedData> loaded) {
  std::vector<LoadedData> out;
  for (const auto& data : loaded) {
    if (std::ranges::any_of(usage, [&](const auto& part) { return touches(part, data); })) {
      out.push_back(data);
    }
  }
  std::ranges::sort(out, {},
                    [](const LoadedData& data) { return std::tuple(data.dataset, data.year); });
  return out;
}

std::string data_in_words(std::span<const LoadedData> data) {
  std::string out;
  for (const auto& part : data) {
    out += fmt::format("{}{} {} version {}", out.empty() ? "" : "; ", part.dataset.text(),
                       part.year.label(), part.version);
  }
  return out;
}

Digest data_digest(std::span<const LoadedData> data) {
  std::vector<std::string> parts;
  for (const auto& part : data) {
    parts.insert(parts.end(),
                 {part.dataset.text(), part.year.code(), part.version, part.content_digest});
  }
  return digest_of_parts(parts);
}

}  // namespace hdis::governance
