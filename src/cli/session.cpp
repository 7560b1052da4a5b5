#include "session.hpp"

namespace hdis::cli {

const Clock& clock() {
  static const SystemClock machine;
  return machine;
}

Result<service::Session> open_session(const Context& context, bool only_looks) {
  const std::filesystem::path folder = std::filesystem::absolute(context.store());
  HDIS_TRY(identity, service::identity_of_process());
  service::OpenInput input;
  input.folder = folder;
  input.identity = identity;
  input.only_looks = only_looks;
  if (!context.act_as.empty()) input.as = context.act_as;
  return service::Session::open(input, clock());
}

}  // namespace hdis::cli
