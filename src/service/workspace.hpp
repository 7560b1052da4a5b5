#pragma once

#include "hdis/audit/event.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/service/session.hpp"
#include "hdis/store/store.hpp"

#include "database_copy.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::service {

/// What an open session holds; only the use cases of this library see it.
class Workspace {
 public:
  std::unique_ptr<DatabaseCopy>
      copy;  ///< First, since the database in it is closed before it is removed.
  StoreLayout layout;
  Config config;
  Identity identity;
  const Clock* clock = nullptr;
  store::StoreFacts facts;
  governance::User actor;
  catalogue::Catalogue catalogue;
  std::vector<disclosure::Policy> policies;
  std::unique_ptr<store::Store> store;

  [[nodiscard]] store::Reader& reader() const { return store->reader(); }
  [[nodiscard]] Instant now() const { return clock->now(); }

  /// An event by who acts, now.
  [[nodiscard]] audit::Draft event(std::string action, std::string subject,
                                   audit::Details details = {}) const;
  /// An event that nobody in particular caused.
  [[nodiscard]] audit::Draft system_event(std::string action, std::string subject,
                                          audit::Details details = {}) const;
};

/// The user who acts as the store has them at this moment, so that a suspension counts at once. Errors: `not_permitted` if the user or their
/// organisation is suspended.
[[nodiscard]] Result<governance::User> acting_user(Workspace& workspace);

/// Records that `action` on `subject` was refused, if `error` is a refusal (`refused`, `not_permitted`, `conflict`, `corrupt`).
void record_refusal(Workspace& workspace, std::string_view action, const std::string& subject,
                    const Error& error);

/// Does `work`, a use case, and audits it if it is refused: a refusal is recorded like a success.
template <class Work>
auto audited(Workspace& workspace, std::string_view action, const std::string& subject, Work&& work)
    -> decltype(work()) {
  auto result = work();
  if (!result) record_refusal(workspace, action, subject, result.error());
  return result;
}

/// Does `work` in one transaction and hands its value on.
template <class T>
Result<T> in_transaction(Workspace& workspace,
                         const std::function<Result<T>(store::Writer&)>& work) {
  std::optional<T> value;
  HDIS_CHECK(workspace.store->write([&](store::Writer& writer) -> Status {
    auto result = work(writer);
    if (!result) return fail(std::move(result).error());
    value.emplace(*std::move(result));
    return {};
  }));
  return *std::move(value);
}

}  // namespace hdis::service
