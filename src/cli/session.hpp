#pragma once

#include "hdis/service/session.hpp"

#include "context.hpp"

#include <utility>

namespace hdis::cli {

/// Opens the store that the command line names as the person who runs the program. Errors: as `service::Session::open`.
[[nodiscard]] Result<service::Session> open_session(const Context& context);

/// The clock of the machine.
[[nodiscard]] const Clock& clock();

/// Opens the store, does `work` (Session& → Result), and hands its value to `show`; reports an error of either.
template <class Work, class Show>
int with_session(const Context& context, const Work& work, const Show& show) {
  auto session = open_session(context);
  if (!session) return report(context, session.error());
  auto result = work(*session);
  if (!result) return report(context, result.error());
  if constexpr (std::is_void_v<typename decltype(result)::value_type>) {
    show();
  } else {
    show(std::move(*result));
  }
  return 0;
}

}  // namespace hdis::cli
