#include "output_access.hpp"

#include "hdis/governance/entitlement.hpp"
#include "hdis/governance/permissions.hpp"
#include "hdis/governance/sharing.hpp"

#include "standing.hpp"
#include "successions.hpp"

#include <algorithm>

namespace hdis::service {
namespace {

using governance::Entitled;
using governance::SharedWith;
using governance::User;

Entitled is_entitled(const UseOfAgreement& use) {
  return governance::reasons_against(use.entitlement()).empty() ? Entitled::yes : Entitled::no;
}

/// Whether the output was shared with the organisation of `use`, and the agreement still lets it be seen there.
Result<SharedWith> is_shared(const Workspace& workspace, const governance::Output& output,
                             const UseOfAgreement& use) {
  HDIS_TRY(shares, workspace.reader().shares(output.id));
  // What was shared with an organisation is seen by the one into which it went over.
  HDIS_TRY(theirs, predecessors_of(workspace.reader(), use.user.organisation, date_of(use.now)));
  const bool shared = std::ranges::any_of(shares, [&](const store::Share& share) {
    return std::ranges::find(theirs, share.recipient) != theirs.end();
  });
  const bool still =
      governance::still_shared(use.agreement, use.standing, use.organisation, use.now);
  return shared && still ? SharedWith::yes : SharedWith::no;
}

}  // namespace

Status check_may_see(const Workspace& workspace, const governance::Output& output,
                     const User& actor) {
  HDIS_TRY(request, workspace.reader().request(output.request));
  HDIS_TRY(use, use_of(workspace.reader(), request.request.agreement, actor, workspace.now()));
  HDIS_TRY(shared, is_shared(workspace, output, use));
  return governance::may_see(output, request.request, actor, is_entitled(use), shared);
}

}  // namespace hdis::service
