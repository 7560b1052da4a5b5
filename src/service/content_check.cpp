#include "content_check.hpp"

#include "hdis/governance/certificate.hpp"

#include "log_check.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <set>

namespace hdis::service {
namespace {

tl::unexpected<Error> was_changed(const std::string& what) {
  return fail(
      ErrorCode::corrupt, "audit.content",
      fmt::format("{} is not what the log says that it was.", what),
      "the log is intact, so the store was changed beside it: keep it for an investigation");
}

/// The digests that the log holds, by the thing they are of.
struct Recorded {
  std::map<std::string, std::string>
      latest;  ///< By subject: agreements, first tables of outputs, oversight.
  std::set<std::string> certificates;  ///< Digests.
};

Result<Recorded> read_digests(store::Reader& reader) {
  Recorded out;
  const auto read = for_each_event(reader, [&](const audit::Event& event) -> Status {
    if (event.details.find("\"digest\":") == std::string::npos) return {};
    const auto digest = YAML::Load(event.details)["digest"];
    if (!digest.IsDefined()) return {};
    if (event.action == "certificate.issued") {
      out.certificates.insert(digest.as<std::string>());
    } else if (!event.action.ends_with(".refused")) {
      out.latest[event.subject] = digest.as<std::string>();
    }
    return {};
  });
  if (!read) return fail(read.error());
  return out;
}

bool is_recorded(const Recorded& recorded, const std::string& subject, const Digest& digest) {
  const auto found = recorded.latest.find(subject);
  return found != recorded.latest.end() && found->second == digest.text();
}

Status verify_agreements(store::Reader& reader, const Recorded& recorded, Verified& verified) {
  HDIS_TRY(agreements, reader.agreements());
  std::set<std::string> stems;
  for (const auto& agreement : agreements) {
    const auto name = agreement.reference.to_text();
    if (!is_recorded(recorded, name, digest_of(agreement.text)))
      return was_changed("Agreement " + name);
    stems.insert(agreement.reference.stem);
    ++verified.agreements;
  }
  for (const auto& stem : stems) {
    HDIS_TRY(certificates, reader.certificates(stem));
    for (const auto& certificate : certificates) {
      const bool known = recorded.certificates.contains(digest_of(certificate.document).text());
      if (!known || !governance::verify_certificate(certificate.document)) {
        return was_changed("A certificate of destruction under " + stem);
      }
      ++verified.certificates;
    }
  }
  return {};
}

Status verify_tables(store::Reader& reader, const Recorded& recorded, Verified& verified) {
  HDIS_TRY(outputs, reader.outputs());
  for (const auto& output : outputs) {
    const auto id = output.output.id.text();
    HDIS_TRY(tables, reader.tables(output.output.id));
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const auto digest = digest_of(tables[i].content);
      // The log names the first; each later one is held to the digest beside it.
      const bool right =
          same(digest, tables[i].digest) && (i > 0 || is_recorded(recorded, id, digest));
      if (!right) return was_changed(fmt::format("Table {} of output {}", i + 1, id));
      ++verified.tables;
    }
  }
  return {};
}

Status verify_oversight(store::Reader& reader, const Recorded& recorded, Verified& verified) {
  for (const auto kind : {store::OversightKind::audit, store::OversightKind::alert}) {
    HDIS_TRY(records, reader.oversight(kind));
    for (const auto& record : records) {
      if (!is_recorded(recorded, record.id, digest_of(record.document)))
        return was_changed(record.id);
      ++verified.oversight;
    }
  }
  return {};
}

}  // namespace

Status verify_contents(store::Reader& reader, Verified& verified) {
  HDIS_TRY(recorded, read_digests(reader));
  HDIS_CHECK(verify_agreements(reader, recorded, verified));
  HDIS_CHECK(verify_tables(reader, recorded, verified));
  return verify_oversight(reader, recorded, verified);
}

}  // namespace hdis::service
