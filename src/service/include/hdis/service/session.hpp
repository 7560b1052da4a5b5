#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/date.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/people.hpp"
#include "hdis/service/identity.hpp"
#include "hdis/service/store_folder.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace hdis::service {

class Workspace;

struct OpenInput {
  std::filesystem::path folder;
  Identity identity;
  /// A user to act as; only in a demonstration store, by its owner.
  std::optional<std::string> as;
  /// Called before every statement of the database; for tests that end the process there.
  std::function<void()> before_statement;
  /// Only looks: a store that cannot be written (a copy kept as evidence) is looked at through a private copy of its database, which
  /// is removed with the session. Without this, such a store is an error, since nothing that is done there could be kept.
  bool only_looks = false;
};

/// A store that has been opened by somebody. One for each command or request; not to be shared between threads.
///
/// Every use case of `hdis::service` takes one. It knows who acts, and each use case asks whether they may.
class Session {
 public:
  /// Opens a store, loads its catalogue and policies, finds the user, and puts right what a killed process has left
  /// (runs without a process become failed, and can be run again).
  ///
  /// `clock` must outlive the session. Errors: `not_found` if there is no store; `not_permitted` if the operating-system user is
  /// not a user of the store, or `as` is not allowed; `invalid_input` for a defect of catalogue, policies or configuration;
  /// `unavailable`, `corrupt` for the database.
  static Result<Session> open(const OpenInput& input, const Clock& clock);

  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  /// Who acts.
  [[nodiscard]] const governance::User& actor() const;
  [[nodiscard]] const catalogue::Catalogue& catalogue() const;
  [[nodiscard]] const StoreLayout& layout() const;
  [[nodiscard]] const Config& config() const;
  [[nodiscard]] Demonstration demonstration() const;
  /// Whether the store cannot be written, and a copy of its database is looked at.
  [[nodiscard]] bool is_copy() const;

  /// For the use cases of this library only: its type is not known outside.
  [[nodiscard]] Workspace& workspace() { return *workspace_; }

 private:
  explicit Session(std::unique_ptr<Workspace> workspace);
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace hdis::service
