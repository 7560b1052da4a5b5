#pragma once

#include "hdis/store/open_options.hpp"
#include "hdis/store/store.hpp"

#include <memory>
#include <string>

namespace hdis::testing {

/// A database for tests: the same tests are built once with each of sqlite_backend.cpp and postgresql_backend.cpp.
class Backend {
 public:
  virtual ~Backend() = default;
  [[nodiscard]] virtual Result<std::unique_ptr<store::Store>> open(
      store::OpenMode mode, const Clock& clock, store::OpenOptions options) const = 0;
  /// A statement as somebody would execute it who has the database and its own program.
  virtual void tamper(const std::string& statement) const = 0;
  /// A statement that lets a trigger of a table be ignored.
  [[nodiscard]] virtual std::string without_trigger(const std::string& trigger,
                                                    const std::string& table) const = 0;
  /// As it stands in names of files: "sqlite".
  [[nodiscard]] virtual std::string name() const = 0;
  /// Makes what there is an empty place again.
  virtual void clear() = 0;
};

/// An empty place.
std::unique_ptr<Backend> make_backend();

}  // namespace hdis::testing
