#include "hdis/core/visible.hpp"
#include "hdis/service/use_review.hpp"

#include <fmt/format.h>

namespace hdis::service {
namespace {

/// Texts of people in one line of Markdown: nothing in them is read as a mark of it.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : visible(text, Lines::one)) {
    if (c == '\n') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string counts(const std::map<governance::Counted, std::uint64_t>& use) {
  std::string out;
  for (const auto& [what, count] : use) {
    out +=
        fmt::format("{}{} {}", out.empty() ? "" : ", ", count, plain(std::string(to_string(what))));
  }
  return out.empty() ? "none" : out;
}

std::string table(const char* name, const std::map<std::string, std::uint64_t>& numbers) {
  if (numbers.empty()) return "None.\n";
  auto out = fmt::format("| {} | number |\n|---|---|\n", name);
  for (const auto& [what, number] : numbers)
    out += fmt::format("| {} | {} |\n", plain(what), number);
  return out;
}

std::string people(const UseReview& review) {
  std::string out =
      "| person | licence | standing | stands against their use | use |\n|---|---|---|---|---|\n";
  for (const auto& person : review.people) {
    std::string against;
    for (const auto& rule : person.against) against += (against.empty() ? "" : ", ") + plain(rule);
    out += fmt::format("| {} ({}) | {} | {} | {} | {} |\n", plain(person.name), plain(person.id),
                       person.licensed ? "yes" : "no", person.standing,
                       against.empty() ? "nothing" : against, counts(person.use));
  }
  return out;
}

std::string outputs(const UseReview& review) {
  if (review.outputs.empty()) return "None.\n";
  std::string out =
      "| output | of | on | under | state | downloads | shared with "
      "|\n|---|---|---|---|---|---|---|\n";
  for (const auto& output : review.outputs) {
    std::string with;
    for (const auto& code : output.shared_with) with += (with.empty() ? "" : ", ") + code;
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", output.id, output.request,
                       date_of(output.produced_at).to_text(), output.agreement, output.state,
                       output.downloads, with.empty() ? "nobody" : with);
  }
  return out;
}

std::string alerts(const UseReview& review) {
  if (review.alerts.empty()) return "None.\n";
  std::string out;
  for (const auto& queued : review.alerts) {
    const auto& alert = queued.alert;
    out += fmt::format("- {} {} {}: {} {} within {} hours ({}); {}{}\n", queued.id,
                       to_text(queued.raised_at), plain(alert.name), alert.count,
                       plain(std::string(to_string(alert.rule.what))), alert.rule.within_hours,
                       alert.rule.id, to_string(queued.state),
                       queued.how.empty() ? "" : ": " + plain(queued.how));
  }
  return out;
}

std::string audits(const UseReview& review) {
  if (review.audits.empty()) return "None.\n";
  std::string out;
  for (const auto& audit : review.audits) {
    out +=
        fmt::format("- {} ({}), {}, risk {}, {} finding(s)\n", audit.id, plain(audit.occasion),
                    to_string(audit.state), audit.rating.empty() ? "not rated yet" : audit.rating,
                    audit.findings.size());
    for (const auto& action : open_actions(audit)) {
      out +=
          fmt::format("  - {}, due {}: {} ({})\n", action.due < review.to ? "**overdue**" : "open",
                      action.due.to_text(), plain(action.what), plain(action.owner));
    }
  }
  return out;
}

std::string obligations(const ObligationsView& view) {
  std::string out;
  for (const auto& obligation : view.obligations) {
    out +=
        fmt::format("- {}, due {}: certificate of destruction ({})\n",
                    to_string(obligation.urgency), obligation.due.to_text(), plain(obligation.why));
  }
  return out.empty() ? "Nothing is owed.\n" : out;
}

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += "- " + plain(text) + "\n";
  return out.empty() ? "None.\n" : out;
}

}  // namespace

std::string to_markdown(const UseReview& review) {
  return fmt::format(
      "# Review of use: {}\n\n{} ({}), {} to {}.\n\nMade from the audit log, which is intact: {} "
      "events, head `{}`.\n\n"
      "## Versions of the agreement\n\n{}\n## Use\n\n{}\n\n## People\n\n{}\n## Requests\n\n{}\n"
      "By work area:\n\n{}\n## Outputs\n\n{}\n## Refusals\n\n{}\n## Suspensions and "
      "reinstatements\n\n{}\n"
      "## Alerts\n\n{}\n## Data sharing audits\n\n{}\n## Obligations\n\n{}\n",
      plain(review.agreement), plain(review.organisation_name), review.organisation,
      review.from.to_text(), review.to.to_text(), review.log_events, review.log_head,
      lines(review.versions), counts(review.use), people(review), table("state", review.requests),
      table("work area", review.work_areas), outputs(review), table("rule", review.refusals),
      lines(review.standing_changes), alerts(review), audits(review),
      obligations(review.obligations));
}

}  // namespace hdis::service
