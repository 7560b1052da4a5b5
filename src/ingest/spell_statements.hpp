#pragma once

#include "hdis/core/financial_year.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hdis::ingest {

/// The fields of admitted patient care by which spells are told, the person apart.
[[nodiscard]] const std::vector<std::string>& spell_fields();

/// The statements that make, from the view `source` (of `spell_fields()`, `person` and the number `hdis_row`), the
/// tables of `staging` below, in this order. Method: docs/methods/spells.md.
///
/// - `judged`: every episode with the reason why it is part of no spell, or NULL
/// - `spell`, `stay`: provider spells, and the continuous spells that they are part of
/// - `quantities`: a row for each record that `function` makes, with its first and last episode
///
/// `loaded` are the years of which episodes are there: whether a readmission could have been seen depends on it.
[[nodiscard]] std::vector<std::string> spell_statements(std::string_view function,
                                                        const std::vector<FinancialYear>& loaded);

}  // namespace hdis::ingest
