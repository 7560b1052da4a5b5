#include "log_check.hpp"

namespace hdis::service {

Status for_each_event(store::Reader& reader,
                      const std::function<Status(const audit::Event&)>& each) {
  constexpr std::uint64_t at_once = 1000;
  std::uint64_t after = 0;
  while (true) {
    HDIS_TRY(events, reader.events(after, at_once));
    for (const auto& event : events) HDIS_CHECK(each(event));
    if (events.size() < at_once) return {};
    after = events.back().sequence;
  }
}

Result<audit::Verifier> verify_whole_log(store::Reader& reader, const std::string& log_id,
                                         const std::optional<audit::Checkpoint>& checkpoint) {
  audit::Verifier verifier(log_id, checkpoint);
  HDIS_CHECK(
      for_each_event(reader, [&](const audit::Event& event) { return verifier.next(event); }));
  HDIS_CHECK(verifier.finish());
  return verifier;
}

}  // namespace hdis::service
