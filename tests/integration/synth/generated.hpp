#pragma once

#include "hdis/core/assert.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/synth/synth.hpp"

#include "../../support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace hdis::synth {

namespace fs = std::filesystem;

inline Options options_for(std::uint64_t people, const fs::path& out) {
  Options options;
  options.people = people;
  options.years = {FinancialYear::parse("1617").value(), FinancialYear::parse("1718").value()};
  options.seed = 20;
  options.out = out;
  options.calibration = HDIS_SOURCE_DIR "/data/calibration";
  options.threads = 2;
  return options;
}

/// Generated records as tables apc, ae, op and cc of both years, every column text; `year` names the file's.
class Records {
 public:
  explicit Records(const Options& options)
      : connection_(duck::Database::open().value().connect().value()) {
    const auto written = generate(options, {}, {});
    HDIS_ASSERT(written);
    for (const auto* name : {"apc", "ae", "op", "cc"}) {
      const auto glob = (options.out / (std::string(name) + "_*.csv")).string();
      EXPECT_TRUE(connection_.execute("CREATE TABLE " + std::string(name) +
                                      " AS SELECT *, right(filename, 8)[1:4] AS year "
                                      "FROM read_csv('" +
                                      glob +
                                      "', header = true, all_varchar = true, filename = true, "
                                      "delim = ',', quote = '\"')"));
    }
  }

  /// The one number that a statement gives.
  std::int64_t number(const std::string& sql) {
    const auto value = connection_.query_integer("SELECT CAST((" + sql + ") AS BIGINT)");
    EXPECT_TRUE(value) << sql;
    return value.value_or(-1);
  }
  double real(const std::string& sql) {
    auto rows = connection_.query("SELECT CAST((" + sql + ") AS DOUBLE)");
    EXPECT_TRUE(rows) << sql;
    const auto chunk = rows->next();
    return chunk->column(0).real(0);
  }

 private:
  duck::Connection connection_;
};

inline std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace hdis::synth
