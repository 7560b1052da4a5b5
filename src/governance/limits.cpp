#include "hdis/governance/limits.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

constexpr auto ask_for_higher_limit = "ask the custodian for an amendment of the agreement";

}  // namespace

Instant month_began(Instant now) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
  return std::chrono::sys_days(day.year() / day.month() / 1);
}

Status check_run_limit(const Agreement& agreement, std::uint64_t runs) {
  const auto most = agreement.limits.runs_per_month;
  if (!most || runs < *most) return {};
  return fail(ErrorCode::refused, "limit.runs",
              fmt::format("{} run(s) began this month under {}, and it allows {}.", runs,
                          agreement.reference.to_text(), *most),
              fmt::format("wait until next month, or {}", ask_for_higher_limit));
}

Status check_download_limit(const Agreement& agreement, const std::string& output,
                            std::uint64_t downloads) {
  const auto most = agreement.limits.downloads_per_output;
  if (!most || downloads < *most) return {};
  return fail(ErrorCode::refused, "limit.downloads",
              fmt::format("{} was downloaded {} time(s), and {} allows {}.", output, downloads,
                          agreement.reference.to_text(), *most),
              fmt::format("look at it with `hdis output show`, or {}", ask_for_higher_limit));
}

}  // namespace hdis::governance
