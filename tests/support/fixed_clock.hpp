#pragma once

#include "hdis/core/date.hpp"

namespace hdis::testing {

/// A clock that stands still until it is set.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  [[nodiscard]] Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }

 private:
  Instant at_;
};

}  // namespace hdis::testing
