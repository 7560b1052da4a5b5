#pragma once

#include "hdis/disclosure/policy.hpp"
#include "hdis/query/plan.hpp"
#include "hdis/released/table.hpp"

#include "pipeline.hpp"
#include "support/planted.hpp"

#include <string>
#include <vector>

/// Plans and policies for tests of the gate, and answers as short texts.
namespace hdis::disclosure::testing {

/// The catalogue of the repository.
const catalogue::Catalogue& shipped_catalogue();
/// A policy of the repository.
const Policy& policy(const std::string& id);

/// A dimension that is a plain text field. Area fields are places.
query::Dimension by(const std::string& field);
query::Measure count();
query::Measure count_where(const std::string& field, const std::string& value);
query::Measure count_people();
query::Measure of_amount(query::Aggregate aggregate);
query::Predicate equals(const std::string& field, const std::string& value);

/// Admitted patient care of 2017/18, divided as said. Dimensions are used by all grouping sets unless
/// sets are given.
query::Aggregation aggregation(std::vector<query::Dimension> dimensions,
                               std::vector<query::Measure> measures,
                               std::vector<std::vector<std::size_t>> grouping_sets = {});
/// A table of one part with a column for each dimension and each measure, named d0, d1, ..., m0, m1, ...
query::TablePlan table(query::Aggregation part);
query::Plan plan_of(std::vector<query::TablePlan> tables);

/// Runs a plan over planted records under a policy.
Result<std::vector<released::Table>> run(const query::Plan& plan, std::vector<Planted> planted,
                                         const Policy& under);
/// The only table of a run that must succeed.
released::Table run_one(const query::TablePlan& plan, std::vector<Planted> planted,
                        const Policy& under);

/// A cell as people see it: "10", "*", "0", "z".
std::string shown(const released::Cell& cell);
/// A table as lines "key key | number number"; NULL is "-", a total is "all".
std::vector<std::string> lines(const released::Table& table);

}  // namespace hdis::disclosure::testing
