#include "hdis/governance/sharing_audit.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hdis::governance {
namespace {

namespace json = boost::json;

json::value json_text(std::string_view text) { return json::string(text.data(), text.size()); }

std::string required_text(const json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

Instant required_instant(const json::object& object, const char* key) {
  const auto instant = parse_instant(required_text(object, key));
  if (!instant) throw std::invalid_argument(key);
  return *instant;
}

json::object to_json(const AuditAction& action) {
  return {{"what", action.what},           {"owner", action.owner},
          {"due", action.due.to_text()},   {"evidence", action.evidence},
          {"closed_by", action.closed_by}, {"closed_at", to_text(action.closed_at)}};
}

AuditAction action_of(const json::object& object) {
  const auto due = Date::parse(required_text(object, "due"));
  if (!due) throw std::invalid_argument("due");
  return {required_text(object, "what"),
          required_text(object, "owner"),
          *due,
          required_text(object, "evidence"),
          required_text(object, "closed_by"),
          required_instant(object, "closed_at")};
}

json::object to_json(const AuditFinding& finding) {
  json::array actions;
  for (const auto& action : finding.actions) actions.push_back(to_json(action));
  return {{"class", finding.kind},
          {"rating", finding.rating},
          {"text", finding.text},
          {"evidence", finding.evidence},
          {"actions", std::move(actions)}};
}

AuditFinding finding_of(const json::object& object) {
  AuditFinding finding{required_text(object, "class"),
                       required_text(object, "rating"),
                       required_text(object, "text"),
                       required_text(object, "evidence"),
                       {}};
  for (const auto& action : object.at("actions").as_array()) {
    finding.actions.push_back(action_of(action.as_object()));
  }
  return finding;
}

AuditState state_at(const json::object& object) {
  constexpr std::array states{AuditState::open, AuditState::reported, AuditState::closed};
  const auto name = required_text(object, "state");
  const auto found =
      std::ranges::find_if(states, [&](AuditState state) { return to_string(state) == name; });
  if (found == states.end()) throw std::invalid_argument("state");
  return *found;
}

SharingAudit audit_of(const json::object& object) {
  SharingAudit audit;
  audit.id = required_text(object, "id");
  audit.agreement = required_text(object, "agreement");
  audit.organisation = required_text(object, "organisation");
  for (const auto& word : object.at("scope").as_array()) {
    audit.scope.emplace_back(word.as_string());
  }
  audit.occasion = required_text(object, "occasion");
  audit.words_version = required_text(object, "words_version");
  audit.state = state_at(object);
  audit.opened_by = required_text(object, "opened_by");
  audit.opened_at = required_instant(object, "opened_at");
  audit.rating = required_text(object, "rating");
  audit.conclusion = required_text(object, "conclusion");
  for (const auto& finding : object.at("findings").as_array()) {
    audit.findings.push_back(finding_of(finding.as_object()));
  }
  audit.review = required_text(object, "review");
  audit.review_rating = required_text(object, "review_rating");
  audit.closed_at = required_instant(object, "closed_at");
  return audit;
}

}  // namespace

std::string to_document(const SharingAudit& audit) {
  json::array scope;
  for (const auto& word : audit.scope) scope.emplace_back(word);
  json::array findings;
  for (const auto& finding : audit.findings) findings.push_back(to_json(finding));
  return json::serialize(json::object{{"id", audit.id},
                                      {"agreement", audit.agreement},
                                      {"organisation", audit.organisation},
                                      {"scope", std::move(scope)},
                                      {"occasion", audit.occasion},
                                      {"words_version", audit.words_version},
                                      {"state", json_text(to_string(audit.state))},
                                      {"opened_by", audit.opened_by},
                                      {"opened_at", to_text(audit.opened_at)},
                                      {"rating", audit.rating},
                                      {"conclusion", audit.conclusion},
                                      {"findings", std::move(findings)},
                                      {"review", audit.review},
                                      {"review_rating", audit.review_rating},
                                      {"closed_at", to_text(audit.closed_at)}});
}

Result<SharingAudit> parse_audit(std::string_view document) {
  try {
    const auto value = json::parse(json::string_view(document.data(), document.size()));
    return audit_of(value.as_object());
  } catch (const std::exception&) {
    return fail(ErrorCode::corrupt, "audit.unreadable",
                "The store holds an audit that cannot be read.",
                "keep the file for an investigation and restore a backup");
  }
}

}  // namespace hdis::governance
