#include "hdis/governance/sharing_audit.hpp"

#include "hdis/core/assert.hpp"
#include "hdis/core/text.hpp"
#include "hdis/core/visible.hpp"

#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::governance {
namespace {

constexpr std::size_t most_bytes_of_words = std::size_t{64} * 1024;

/// Gathers what is wrong with a step.
class Wrong {
 public:
  void need(const std::string& text, std::string_view what) {
    if (!trim(text).empty() && is_plain(text, Lines::many)) return;
    reasons_.push_back({"audit.text",
                        fmt::format("There is no {}.", what),
                        "give one, of visible characters in UTF-8",
                        {}});
  }
  void need_word(const std::string& word, std::span<const Term> words, std::string_view what) {
    if (find_term(words, word) != nullptr) return;
    reasons_.push_back({"audit.word",
                        fmt::format("\"{}\" is not a {}.", word, what),
                        suggest_term(words, word),
                        {}});
  }
  void add(std::string rule, std::string message, std::string suggestion) {
    reasons_.push_back({std::move(rule), std::move(message), std::move(suggestion), {}});
  }
  [[nodiscard]] Status status() && {
    if (reasons_.empty()) return {};
    return fail(Error(ErrorCode::invalid_input, std::move(reasons_)));
  }

 private:
  std::vector<Reason> reasons_;
};

Status must_be_in(const SharingAudit& audit, AuditState state, std::string_view to_do) {
  if (audit.state == state) return {};
  return fail(ErrorCode::conflict, "audit.state",
              fmt::format("{} is {}: {} is not possible.", audit.id, to_string(audit.state), to_do),
              fmt::format("see `hdis audit show {}`", audit.id));
}

Status must_not_be_closed(const SharingAudit& audit) {
  if (audit.state != AuditState::closed) return {};
  return fail(ErrorCode::conflict, "audit.state", fmt::format("{} is closed.", audit.id),
              "open another audit with `hdis audit open`");
}

tl::unexpected<Error> no_such(std::string_view what, std::size_t number, std::size_t most) {
  return fail(ErrorCode::not_found, "audit.number", fmt::format("There is no {} {}.", what, number),
              fmt::format("they are numbered from 1 to {}", most));
}

bool is_nonconformity(const AuditFinding& finding) {
  return finding.kind.find("nonconformity") != std::string::npos;
}

std::vector<Term> read_audit_terms(Mapping& file, std::string_view key, Defects& defects) {
  std::vector<Term> terms;
  file.entries(key, [&](const YAML::Node& node, const std::string& path) {
    Mapping entry(node, path, defects);
    Term term;
    term.id = entry.text("id");
    term.title = entry.text("title");
    entry.finish();
    terms.push_back(std::move(term));
  });
  return terms;
}

}  // namespace

Result<AuditWords> parse_audit_words(std::string_view yaml) {
  HDIS_TRY(document, load_document(yaml, "audits", most_bytes_of_words));
  Defects defects("audits");
  Mapping file(document, "", defects);
  AuditWords words;
  words.version = file.text("version");
  words.scopes = read_audit_terms(file, "scopes", defects);
  words.classes = read_audit_terms(file, "classes", defects);
  words.ratings = read_audit_terms(file, "ratings", defects);
  file.finish();
  if (!defects.empty()) return fail(std::move(defects).to_error());
  return words;
}

std::string_view to_string(AuditState state) {
  switch (state) {
    case AuditState::open:
      return "open";
    case AuditState::reported:
      return "reported";
    case AuditState::closed:
      return "closed";
  }
  HDIS_ASSERT(false);
}

std::vector<AuditAction> open_actions(const SharingAudit& audit) {
  std::vector<AuditAction> out;
  for (const auto& finding : audit.findings) {
    std::ranges::copy_if(finding.actions, std::back_inserter(out),
                         [](const AuditAction& action) { return action.evidence.empty(); });
  }
  return out;
}

Status check_scope(const SharingAudit& audit, const AuditWords& words) {
  Wrong wrong;
  if (audit.scope.empty()) wrong.add("audit.scope", "The audit has no scope.", "name one or more");
  for (const auto& word : audit.scope) wrong.need_word(word, words.scopes, "scope of an audit");
  wrong.need(audit.occasion, "occasion");
  return std::move(wrong).status();
}

Result<SharingAudit> add_finding(SharingAudit audit, AuditFinding finding,
                                 const AuditWords& words) {
  HDIS_CHECK(must_be_in(audit, AuditState::open, "another finding"));
  Wrong wrong;
  wrong.need_word(finding.kind, words.classes, "class of a finding");
  wrong.need_word(finding.rating, words.ratings, "rating of a risk");
  wrong.need(finding.text, "text of the finding");
  wrong.need(finding.evidence, "evidence");
  HDIS_CHECK(std::move(wrong).status());
  audit.findings.push_back(std::move(finding));
  return audit;
}

Result<SharingAudit> add_action(SharingAudit audit, std::size_t number, AuditAction action,
                                Date today) {
  HDIS_CHECK(must_not_be_closed(audit));
  if (number == 0 || number > audit.findings.size()) {
    return no_such("finding", number, audit.findings.size());
  }
  Wrong wrong;
  wrong.need(action.what, "action");
  wrong.need(action.owner, "owner");
  if (action.due < today)
    wrong.add("audit.past", "The day has passed.", "name today or a later day");
  HDIS_CHECK(std::move(wrong).status());
  audit.findings[number - 1].actions.push_back(std::move(action));
  return audit;
}

Result<SharingAudit> report(SharingAudit audit, const std::string& rating,
                            const std::string& conclusion, const AuditWords& words) {
  HDIS_CHECK(must_be_in(audit, AuditState::open, "a report"));
  Wrong wrong;
  wrong.need_word(rating, words.ratings, "rating of a risk");
  wrong.need(conclusion, "conclusion");
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    if (!is_nonconformity(audit.findings[i]) || !audit.findings[i].actions.empty()) continue;
    wrong.add("audit.no_action",
              fmt::format("Finding {} is a nonconformity without an action.", i + 1),
              fmt::format("hdis audit action {} --finding {} ...", audit.id, i + 1));
  }
  HDIS_CHECK(std::move(wrong).status());
  audit.state = AuditState::reported;
  audit.rating = rating;
  audit.conclusion = conclusion;
  return audit;
}

Result<SharingAudit> close_action(SharingAudit audit, std::size_t finding, std::size_t number,
                                  const std::string& evidence, const std::string& by, Instant at) {
  HDIS_CHECK(must_be_in(audit, AuditState::reported, "closing an action"));
  if (finding == 0 || finding > audit.findings.size()) {
    return no_such("finding", finding, audit.findings.size());
  }
  auto& actions = audit.findings[finding - 1].actions;
  if (number == 0 || number > actions.size()) return no_such("action", number, actions.size());
  auto& action = actions[number - 1];
  Wrong wrong;
  wrong.need(evidence, "evidence");
  HDIS_CHECK(std::move(wrong).status());
  if (!action.evidence.empty()) {
    return fail(ErrorCode::conflict, "audit.action_closed",
                fmt::format("The action is closed already, by {}.", action.closed_by), "");
  }
  action.evidence = evidence;
  action.closed_by = by;
  action.closed_at = at;
  return audit;
}

Result<SharingAudit> close_audit(SharingAudit audit, const std::string& review,
                                 const std::string& rating, const AuditWords& words, Instant at) {
  HDIS_CHECK(must_be_in(audit, AuditState::reported, "a post-audit review"));
  if (const auto left = open_actions(audit); !left.empty()) {
    return fail(ErrorCode::conflict, "audit.actions_open",
                fmt::format("{} action(s) are open, the first due on {}: {}", left.size(),
                            left.front().due.to_text(), left.front().what),
                "close each with its evidence: `hdis audit evidence`");
  }
  Wrong wrong;
  wrong.need(review, "review");
  wrong.need_word(rating, words.ratings, "rating of a risk");
  HDIS_CHECK(std::move(wrong).status());
  audit.state = AuditState::closed;
  audit.review = review;
  audit.review_rating = rating;
  audit.closed_at = at;
  return audit;
}

}  // namespace hdis::governance
