#pragma once

#include "hdis/core/financial_year.hpp"
#include "hdis/core/result.hpp"
#include "hdis/synth/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hdis::synth {

enum class Format : std::uint8_t { csv, parquet };

struct Options {
  std::uint64_t people = 0;  ///< At the beginning; babies come on top. At most 90 million.
  std::vector<FinancialYear> years;
  std::uint64_t seed = 0;
  std::filesystem::path out;  ///< Made if it is not there; files of the same name are replaced.
  std::filesystem::path calibration;  ///< The folder data/calibration or its installed copy.
  Format format = Format::csv;
  unsigned threads = 1;  ///< The files are the same for any number.
  Scenario scenario;
};

/// A file that was written.
struct Written {
  std::string dataset;
  std::string year;
  std::filesystem::path file;
  std::uint64_t rows = 0;
};

/// Writes synthetic records of all four datasets, and what was planted, to `options.out`.
///
/// The same options give the same bytes, whatever the number of threads. Memory does not grow with `people`.
/// Errors: `invalid_input` for options and scenarios that cannot be met; `unavailable` for files; `cancelled`, after which no
/// file is left.
[[nodiscard]] Result<std::vector<Written>> generate(const Options& options,
                                                    const std::function<void(double)>& progress,
                                                    std::stop_token stop);

}  // namespace hdis::synth
