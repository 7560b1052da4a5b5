#include "hdis/audit/event.hpp"

#include <fmt/format.h>

#include <array>

namespace hdis::audit {
namespace {

/// Appends `text` as a JSON string. Only what JSON demands is escaped, so each text has one form.
void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) {
    if (character == '"' || character == '\\') {
      out += '\\';
      out += character;
    } else if (static_cast<unsigned char>(character) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
    } else {
      out += character;
    }
  }
  out += '"';
}

}  // namespace

std::string canonical_json(const Details& details) {
  std::string out = "{";
  for (const auto& [name, value] : details) {
    if (out.size() > 1) out += ',';
    append_json_string(out, name);
    out += ':';
    append_json_string(out, value);
  }
  return out + '}';
}

Digest genesis(std::string_view log_id) {
  const std::array<std::string, 2> parts{"OpenHDIS audit log 1", std::string(log_id)};
  return digest_of_parts(parts);
}

Digest hash_of(const Event& event) {
  const std::array<std::string, 8> parts{std::to_string(event.sequence),
                                         to_text(event.at),
                                         event.actor,
                                         event.os_user,
                                         event.action,
                                         event.subject,
                                         event.details,
                                         event.previous.text()};
  return digest_of_parts(parts);
}

Event seal(const Draft& draft, std::uint64_t sequence, const Digest& previous) {
  Event event{sequence,
              draft.at,
              draft.actor,
              draft.os_user,
              draft.action,
              draft.subject,
              canonical_json(draft.details),
              previous,
              Digest()};
  event.hash = hash_of(event);
  return event;
}

}  // namespace hdis::audit
