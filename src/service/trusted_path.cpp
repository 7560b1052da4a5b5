#include "trusted_path.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <deque>
#include <optional>
#include <string>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;

/// As many as Linux follows.
constexpr int most_links = 40;

/// Something on the way that others could change.
struct Doubt {
  fs::path at;
  std::string why;
  std::string remedy;
};

using FileStatus = struct stat;

bool belongs_to_account(const FileStatus& status) {
  return status.st_uid == ::geteuid() || status.st_uid == 0;
}

std::optional<Doubt> foreign(const fs::path& at, const char* noun) {
  return Doubt{at, fmt::format("is {} of another account than the one the program runs as", noun),
               "run the program as the account that owns the store, and keep the store where only "
               "that account and root can change folders"};
}

std::optional<Doubt> doubt_about_end(const fs::path& at, const FileStatus& status) {
  if (!belongs_to_account(status)) return foreign(at, "something");
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) == 0) return std::nullopt;
  return Doubt{at, "can be changed by others than its owner",
               fmt::format("look at what is in it, and then: chmod go-w '{}'", at.string())};
}

std::optional<Doubt> doubt_about_folder(const fs::path& at, const FileStatus& status, Way way) {
  const bool sticky = (status.st_mode & S_ISVTX) != 0;
  const mode_t others = way == Way::private_to_account ? S_IWGRP | S_IWOTH : S_IWOTH;
  if (way == Way::private_to_account && !belongs_to_account(status)) return foreign(at, "a folder");
  if ((status.st_mode & others) == 0 || sticky) return std::nullopt;
  return Doubt{at, "is a folder on the way that others can change",
               fmt::format("chmod go-w '{}', or keep the store elsewhere", at.string())};
}

class Walk {
 public:
  Walk(const fs::path& path, Way way) : way_(way) { put_before(path.lexically_relative("/")); }

  std::optional<Doubt> go() {
    while (!ahead_.empty()) {
      const fs::path name = std::move(ahead_.front());
      ahead_.pop_front();
      if (name == "..") {
        here_ = here_.parent_path();
        continue;
      }
      FileStatus status{};
      if (::lstat((here_ / name).c_str(), &status) != 0) return std::nullopt;
      auto doubt =
          S_ISLNK(status.st_mode) ? follow(here_ / name, status) : enter(here_ / name, status);
      if (doubt) return doubt;
    }
    FileStatus end{};
    if (::lstat(here_.c_str(), &end) != 0) return std::nullopt;
    return doubt_about_end(here_, end);
  }

 private:
  std::optional<Doubt> enter(fs::path at, const FileStatus& status) {
    here_ = std::move(at);
    return ahead_.empty() ? std::nullopt : doubt_about_folder(here_, status, way_);
  }

  std::optional<Doubt> follow(const fs::path& link, const FileStatus& status) {
    if (!belongs_to_account(status)) return foreign(link, "a symbolic link");
    std::error_code error;
    const fs::path target = fs::read_symlink(link, error);
    if (error || ++links_ > most_links) return foreign(link, "a symbolic link without an end");
    if (target.is_absolute()) here_ = "/";
    put_before(target.is_absolute() ? target.lexically_relative("/") : target);
    return std::nullopt;
  }

  void put_before(const fs::path& path) {
    std::deque<fs::path> names;
    for (const fs::path& name : path) {
      if (!name.empty() && name != ".") names.push_back(name);
    }
    ahead_.insert(ahead_.begin(), names.begin(), names.end());
  }

  Way way_;
  fs::path here_ = "/";
  std::deque<fs::path> ahead_;
  int links_ = 0;
};

}  // namespace

Status must_be_trusted(const fs::path& path, std::string_view what, const Identity& caller,
                       Way way) {
  const auto doubt = Walk(fs::absolute(path), way).go();
  if (!doubt) return {};
  constexpr const char* whom_to_ask = "ask the administrator of the store";
  if (lends_rights(caller)) {
    return fail(ErrorCode::not_permitted, "store.not_trusted",
                fmt::format("It is not certain that only the account of the store can have laid "
                            "out {}, so it is not used.",
                            what),
                whom_to_ask);
  }
  return fail(ErrorCode::not_permitted, "store.not_trusted",
              fmt::format("{} {}: {} is not used.", doubt->at.string(), doubt->why, what),
              doubt->remedy);
}

}  // namespace hdis::service
