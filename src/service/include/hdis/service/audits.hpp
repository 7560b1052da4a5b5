#pragma once

#include "hdis/audit/checkpoint.hpp"
#include "hdis/audit/event.hpp"
#include "hdis/core/result.hpp"
#include "hdis/service/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The audit log. For auditors and administrators.
namespace hdis::service {

struct LogFilter {
  std::optional<std::string>
      subject;  ///< Events about a request, an output, ...: "R-000001" finds all its versions.
  std::optional<std::string> actor;
  std::uint64_t most = 100;  ///< The newest so many.
};
/// Events, oldest first. Errors: `not_permitted`; also for who reviews, while a request waits for two reviewers who are blind to one another, unless
/// the filter is about something else.
[[nodiscard]] Result<std::vector<audit::Event>> read_log(Session& session, const LogFilter& filter);

struct Verified {
  std::uint64_t events = 0;                     ///< All of them, each as it was written.
  Digest head;                                  ///< Of the last.
  std::optional<audit::Checkpoint> checkpoint;  ///< The one that was met on the way.
  // Found to be what the log says that they were:
  std::uint64_t agreements = 0;    ///< Versions.
  std::uint64_t tables = 0;        ///< Of released outputs.
  std::uint64_t certificates = 0;  ///< Whose signatures fit, too.
  std::uint64_t oversight = 0;     ///< Data sharing audits and alerts.
};
/// Reads the whole log and checks its chain, and the text of a checkpoint file where one is given; then everything whose digest the log
/// holds.
///
/// Errors: `corrupt`, explaining the first broken place or naming what was changed; `invalid_input` for a checkpoint that cannot be read or is of another store.
[[nodiscard]] Result<Verified> verify_log(Session& session,
                                          const std::optional<std::string>& checkpoint);

/// How far the log has come, to be kept elsewhere. The log is verified first; making a checkpoint is itself the last event before it.
[[nodiscard]] Result<audit::Checkpoint> make_checkpoint(Session& session);

}  // namespace hdis::service
