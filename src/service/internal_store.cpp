#include "internal_store.hpp"

#include "internal_keys.hpp"
#include "standing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::service {
namespace {

using governance::InternalOutputId;
using governance::InternalState;

/// What a sealed table is, so that none can be put in the place of another.
std::string place_of(const InternalOutputId& id, std::size_t position) {
  return fmt::format("{} table {}", id.text(), position + 1);
}

std::vector<std::string> messages_of(const Error& error) {
  std::vector<std::string> out;
  for (const auto& reason : error.reasons()) out.push_back(reason.message);
  return out;
}

/// First the key, then the note: what is noted as destroyed is. A key whose loss was not noted is noted by the next call.
Status destroy(Workspace& workspace, const store::InternalRecord& record, const std::string& why) {
  const auto& id = record.output.id;
  HDIS_CHECK(destroy_internal_key(workspace.config, id));
  const auto event = workspace.system_event("internal.destroyed", id.text(),
                                            {{"agreement", record.agreement},
                                             {"key_fingerprint", record.key_fingerprint.text()},
                                             {"why", why}});
  const auto noted = workspace.store->write(
      [&](store::Writer& writer) { return writer.destroy(id, workspace.now(), why, event); });
  // Somebody else has noted it meanwhile.
  if (!noted && noted.error().code() == ErrorCode::conflict) return {};
  return noted;
}

}  // namespace

Result<SealedAnswer> seal_answer(const Config& config, const InternalOutputId& id,
                                 const disclosure::InternalAnswer& answer) {
  HDIS_TRY(key, make_internal_key(config, id));
  SealedAnswer out;
  out.key_fingerprint = key.fingerprint();
  for (std::size_t i = 0; i < answer.internal.size(); ++i) {
    out.content.sealed.push_back(disclosure::seal(answer.internal[i], key, place_of(id, i)));
  }
  if (!answer.suppressed) {
    out.unsuppressed = messages_of(answer.suppressed.error());
    return out;
  }
  for (const auto& table : *answer.suppressed) {
    auto bytes = disclosure::to_stored_form(table);
    auto digest = digest_of(bytes);
    out.content.suppressed.push_back({std::move(bytes), std::move(digest)});
  }
  return out;
}

Result<std::vector<released::InternalTable>> open_answer(const Config& config,
                                                         const InternalOutputId& id,
                                                         const std::vector<std::string>& sealed) {
  HDIS_TRY(key, read_internal_key(config, id));
  std::vector<released::InternalTable> out;
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    HDIS_TRY(table, disclosure::unseal(sealed[i], key, place_of(id, i)));
    out.push_back(std::move(table));
  }
  return out;
}

Status check_may_see(const Workspace& workspace, const governance::InternalOutput& output,
                     const governance::User& actor) {
  HDIS_TRY(request, workspace.reader().request(output.request));
  HDIS_TRY(use, use_of(workspace.reader(), request.request.agreement, actor, workspace.now()));
  const bool entitled = governance::reasons_against(use.entitlement()).empty();
  return governance::may_see(output, request.request, actor,
                             entitled ? governance::Entitled::yes : governance::Entitled::no);
}

Result<governance::Agreement> last_version(store::Reader& reader, const std::string& stem) {
  HDIS_TRY(versions, reader.agreement_versions(stem));
  using governance::Agreement;
  auto last = *std::ranges::max_element(versions, [](const Agreement& a, const Agreement& b) {
    return governance::is_older_version(a.reference.version, b.reference.version);
  });
  if (std::ranges::find(versions, governance::SmallNumbers::permitted, &Agreement::small_numbers) !=
      versions.end()) {
    last.small_numbers = governance::SmallNumbers::permitted;
  }
  return last;
}

Result<std::optional<std::string>> reason_to_destroy(store::Reader& reader,
                                                     const store::InternalRecord& record,
                                                     Instant now) {
  HDIS_TRY(request, reader.request(record.output.request));
  const auto& stem = request.request.agreement;
  HDIS_TRY(last, last_version(reader, stem));
  HDIS_TRY(notices, reader.notices(stem));
  return governance::must_be_destroyed(last, notices, record.produced_at, now);
}

Status destroy_what_must_be(Workspace& workspace) {
  HDIS_TRY(records, workspace.reader().internal_outputs());
  Status outcome;
  for (const auto& record : records) {
    if (record.output.state == InternalState::destroyed) continue;
    HDIS_TRY(why, reason_to_destroy(workspace.reader(), record, workspace.now()));
    if (!why) continue;
    if (auto done = destroy(workspace, record, *why); !done) outcome = std::move(done);
  }
  return outcome;
}

Result<bool> is_gone(const Workspace& workspace, store::Reader& reader,
                     const InternalOutputId& id) {
  HDIS_TRY(sealed, reader.sealed_tables(id));
  return sealed.empty() && !has_internal_key(workspace.config, id);
}

}  // namespace hdis::service
