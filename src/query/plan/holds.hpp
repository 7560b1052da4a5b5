#pragma once

#include "hdis/query/expression.hpp"

namespace hdis::query {

/// Whether `left op right` is true of two constants that can be ordered.
template <class T>
[[nodiscard]] bool holds(const T& left, Comparison op, const T& right) {
  switch (op) {
    case Comparison::equal:
      return left == right;
    case Comparison::not_equal:
      return left != right;
    case Comparison::less:
      return left < right;
    case Comparison::less_equal:
      return left <= right;
    case Comparison::greater:
      return left > right;
    case Comparison::greater_equal:
      return left >= right;
  }
  return false;
}

}  // namespace hdis::query
