#include "request_text.hpp"

#include "print.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hdis::cli {
namespace {

boost::json::object to_json(const governance::CheckFinding& finding) {
  return {{"weight", governance::to_string(finding.weight)},
          {"rule", finding.rule},
          {"message", finding.message},
          {"evidence", finding.evidence},
          {"suggestion", finding.suggestion}};
}

boost::json::object to_json(const governance::Request& request) {
  return {{"id", request.id.text()},
          {"version", request.version},
          {"state", governance::to_string(request.state)},
          {"author", request.author.text()},
          {"organisation", request.organisation.text()},
          {"agreement", request.agreement},
          {"agreement_version", request.agreement_version}};
}

std::string until_of(const governance::Decision& decision) {
  return decision.terms.until ? decision.terms.until->to_text() : "";
}

bool repeats(const governance::Decision& decision) {
  return decision.terms.repeats == governance::Repeats::yes;
}

// " until 2019-03-31, for new data as well"; "" for an approval without an end.
std::string terms_in_words(const governance::Decision& decision) {
  if (!decision.terms.until) return "";
  return fmt::format(" until {}{}", until_of(decision),
                     repeats(decision) ? ", for new data as well" : "");
}

boost::json::object to_json(const service::RequestView& view) {
  boost::json::object out = to_json(view.request);
  out["changed_at"] = to_text(view.changed_at);
  out["purpose"] = governance::summarise(view.purpose);
  out["query"] = view.query_text;
  out["fingerprint"] = view.fingerprint.text();
  out["description"] = view.description;
  boost::json::array findings;
  for (const auto& finding : view.findings) findings.push_back(to_json(finding));
  out["findings"] = std::move(findings);
  boost::json::array decisions;
  for (const governance::Decision& decision : view.decisions) {
    decisions.push_back(boost::json::object{{"reviewer", decision.reviewer.text()},
                                            {"verdict", governance::to_string(decision.verdict)},
                                            {"reason", decision.reason},
                                            {"until", until_of(decision)},
                                            {"repeats", repeats(decision)},
                                            {"at", to_text(decision.at)}});
  }
  out["decisions"] = std::move(decisions);
  if (view.repeats > 0) out["repeats"] = view.repeats;
  boost::json::array comments;
  for (const governance::Comment& comment : view.comments) {
    comments.push_back(boost::json::object{{"author", comment.author.text()},
                                           {"version", comment.version},
                                           {"text", comment.text},
                                           {"at", to_text(comment.at)}});
  }
  out["comments"] = std::move(comments);
  boost::json::array obstacles;
  for (const Reason& reason : view.obstacles) obstacles.push_back(cli::to_json(reason));
  out["obstacles"] = std::move(obstacles);
  if (view.output) {
    out["output"] = view.output->text();
    out["output_state"] = governance::to_string(view.output_state);
  }
  if (view.internal) {
    out["internal_output"] = view.internal->id.text();
    out["internal_output_state"] = governance::to_string(view.internal->state);
  }
  return out;
}

void print_findings(const Context& context, const std::vector<governance::CheckFinding>& findings) {
  for (const governance::CheckFinding& finding : findings) {
    print(context.to.out, "  {:<9}  {} [{}]\n", governance::to_string(finding.weight),
          in_line(finding.message), finding.rule);
    if (!finding.evidence.empty())
      print(context.to.out, "             Evidence: {}\n", in_line(finding.evidence));
    if (!finding.suggestion.empty())
      print(context.to.out, "             What to do: {}\n", in_line(finding.suggestion));
  }
}

bool is_void(const service::RequestView& view) {
  return std::ranges::any_of(view.obstacles, [](const Reason& reason) {
    return reason.rule == "authorise.approval_void";
  });
}

void print_obstacles(const Context& context, const std::vector<Reason>& obstacles) {
  if (obstacles.empty()) return;
  print(context.to.out, "\nIt cannot run as things stand\n");
  std::string_view said;
  for (const Reason& reason : obstacles) {
    print(context.to.out, "  {} [{}]\n", in_line(reason.message), reason.rule);
  }
  for (const Reason& reason : obstacles) {
    if (reason.suggestion.empty() || reason.suggestion == said) continue;
    print(context.to.out, "  What to do: {}\n", reason.suggestion);
    said = reason.suggestion;
  }
}

// The command that takes the request a step further; "" where only its obstacles or nobody can.
std::string next_step(const service::RequestView& view) {
  using governance::RequestState;
  const std::string& id = view.request.id.text();
  switch (view.request.state) {
    case RequestState::draft:
      return fmt::format("hdis request send {0} hands it in; hdis request discard {0} gives it up",
                         id);
    case RequestState::submitted:
    case RequestState::checked:
      return fmt::format("a reviewer decides; hdis request withdraw {} takes it back", id);
    case RequestState::returned:
      return fmt::format("hdis request revise {0} --query FILE, then hdis request send {0}", id);
    case RequestState::approved:
      if (is_void(view)) return fmt::format("hdis request revise {0} && hdis request send {0}", id);
      return view.obstacles.empty() ? fmt::format("hdis run {}", id) : "";
    case RequestState::failed:
      return fmt::format("hdis run {} runs it again", id);
    case RequestState::produced:
      if (view.internal) {
        return view.internal_readable
                   ? fmt::format("hdis output show {0}; hdis output suppress {0}",
                                 view.internal->id.text())
                   : "";
      }
      return view.output && view.output_readable
                 ? fmt::format("hdis output show {}", view.output->text())
                 : "";
    case RequestState::rejected:
    case RequestState::running:
    case RequestState::discarded:
      break;
  }
  return "";
}

}  // namespace

void show(const Context& context, const service::RequestView& view, WithQuery with_query) {
  if (context.json) {
    print(context, to_json(view));
    return;
  }
  std::ostream& out = context.to.out;
  const governance::Request& request = view.request;
  print(
      out, "{}  {}\n", bold(context, request.subject()),
      is_void(view) ? "approved, but the approval is void" : governance::to_string(request.state));
  print(out, "  Author       {} ({})\n  Agreement    {} {}\n  Purpose      {}\n  Question     {}\n",
        request.author.text(), request.organisation.text(), request.agreement,
        request.agreement_version, in_line(governance::summarise(view.purpose)), view.description);
  if (!view.fingerprint.empty()) print(out, "  Fingerprint  {}\n", view.fingerprint.text());
  if (with_query == WithQuery::yes) {
    print(out, "\nWhy\n{}\n\nQuery\n{}\n", in_block(view.purpose.justification),
          in_block(view.query_text));
  }
  if (request.version > 1) {
    print(out, "\nWhat differs from the version decided on before: hdis request diff {}\n",
          request.id.text());
  }
  if (!view.findings.empty()) {
    print(out, "\nAutomatic checks\n");
    print_findings(context, view.findings);
  }
  if (view.repeats > 0) {
    print(out, "\nThe same question for new data, under the standing approval of v{}\n",
          view.repeats);
  }
  if (!view.decisions.empty()) print(out, "\nDecisions\n");
  for (const governance::Decision& decision : view.decisions) {
    print(out, "  {}  {} by {}{}{}{}\n", to_text(decision.at),
          governance::to_string(decision.verdict), decision.reviewer.text(),
          terms_in_words(decision), decision.reason.empty() ? "" : ": ", in_line(decision.reason));
  }
  if (!view.comments.empty()) print(out, "\nComments\n");
  for (const governance::Comment& comment : view.comments) {
    print(out, "  {}  {} on v{}: {}\n", to_text(comment.at), comment.author.text(), comment.version,
          in_line(comment.text));
  }
  print_obstacles(context, view.obstacles);
  if (view.output) {
    print(out, "\nOutput {} ({})\n", view.output->text(), governance::to_string(view.output_state));
    for (const std::string& reason : view.output_reasons) print(out, "  {}\n", reason);
  }
  if (view.internal) {
    print(out, "\nInternal output {} ({})\n", view.internal->id.text(),
          governance::to_string(view.internal->state));
  }
  if (const std::string next = next_step(view); !next.empty()) print(out, "\nNext: {}\n", next);
}

void show(const Context& context, const std::vector<service::RequestLine>& lines) {
  if (context.json) {
    boost::json::array items;
    for (const service::RequestLine& line : lines) {
      boost::json::object item = to_json(line.request);
      item["changed_at"] = to_text(line.changed_at);
      item["purpose"] = line.purpose;
      items.push_back(std::move(item));
    }
    print(context, items);
    return;
  }
  if (lines.empty()) print(context.to.out, "None.\n");
  for (const service::RequestLine& line : lines) {
    print(context.to.out, "{:<13} {:<10} {:<12} {}  {}\n", line.request.subject(),
          governance::to_string(line.request.state), line.request.author.text(),
          to_text(line.changed_at), in_line(line.purpose));
  }
}

void show(const Context& context, const std::vector<service::WaitingLine>& lines) {
  if (context.json) {
    boost::json::array items;
    for (const service::WaitingLine& line : lines) {
      boost::json::object item = to_json(line.request);
      item["waits_for"] = governance::to_string(line.waiting.whom);
      item["to_do"] = line.waiting.to_do;
      item["since"] = to_text(line.since);
      item["days"] = line.days;
      item["purpose"] = line.purpose;
      items.push_back(std::move(item));
    }
    print(context, items);
    return;
  }
  if (lines.empty()) print(context.to.out, "Nothing waits.\n");
  for (const service::WaitingLine& line : lines) {
    const bool author = line.waiting.whom == governance::WaitsFor::author;
    print(context.to.out, "{:<13} {:<10} {} day(s), since {}  for {} {}  {}\n",
          line.request.subject(), governance::to_string(line.request.state), line.days,
          to_text(line.since), author ? line.request.author.text() : "a reviewer",
          line.waiting.to_do, in_line(line.purpose));
  }
}

void show(const Context& context, const std::vector<governance::CheckFinding>& findings) {
  if (context.json) {
    boost::json::array items;
    for (const auto& finding : findings) items.push_back(to_json(finding));
    print(context, items);
    return;
  }
  if (findings.empty()) print(context.to.out, "Nothing to say.\n");
  print_findings(context, findings);
}

}  // namespace hdis::cli
