#include "hdis/store/sqlite_store.hpp"

#include "backend.hpp"
#include "temporary_folder.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace hdis::testing {
namespace {

class SqliteBackend final : public Backend {
 public:
  Result<std::unique_ptr<store::Store>> open(store::OpenMode mode, const Clock& clock,
                                             store::OpenOptions options) const override {
    return store::open_sqlite(file(), mode, clock, std::move(options));
  }
  void tamper(const std::string& statement) const override {
    soci::session session(soci::sqlite3, "db=\"" + file().string() + "\"");
    session << statement;
  }
  std::string without_trigger(const std::string& trigger, const std::string&) const override {
    return "DROP TRIGGER " + trigger;
  }
  std::string name() const override { return "sqlite"; }
  void clear() override {
    std::filesystem::remove_all(folder_.path());
    std::filesystem::create_directory(folder_.path());
  }

 private:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "hdis.sqlite"; }
  TemporaryFolder folder_;
};

}  // namespace

std::unique_ptr<Backend> make_backend() { return std::make_unique<SqliteBackend>(); }

}  // namespace hdis::testing
