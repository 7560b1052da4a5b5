#pragma once

namespace hdis {
/// Reports a broken invariant of our own (never of input) and ends the program. No value is
/// printed.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace hdis

/// Checks an invariant of our own code, in every build. Never reachable from input.
#define HDIS_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::hdis::assertion_failed(#condition, __FILE__, __LINE__))
