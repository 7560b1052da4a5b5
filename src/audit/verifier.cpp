#include "hdis/audit/verifier.hpp"

#include <fmt/format.h>

namespace hdis::audit {
namespace {

constexpr auto what_to_do =
    "treat every event from this one on as unproven, keep the file as it is for an investigation, "
    "and "
    "compare it with a backup and with checkpoints kept elsewhere";

tl::unexpected<Error> broken(std::string rule, std::string message) {
  return fail(ErrorCode::corrupt, std::move(rule), std::move(message), what_to_do);
}

}  // namespace

Verifier::Verifier(std::string log_id, std::optional<Checkpoint> checkpoint)
    : log_id_(std::move(log_id)), checkpoint_(std::move(checkpoint)), head_(genesis(log_id_)) {}

Status Verifier::next(const Event& event) {
  const auto expected = sequence_ + 1;

  // 1. Numbers have no gap and no repetition.
  if (event.sequence > expected) {
    return broken(
        "audit.event_missing",
        fmt::format("Event {} is missing: event {} is followed by event {}. One or more events "
                    "were removed.",
                    expected, sequence_, event.sequence));
  }
  if (event.sequence < expected) {
    return broken("audit.event_out_of_order",
                  fmt::format("Event {} appears where event {} should be: an event was inserted, "
                              "repeated or moved.",
                              event.sequence, expected));
  }

  // 2. The event is as it was written.
  if (!same(event.hash, hash_of(event))) {
    return broken(
        "audit.event_changed",
        fmt::format("Event {} ({} on {} by {}, {}) is not as it was written: its content does "
                    "not have the digest that was recorded with it.",
                    event.sequence, event.action, event.subject, event.actor, to_text(event.at)));
  }

  // 3. It follows the event before.
  if (!same(event.previous, head_)) {
    return broken(
        "audit.chain_broken",
        sequence_ == 0
            ? "Event 1 does not begin this log: it belongs to another log or was rewritten."
            : fmt::format("Event {} does not follow from event {}: one of the two was "
                          "rewritten, or events were exchanged or inserted.",
                          event.sequence, sequence_));
  }

  // 4. It is the one that the checkpoint saw.
  if (checkpoint_ && checkpoint_->sequence == event.sequence &&
      !same(checkpoint_->hash, event.hash)) {
    return broken("audit.checkpoint_differs",
                  fmt::format("Event {} is not the one that the checkpoint of {} saw: the log was "
                              "rewritten, from that event or an earlier one on.",
                              event.sequence, to_text(checkpoint_->made_at)));
  }

  sequence_ = event.sequence;
  head_ = event.hash;
  return {};
}

Status Verifier::finish() const {
  if (!checkpoint_) return {};
  if (checkpoint_->log_id != log_id_) {
    return fail(ErrorCode::invalid_input, "audit.checkpoint_of_another_log",
                fmt::format("The checkpoint is of log {}, but this is log {}.", checkpoint_->log_id,
                            log_id_),
                "give a checkpoint that was made from this store");
  }
  if (sequence_ < checkpoint_->sequence) {
    return broken("audit.log_cut_off",
                  fmt::format("The log ends at event {}, but the checkpoint of {} saw event {}: {} "
                              "event(s) were cut off at the end.",
                              sequence_, to_text(checkpoint_->made_at), checkpoint_->sequence,
                              checkpoint_->sequence - sequence_));
  }
  return {};
}

}  // namespace hdis::audit
