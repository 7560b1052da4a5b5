#pragma once

#include "hdis/service/doctor.hpp"
#include "hdis/service/store_folder.hpp"
#include "hdis/store/store.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What the doctor looks at, one function each. Each adds what it finds.
namespace hdis::service {

/// Collects findings.
class Report {
 public:
  void good(std::string what, std::string finding) {
    add({std::move(what), Health::good, std::move(finding), ""});
  }
  void concern(std::string what, std::string finding, std::string remedy) {
    add({std::move(what), Health::concern, std::move(finding), std::move(remedy)});
  }
  void bad(std::string what, std::string finding, std::string remedy) {
    add({std::move(what), Health::bad, std::move(finding), std::move(remedy)});
  }
  /// Every reason of `error`; `otherwise` is what to do where a reason does not say.
  void bad(const std::string& what, const Error& error,
           const std::string& otherwise = "restore it from a backup") {
    for (const auto& reason : error.reasons())
      bad(what, reason.message, reason.suggestion.empty() ? otherwise : reason.suggestion);
  }
  /// `finding` if `status` is a success, its reasons if not.
  void add(const std::string& what, const Status& status, std::string finding) {
    if (status) return good(what, std::move(finding));
    bad(what, status.error());
  }
  [[nodiscard]] std::vector<Examination> take() && { return std::move(examinations_); }

 private:
  void add(Examination examination) { examinations_.push_back(std::move(examination)); }
  std::vector<Examination> examinations_;
};

void examine_folder(const StoreLayout& layout, Report& report);
/// Whether everything below the data folder is for its owner alone.
void examine_data_modes(const StoreLayout& layout, Report& report);
void examine_keys(const StoreLayout& layout, const Config& config, Report& report);
/// The database, or null if it cannot be opened.
[[nodiscard]] std::unique_ptr<store::Store> examine_database(const StoreLayout& layout,
                                                             const Config& config,
                                                             const Clock& clock, Report& report);
void examine_audit_log(store::Store& store, const Config& config, Report& report);
void examine_runs(store::Store& store, const StoreLayout& layout, Report& report);
/// Whether each internal output that is kept has its key, and none that is destroyed has one.
void examine_internal_keys(store::Store& store, const Config& config, Report& report);

}  // namespace hdis::service
