#include "hdis/service/use_review.hpp"

#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/service/monitoring.hpp"
#include "hdis/service/sharing_audits.hpp"

#include "blindness.hpp"
#include "case.hpp"
#include "happenings.hpp"
#include "log_check.hpp"
#include "standing.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

namespace hdis::service {
namespace {

using governance::CountedFor;
using governance::Happening;
using governance::Role;

struct Period {
  Date first;
  Date last;
  [[nodiscard]] bool has(Instant at) const { return date_of(at) >= first && date_of(at) <= last; }
};

Result<Period> period_of(const std::string& from, const std::string& to, Instant now) {
  const auto last = to.empty() ? date_of(now) : Date::parse(to);
  if (!last) {
    return fail(ErrorCode::invalid_input, "review.date", fmt::format("\"{}\" is not a date.", to),
                "write it as YYYY-MM-DD");
  }
  constexpr std::chrono::days year(365);
  const auto first =
      from.empty() ? Date(last->days() - year + std::chrono::days(1)) : Date::parse(from);
  if (!first || *first > *last) {
    return fail(ErrorCode::invalid_input, "review.date",
                fmt::format("\"{}\" is not a day before the last one.", from),
                "write it as YYYY-MM-DD");
  }
  return Period{*first, *last};
}

/// What the log holds about an agreement and its people in the period, gathered in one reading.
struct FromLog {
  std::vector<Happening> use;
  std::map<std::string, std::uint64_t> refusals;
  std::vector<std::string> standing_changes;
  std::set<std::string> actors;
};

std::string detail(const audit::Event& event, const std::string& key) {
  try {
    const auto node = YAML::Load(event.details)[key];
    return node.IsDefined() ? node.as<std::string>() : "";
  } catch (const YAML::Exception&) {
    return "";
  }
}

bool is_of_standing(const audit::Event& event) {
  return event.action.ends_with(".suspended") || event.action.ends_with(".reinstated");
}

Result<FromLog> read_log_for(store::Reader& reader, const std::string& stem,
                             const std::set<std::string>& theirs, const Period& period) {
  FromLog out;
  HDIS_TRY(happened, happenings(reader));
  std::set<std::uint64_t> events;
  for (auto& happening : happened) {
    if (!period.has(happening.at) || happening.agreement != stem) continue;
    events.insert(happening.event);
    out.actors.insert(happening.user);
    out.use.push_back(std::move(happening));
  }
  HDIS_CHECK(for_each_event(reader, [&](const audit::Event& event) -> Status {
    if (!period.has(event.at)) return {};
    if (event.action.ends_with(".refused") && events.contains(event.sequence)) {
      ++out.refusals[detail(event, "rules")];
    }
    if (is_of_standing(event) && theirs.contains(event.subject)) {
      out.standing_changes.push_back(fmt::format("{} {} {} by {}: {}", to_text(event.at),
                                                 event.action, event.subject, event.actor,
                                                 detail(event, "why")));
    }
    return {};
  }));
  return out;
}

std::map<governance::Counted, std::uint64_t> counts_of(
    const std::vector<governance::UseCount>& uses, CountedFor whose, const std::string& name) {
  for (const auto& use : uses) {
    if (use.whose == whose && use.name == name) return use.counts;
  }
  return {};
}

Status add_people(const Workspace& workspace, store::Reader& reader, const FromLog& log,
                  UseReview& review) {
  const auto uses = governance::count_use(log.use, Instant());
  review.use = counts_of(uses, CountedFor::agreement, review.agreement);
  HDIS_TRY(holders, reader.licensed(review.agreement));
  HDIS_TRY(users, reader.users());
  for (auto& user : users) {
    const bool licensed = std::ranges::find(holders, user.id) != holders.end();
    const auto id = user.id.text();
    if (!licensed && !log.actors.contains(id)) continue;
    if (user.organisation.text() != review.organisation) continue;
    ReviewedPerson person{id, user.name, licensed, std::string(to_string(user.standing)), {}, {}};
    person.use = counts_of(uses, CountedFor::user, id);
    HDIS_TRY(use, use_of(reader, review.agreement, std::move(user), workspace.now()));
    for (const auto& reason : governance::reasons_against(use.entitlement())) {
      person.against.push_back(reason.rule);
    }
    review.people.push_back(std::move(person));
  }
  return {};
}

Status add_requests(store::Reader& reader, const Period& period, UseReview& review) {
  HDIS_TRY(requests, reader.requests());
  std::set<std::string> theirs;
  for (const auto& record : requests) {
    if (record.request.agreement != review.agreement) continue;
    theirs.insert(record.request.id.text());
    if (!period.has(record.changed_at)) continue;
    ++review.requests[std::string(to_string(record.request.state))];
    const auto purpose = governance::parse_purpose(record.content.purpose_text);
    if (purpose) ++review.work_areas[purpose->work_area];
  }
  HDIS_TRY(outputs, reader.outputs());
  for (const auto& record : outputs) {
    if (!theirs.contains(record.output.request.text()) || !period.has(record.produced_at)) continue;
    HDIS_TRY(downloads, reader.count_events("output.downloaded", record.output.id.text()));
    HDIS_TRY(shares, reader.shares(record.output.id));
    ReviewedOutput output{record.output.id.text(),
                          record.output.request.text(),
                          std::string(to_string(record.output.state)),
                          record.produced_at,
                          record.agreement,
                          downloads,
                          {}};
    for (const auto& share : shares) output.shared_with.push_back(share.recipient.text());
    review.outputs.push_back(std::move(output));
  }
  return {};
}

/// Alerts about the agreement, its licensee or its people; audits of it.
Status add_oversight(Session& session, const Period& period, UseReview& review) {
  HDIS_TRY(alerts, list_alerts(session, Handled::also));
  for (auto& alert : alerts) {
    const auto& name = alert.alert.name;
    const bool theirs =
        name == review.agreement || name == review.organisation ||
        std::ranges::find(review.people, name, &ReviewedPerson::id) != review.people.end();
    if (theirs && period.has(alert.raised_at)) review.alerts.push_back(std::move(alert));
  }
  HDIS_TRY(audits, list_audits(session, review.agreement));
  for (auto& audit : audits) {
    const bool open = audit.state != governance::AuditState::closed;
    if (open || period.has(audit.opened_at) || period.has(audit.closed_at)) {
      review.audits.push_back(std::move(audit));
    }
  }
  HDIS_TRY(obligations, list_obligations(session, review.agreement));
  if (!obligations.empty()) review.obligations = std::move(obligations.front());
  return {};
}

Result<UseReview> gather_review(Session& session, const std::string& stem, const Period& period) {
  auto& workspace = session.workspace();
  auto& reader = workspace.reader();
  UseReview review;
  review.agreement = stem;
  review.from = period.first;
  review.to = period.last;
  HDIS_TRY(verifier, verify_whole_log(reader, workspace.facts.id, std::nullopt));
  review.log_events = verifier.sequence();
  review.log_head = verifier.head().text();
  HDIS_TRY(counts, agreement_that_counts(reader, stem, workspace.now()));
  HDIS_TRY(organisation, reader.organisation(counts.organisation));
  review.organisation = organisation.code.text();
  review.organisation_name = organisation.name;
  HDIS_TRY(versions, reader.agreement_versions(stem));
  for (const auto& version : versions) {
    review.versions.push_back(fmt::format("v{}: {} to {}", version.reference.version,
                                          version.starts.to_text(), version.ends.to_text()));
  }
  std::set<std::string> theirs{stem, review.organisation};
  HDIS_TRY(holders, reader.licensed(stem));
  for (const auto& holder : holders) theirs.insert(holder.text());
  for (const auto& version : versions) theirs.insert(version.reference.to_text());
  HDIS_TRY(log, read_log_for(reader, stem, theirs, period));
  review.refusals = log.refusals;
  review.standing_changes = log.standing_changes;
  HDIS_CHECK(add_people(workspace, reader, log, review));
  HDIS_CHECK(add_requests(reader, period, review));
  HDIS_CHECK(add_oversight(session, period, review));
  return review;
}

}  // namespace

Result<UseReview> review_use(Session& session, const std::string& agreement,
                             const std::string& from, const std::string& to) {
  auto& workspace = session.workspace();
  return audited(workspace, "audit.review", agreement, [&]() -> Result<UseReview> {
    HDIS_TRY(actor, acting_user(workspace));
    if (!actor.is(Role::auditor)) {
      HDIS_CHECK(governance::must_be(Role::administrator, actor,
                                     "review the use of an agreement; auditors may too"));
    }
    HDIS_CHECK(must_not_be_blind(workspace, actor, std::nullopt));
    HDIS_TRY(reference, governance::parse_agreement_reference(agreement));
    HDIS_TRY(period, period_of(from, to, workspace.now()));
    HDIS_TRY(review, gather_review(session, reference.stem, period));
    const auto event = workspace.event("audit.reviewed", reference.stem,
                                       {{"from", period.first.to_text()},
                                        {"to", period.last.to_text()},
                                        {"log_head", review.log_head}});
    HDIS_CHECK(workspace.store->write([&](store::Writer& writer) { return writer.record(event); }));
    return std::move(review);
  });
}

}  // namespace hdis::service
