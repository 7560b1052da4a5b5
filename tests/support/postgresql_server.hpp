#pragma once

#include "hdis/core/assert.hpp"

#include "temporary_folder.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>
#include <vector>

namespace hdis::testing {

/// A PostgreSQL 15 server of the test's own: a cluster in a temporary folder that is reached by a socket in that folder and by
/// nothing else, and that ends with the object or with the process.
///
/// PostgreSQL refuses to be run by root, so root runs it as `nobody`.
class PostgresqlServer {
 public:
  PostgresqlServer() {
    if (::geteuid() == 0) {
      const auto* nobody = ::getpwnam("nobody");
      HDIS_ASSERT(nobody != nullptr);
      HDIS_ASSERT(::chown(folder_.path().c_str(), nobody->pw_uid, nobody->pw_gid) == 0);
      as_whom_ = {"--reuid", std::to_string(nobody->pw_uid), "--regid",
                  std::to_string(nobody->pw_gid), "--clear-groups"};
    }
    int status = 0;
    HDIS_ASSERT(
        ::waitpid(start({program("initdb"), "--pgdata", data(), "--username", "hdis", "--auth",
                         "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"}),
                  &status, 0) > 0);
    HDIS_ASSERT(status == 0);
    // Tests need no protection from power cuts, and all of them run where many connections are open.
    server_ = start({program("postgres"), "-D", data(), "-k", folder_.path().string(), "-c",
                     "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off"});
    wait_until_ready();
  }

  ~PostgresqlServer() {
    ::kill(server_, SIGINT);  // Ends connections, then the server.
    ::waitpid(server_, nullptr, 0);
  }
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

  /// In libpq's words.
  [[nodiscard]] std::string connection() const {
    return fmt::format("host={} dbname=postgres user=hdis", folder_.path().string());
  }

 private:
  static std::string program(const std::string& name) {
    return "/usr/lib/postgresql/15/bin/" + name;
  }
  [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }

  /// Starts a program quietly, so that it ends when this process does.
  [[nodiscard]] pid_t start(std::vector<std::string> command) const {
    std::vector<std::string> words{"setpriv", "--pdeathsig", "INT"};
    words.insert(words.end(), as_whom_.begin(), as_whom_.end());
    words.insert(words.end(), command.begin(), command.end());
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto log = (folder_.path() / "log").string();
    const auto child = ::fork();
    HDIS_ASSERT(child >= 0);
    if (child != 0) return child;
    // Its folder, since `nobody` may not enter the present one.
    if (::chdir(folder_.path().c_str()) != 0 || ::freopen("/dev/null", "w", stdout) == nullptr ||
        ::freopen(log.c_str(), "a", stderr) == nullptr) {
      ::_exit(1);
    }
    ::execvp(arguments.front(), arguments.data());
    ::_exit(1);
  }

  /// The server writes "ready" to a line of this file when it lets connections in.
  void wait_until_ready() const {
    constexpr int most_looks = 3000;
    constexpr useconds_t between_looks = 10'000;
    for (int look = 0; look < most_looks; ++look) {
      std::ifstream file(data() + "/postmaster.pid");
      for (std::string line; std::getline(file, line);) {
        if (line.starts_with("ready")) return;
      }
      HDIS_ASSERT(::waitpid(server_, nullptr, WNOHANG) == 0);
      ::usleep(between_looks);
    }
    HDIS_ASSERT(false);
  }

  TemporaryFolder folder_;
  std::vector<std::string> as_whom_;
  pid_t server_ = -1;
};

}  // namespace hdis::testing
