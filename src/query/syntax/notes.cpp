#include "syntax/notes.hpp"

#include <algorithm>
#include <utility>

namespace hdis::query::syntax {

void Notes::add(Severity severity, Reason reason) {
  const bool said = std::any_of(findings_.begin(), findings_.end(),
                                [&](const Finding& f) { return f.reason.rule == reason.rule; });
  if (!said) findings_.push_back({severity, std::move(reason)});
}

}  // namespace hdis::query::syntax
