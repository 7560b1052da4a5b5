#include "hdis/core/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace hdis {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "hdis: internal error at %s:%d: %s\n", file, line, condition);
  std::abort();
}

}  // namespace hdis
