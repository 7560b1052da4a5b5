#include "hdis/governance/certificate.hpp"

#include "hdis/core/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <vector>

namespace hdis::governance {
namespace {

namespace json = boost::json;

constexpr auto title = "OpenHDIS certificate of destruction";

json::object to_json(const DestructionCertificate& certificate) {
  return {{"form", title},
          {"store", certificate.store},
          {"agreement", certificate.agreement},
          {"organisation", certificate.organisation},
          {"what", certificate.what},
          {"destroyed_on", certificate.destroyed_on.to_text()},
          {"how", certificate.how},
          {"backups", certificate.backups},
          {"backups_gone_by", certificate.backups_gone_by.to_text()},
          {"signatory", certificate.signatory},
          {"signatory_id", certificate.signatory_id},
          {"issued_at", to_text(certificate.issued_at)}};
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(json::string_view(key.data(), key.size()));
  if (value == nullptr || !value->is_string()) return "";
  return std::string(value->as_string());
}

tl::unexpected<Error> no_certificate() {
  return fail(ErrorCode::invalid_input, "certificate.unreadable",
              "This is not a certificate of destruction.",
              "give the file that `hdis certificate issue` wrote, unchanged");
}

Result<DestructionCertificate> from_json(const json::object& object) {
  const auto destroyed = Date::parse(text_at(object, "destroyed_on"));
  const auto gone = Date::parse(text_at(object, "backups_gone_by"));
  const auto issued = parse_instant(text_at(object, "issued_at"));
  if (text_at(object, "form") != title || !destroyed || !gone || !issued) return no_certificate();
  return DestructionCertificate{text_at(object, "store"),
                                text_at(object, "agreement"),
                                text_at(object, "organisation"),
                                text_at(object, "what"),
                                *destroyed,
                                text_at(object, "how"),
                                text_at(object, "backups"),
                                *gone,
                                text_at(object, "signatory"),
                                text_at(object, "signatory_id"),
                                *issued};
}

/// The parts of a signed text; empty if it has not all of them.
json::object parts_of(std::string_view text) {
  json::error_code error;
  const auto value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !value.is_object()) return {};
  const auto* certificate = value.as_object().if_contains("certificate");
  if (certificate == nullptr || !certificate->is_object()) return {};
  return value.as_object();
}

}  // namespace

Status check_certificate(const DestructionCertificate& certificate) {
  std::vector<Reason> defects;
  for (const auto& [name, text] :
       {std::pair("what was destroyed", &certificate.what), std::pair("how", &certificate.how),
        std::pair("backups (\"none\" if there are none)", &certificate.backups),
        std::pair("who signs", &certificate.signatory)}) {
    if (!trim(*text).empty() && is_utf8(*text)) continue;
    defects.push_back({"certificate.missing",
                       fmt::format("The certificate does not say {}.", name),
                       "say it as UTF-8 text",
                       {}});
  }
  if (certificate.destroyed_on > date_of(certificate.issued_at)) {
    defects.push_back({"certificate.future",
                       "The destruction lies in the future.",
                       "issue the certificate when everything is destroyed",
                       {}});
  }
  if (certificate.backups_gone_by < certificate.destroyed_on) {
    defects.push_back({"certificate.backups",
                       "Backups are said to be gone before the destruction.",
                       "give the last day on which a backup may exist; without backups, the day of "
                       "the destruction",
                       {}});
  }
  if (defects.empty()) return {};
  return fail(Error(ErrorCode::invalid_input, std::move(defects)));
}

std::string sign_certificate(const DestructionCertificate& certificate, const SigningKey& key) {
  auto content = to_json(certificate);
  const auto text = json::serialize(content);
  const json::object document{{"certificate", std::move(content)},
                              {"public_key", key.public_key()},
                              {"signature", key.sign(text)}};
  return json::serialize(document) + "\n";
}

Result<VerifiedCertificate> verify_certificate(std::string_view text,
                                               std::string_view expected_key) {
  const auto parts = parts_of(text);
  if (parts.empty()) return no_certificate();
  const auto& content = parts.at("certificate").as_object();
  const auto key = text_at(parts, "public_key");
  // The signature is of the content as `sign_certificate` writes it, whatever spaces the file has.
  if (!is_signed(json::serialize(content), text_at(parts, "signature"), key)) {
    return fail(ErrorCode::corrupt, "certificate.signature",
                "The signature does not fit: the certificate was changed, or never signed.",
                "ask who gave it to you for the original");
  }
  if (!expected_key.empty() && key != to_lower(expected_key)) {
    return fail(ErrorCode::corrupt, "certificate.key",
                "The certificate was signed with another key than the one you expect.",
                "ask the custodian which key is theirs (`hdis certificate key`)");
  }
  HDIS_TRY(certificate, from_json(content));
  return VerifiedCertificate{std::move(certificate), key};
}

}  // namespace hdis::governance
