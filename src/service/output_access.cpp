#include "output_access.hpp"

#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/permissions.hpp"

#include "case.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Entitled;
using governance::Licensed;
using governance::User;

/// Whether nothing stands against the person's use of the request's agreement now.
Result<Entitled> is_entitled(const Workspace& workspace, const governance::Request& request,
                             const User& actor) {
  auto& reader = workspace.reader();
  HDIS_TRY(agreement, agreement_that_counts(reader, request.agreement, workspace.now()));
  HDIS_TRY(organisation, reader.organisation(actor.organisation));
  HDIS_TRY(licensed, reader.licensed(request.agreement));
  const auto licence =
      std::ranges::find(licensed, actor.id) != licensed.end() ? Licensed::yes : Licensed::no;
  const auto reasons =
      governance::reasons_against({agreement, actor, organisation, licence, workspace.now()});
  return reasons.empty() ? Entitled::yes : Entitled::no;
}

}  // namespace

Status check_may_see(const Workspace& workspace, const governance::Output& output,
                     const User& actor) {
  HDIS_TRY(request, workspace.reader().request(output.request));
  HDIS_TRY(entitled, is_entitled(workspace, request.request, actor));
  return governance::may_see(output, request.request, actor, entitled);
}

}  // namespace hdis::service
