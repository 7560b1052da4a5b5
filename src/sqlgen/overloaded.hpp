#pragma once

namespace hdis::sqlgen {

/// The cases of a std::visit, one lambda each.
template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace hdis::sqlgen
