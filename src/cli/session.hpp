#pragma once

#include "hdis/service/session.hpp"

#include "context.hpp"

#include <utility>

namespace hdis::cli {

/// Opens the store that the command line names as the person who runs the program. Errors: as `service::Session::open`.
/// With `only_looks`, a store that cannot be written can be opened too.
[[nodiscard]] Result<service::Session> open_session(const Context& context,
                                                    bool only_looks = false);

/// The clock of the machine.
[[nodiscard]] const Clock& clock();

/// Does `work` with a session, if it could be opened; see `with_session`.
template <class Work, class Show>
int with_opened(const Context& context, Result<service::Session> session, const Work& work,
                const Show& show, const std::function<std::string(const Reason&)>& about) {
  if (!session) return report(context, session.error());
  auto result = work(*session);
  if (!result) {
    return about ? report(context, result.error(), about) : report(context, result.error());
  }
  if constexpr (std::is_void_v<typename decltype(result)::value_type>) {
    show();
  } else {
    show(std::move(*result));
  }
  return 0;
}

/// Opens the store, does `work` (Session& → Result), and hands its value to `show`; reports an error of either.
/// `about` is the file that `work` reads, if it is one; its errors name it.
template <class Work, class Show>
int with_session(const Context& context, const Work& work, const Show& show,
                 const std::function<std::string(const Reason&)>& about = nullptr) {
  return with_opened(context, open_session(context), work, show, about);
}

/// The same for work that only looks at the store, which may then be one that cannot be written.
template <class Work, class Show>
int looking(const Context& context, const Work& work, const Show& show,
            const std::function<std::string(const Reason&)>& about = nullptr) {
  return with_opened(context, open_session(context, true), work, show, about);
}

}  // namespace hdis::cli
