#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <string>

// What ingest is measured against: DuckDB writes a CSV file as Parquet, every value a text, and looks at nothing.

namespace hdis::bench {
namespace {

struct Options {
  std::string from;
  std::string to;
  unsigned threads = 2;
  std::uint64_t memory_megabytes = 1024;
};

Status copy(const Options& options) {
  HDIS_TRY(database,
           duck::Database::open({{"memory_limit", fmt::format("{}MB", options.memory_megabytes)},
                                 {"threads", fmt::format("{}", options.threads)},
                                 {"preserve_insertion_order", "false"}}));
  HDIS_TRY(connection, database.connect());
  return connection.execute(fmt::format(
      "COPY (FROM read_csv({}, all_varchar = true)) TO {} (FORMAT parquet, COMPRESSION zstd)",
      duck::quote_text(options.from), duck::quote_text(options.to)));
}

}  // namespace
}  // namespace hdis::bench

int main(int argc, char** argv) {
  hdis::bench::Options options;
  CLI::App app("DuckDB's own copy of a CSV file to Parquet.");
  app.add_option("from", options.from, "the CSV file")->required();
  app.add_option("to", options.to, "the Parquet file to write")->required();
  app.add_option("--threads", options.threads, "threads")->capture_default_str();
  app.add_option("--memory", options.memory_megabytes, "MB")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const auto done = hdis::bench::copy(options);
  if (done) return 0;
  fmt::print(stderr, "{}\n", done.error().to_text());
  return 1;
}
