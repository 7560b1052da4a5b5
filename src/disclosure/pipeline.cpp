#include "pipeline.hpp"

#include "anatomy.hpp"
#include "beside_places.hpp"
#include "certificate.hpp"
#include "exact_part.hpp"
#include "expectation.hpp"
#include "flags_as_counts.hpp"
#include "internal_table_maker.hpp"
#include "list_of_records.hpp"
#include "protect_part.hpp"
#include "settle.hpp"
#include "table_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::disclosure {
namespace {

using Clock = std::chrono::steady_clock;

/// Whether some dataset of the aggregation can tell people apart.
People people_of(const query::Aggregation& part, const catalogue::Catalogue& catalogue) {
  const auto has_key = [&](const query::Population& population) {
    const catalogue::Dataset* dataset = catalogue.dataset(population.dataset);
    return dataset == nullptr || !dataset->person_key.empty();
  };
  return std::any_of(part.populations.begin(), part.populations.end(), has_key)
             ? People::counted
             : People::not_recorded;
}

std::vector<Level> levels_of(const query::Aggregation& part,
                             const catalogue::Catalogue& catalogue) {
  std::vector<Level> levels;
  for (std::size_t set = 0; set < part.grouping_sets.size(); ++set) {
    levels.push_back(query::is_national(part, set, catalogue) ? Level::national
                                                              : Level::below_national);
  }
  return levels;
}

Status recheck_parts(const std::vector<ProtectedPart>& parts, const Policy& policy) {
  for (const ProtectedPart& part : parts) {
    for (const auto& [place, cells] : part.rows) {
      for (const GuardedCell& guarded : cells) {
        HDIS_CHECK(audit::recheck_threshold(guarded.cell, guarded.raw, guarded.exact,
                                            part.people == People::counted, policy));
      }
    }
  }
  return {};
}

/// Counts every part of every table, within what is left of the time.
class Counting {
 public:
  Counting(const catalogue::Catalogue& catalogue, engine::Engine& engine, const Policy& policy,
           const RunControl& control)
      : catalogue_(catalogue),
        engine_(engine),
        policy_(policy),
        control_(control),
        ends_(Clock::now() + control.time) {}

  Result<std::vector<ProtectedPart>> count(const std::vector<query::TablePlan>& tables) {
    for (const auto& table : tables) parts_ += table.parts.size();
    std::vector<ProtectedPart> result;
    result.reserve(parts_);
    for (const auto& table : tables) {
      for (const auto& part : table.parts) {
        HDIS_TRY(counted, count_part(part, result.size()));
        result.push_back(std::move(counted));
      }
    }
    return result;
  }

  /// Counts one thing more, for the audit.
  Result<raw::RawTable> count_for_audit(const query::Aggregation& part) {
    return count_one(part, {});
  }

 private:
  Result<ProtectedPart> count_part(const query::Aggregation& part, std::size_t done) {
    HDIS_TRY(raw, count_one(part, progress_after(done)));
    return protect_part(part, raw, levels_of(part, catalogue_), people_of(part, catalogue_),
                        policy_);
  }

  Result<raw::RawTable> count_one(const query::Aggregation& part,
                                  std::function<void(double)> progress) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - Clock::now());
    if (left.count() <= 0) {
      return fail(ErrorCode::timed_out, "disclosure.timed_out",
                  "The request took longer than it may. Nothing is released.",
                  "Ask for fewer years, or for fewer tables at once.");
    }
    if (control_.stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "disclosure.cancelled", "Stopped on request.");
    }
    engine::Limits limits;
    limits.time = left;
    limits.memory_bytes = control_.memory_bytes;
    limits.threads = control_.threads;
    return engine_.run(part, limits, {std::move(progress), control_.stop});
  }

  [[nodiscard]] std::function<void(double)> progress_after(std::size_t done) const {
    if (!control_.progress) return {};
    return [report = control_.progress, done = static_cast<double>(done),
            all = static_cast<double>(parts_)](double part) { report((done + part) / all); };
  }

  const catalogue::Catalogue& catalogue_;
  engine::Engine& engine_;
  const Policy& policy_;
  const RunControl& control_;
  Clock::time_point ends_;
  std::size_t parts_ = 0;
};

std::vector<released::Row> rows_of(const Draft& draft) {
  std::vector<released::Row> rows;
  rows.reserve(draft.rows.size());
  for (const DraftRow& row : draft.rows) rows.push_back({row.keys, row.cells});
  return rows;
}

Result<released::Table> finish(const query::TablePlan& table, std::span<const ProtectedPart> parts,
                               const catalogue::Catalogue& catalogue, const Policy& policy,
                               const Settlement& settlement, released::Provenance provenance) {
  HDIS_TRY(draft, lay_out(table, parts, catalogue));
  std::vector<released::Row> rows = rows_of(draft);
  HDIS_CHECK(audit::recheck_table(rows, expectation_of(draft, table, policy), policy));

  std::vector<released::Column> columns;
  for (const DraftColumn& column : draft.columns) columns.push_back(column.shown);
  released::Certificate certificate = certify(rows, table, parts, policy, settlement);
  provenance.policy = fmt::format("{} {}", policy.id, policy.version);
  return TableMaker::make(std::move(columns), std::move(rows), std::move(provenance),
                          std::move(certificate), notes_for(parts, policy, settlement));
}

/// The tables of a plan as they are counted.
std::vector<query::TablePlan> counted_tables(const query::Plan& plan) {
  std::vector<query::TablePlan> tables;
  for (const auto& table : plan.tables) tables.push_back(with_flags_as_counts(table));
  return tables;
}

/// The stamp of one table: each of several says what it is itself, not what all of them are.
released::Provenance stamp_of(const query::Plan& plan, std::size_t table,
                              const catalogue::Catalogue& catalogue, released::Provenance stamp) {
  if (plan.tables.size() > 1)
    stamp.description = query::describe({{plan.tables[table]}}, catalogue);
  return stamp;
}

/// From what was counted to tables that may leave.
Result<std::vector<released::Table>> protect_all(
    const query::Plan& plan, std::vector<ProtectedPart> parts, Counting& counting,
    const catalogue::Catalogue& catalogue, const Policy& policy,
    const released::Provenance& provenance, const RunControl& control) {
  HDIS_TRY(dissection, dissect(parts, [&](const query::Aggregation& part) {
             return counting.count_for_audit(part);
           }));
  const std::size_t blurred = blur_beside_places(parts, policy);
  HDIS_TRY(settlement, settle(parts, dissection, policy, control.stop));
  settlement.rounded += blurred;
  HDIS_CHECK(recheck_parts(parts, policy));

  const auto tables = counted_tables(plan);
  std::vector<released::Table> finished;
  std::size_t first = 0;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto of_table = std::span(parts).subspan(first, tables[i].parts.size());
    HDIS_TRY(one, finish(tables[i], of_table, catalogue, policy, settlement,
                         stamp_of(plan, i, catalogue, provenance)));
    finished.push_back(std::move(one));
    first += tables[i].parts.size();
  }
  return finished;
}

Result<std::vector<released::Table>> run_all(const query::Plan& plan,
                                             const catalogue::Catalogue& catalogue,
                                             engine::Engine& engine, const Policy& policy,
                                             const released::Provenance& provenance,
                                             const RunControl& control) {
  Counting counting(catalogue, engine, policy, control);
  HDIS_TRY(parts, counting.count(counted_tables(plan)));
  HDIS_CHECK(check_no_list_of_records(parts));
  HDIS_TRY(finished,
           protect_all(plan, std::move(parts), counting, catalogue, policy, provenance, control));
  if (control.progress) control.progress(1);
  return finished;
}

/// The tables of exactly what was counted, for people who are entitled to small numbers.
Result<std::vector<released::InternalTable>> lay_out_internal(
    const query::Plan& plan, const std::vector<ProtectedPart>& parts,
    const catalogue::Catalogue& catalogue, const released::Provenance& provenance) {
  std::vector<ProtectedPart> exact;
  exact.reserve(parts.size());
  for (const auto& part : parts) exact.push_back(with_exact_numbers(part));

  const auto tables = counted_tables(plan);
  std::vector<released::InternalTable> finished;
  std::size_t first = 0;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto of_table = std::span(exact).subspan(first, tables[i].parts.size());
    HDIS_TRY(draft, lay_out(tables[i], of_table, catalogue));
    std::vector<released::Column> columns;
    for (const DraftColumn& column : draft.columns) columns.push_back(column.shown);
    finished.push_back(InternalTableMaker::make(std::move(columns), rows_of(draft),
                                                stamp_of(plan, i, catalogue, provenance), {}));
    first += tables[i].parts.size();
  }
  return finished;
}

Result<InternalAnswer> run_internal_all(const query::Plan& plan,
                                        const catalogue::Catalogue& catalogue,
                                        engine::Engine& engine, const Policy& policy,
                                        const InternalProvenance& provenance,
                                        const RunControl& control) {
  Counting counting(catalogue, engine, policy, control);
  HDIS_TRY(parts, counting.count(counted_tables(plan)));
  HDIS_CHECK(check_no_list_of_records(parts));
  HDIS_TRY(internal, lay_out_internal(plan, parts, catalogue, provenance.internal));
  auto suppressed = protect_all(plan, std::move(parts), counting, catalogue, policy,
                                provenance.suppressed, control);
  // Without time, memory or patience the whole run can be repeated; that nothing safe can be made is part of the answer.
  if (!suppressed && suppressed.error().code() != ErrorCode::withheld) {
    return fail(std::move(suppressed).error());
  }
  if (control.progress) control.progress(1);
  return InternalAnswer{std::move(internal), std::move(suppressed)};
}

tl::unexpected<Error> failed_inside() {
  return fail(ErrorCode::withheld, "disclosure.failed",
              "Something failed while the request was counted or protected. Nothing is released.",
              "Report this, with the query, to whoever runs the system.");
}

}  // namespace

Pipeline::Pipeline(const catalogue::Catalogue& catalogue, std::unique_ptr<engine::Engine> engine)
    : catalogue_(catalogue), engine_(std::move(engine)) {}

Result<std::vector<released::Table>> Pipeline::run(const query::Plan& plan, const Policy& policy,
                                                   const released::Provenance& provenance,
                                                   const RunControl& control) {
  try {
    return run_all(plan, catalogue_, *engine_, policy, provenance, control);
  } catch (...) {
    // What was thrown may hold a value read from a record, so it is not looked at.
    return failed_inside();
  }
}

Result<InternalAnswer> Pipeline::run_internal(const query::Plan& plan, const Policy& policy,
                                              const InternalProvenance& provenance,
                                              const RunControl& control) {
  try {
    return run_internal_all(plan, catalogue_, *engine_, policy, provenance, control);
  } catch (...) {
    return failed_inside();
  }
}

}  // namespace hdis::disclosure
