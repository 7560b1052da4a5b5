// The engine on made-up tables of every kind, and on every table of the folder HDIS_INSTANCES if that is set (each of its folders has
// dim_1.csv ... and cells.csv): time, memory, cells hidden beside the primary ones, and the sum of their weights.

#include "hdis/core/assert.hpp"
#include "hdis/suppression/protect.hpp"
#include "hdis/suppression/read.hpp"

#include "../peak.hpp"
#include "made_up.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;
using namespace hdis::suppression;
using hdis::bench::Shape;

NamedText text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {file.string(),
          {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}};
}

hdis::Result<Table> read_instance(const fs::path& folder) {
  std::vector<NamedText> dimensions;
  for (int k = 1; fs::exists(folder / ("dim_" + std::to_string(k) + ".csv")); ++k)
    dimensions.push_back(text_of(folder / ("dim_" + std::to_string(k) + ".csv")));
  HDIS_TRY(read, read_table(dimensions, text_of(folder / "cells.csv"), {}));
  return std::move(read.table);
}

void measure(benchmark::State& state, const Table& table, Attacker attacker) {
  // As `hdis protect` does unless told otherwise.
  const Options options{attacker, 1, 30, {}};
  const auto peak = hdis::bench::peak_memory([&]() -> hdis::Status {
    HDIS_CHECK(protect(table, options));
    return {};
  });
  double cells = 0;
  double weight = 0;
  for (auto round : state) {
    static_cast<void>(round);
    const auto protection = protect(table, options);
    HDIS_ASSERT(protection);
    cells = weight = 0;
    for (CellId cell = 0; cell < table.values.size(); ++cell)
      if (protection->hidden[cell] && table.status[cell] != Status::primary) {
        ++cells;
        weight += static_cast<double>(table.weights[cell]);
      }
  }
  state.counters["primary"] =
      static_cast<double>(std::count(table.status.begin(), table.status.end(), Status::primary));
  state.counters["secondary"] = cells;
  state.counters["weight"] = weight;
  if (peak) state.counters["megabytes"] = static_cast<double>(*peak) / 1e6;
}

// Registered before main, which is the library's.
const bool registered = [] {
  const auto add = [](const std::string& name, auto table) {
    for (const Attacker attacker : {Attacker::nonnegative, Attacker::strict}) {
      const char* reader = attacker == Attacker::strict ? "/strict" : "/nonnegative";
      benchmark::RegisterBenchmark((name + reader).c_str(), [=](benchmark::State& state) {
        const hdis::Result<Table> made = table();
        if (made) {
          measure(state, *made, attacker);
        } else {
          state.SkipWithError(made.error().to_text().c_str());
        }
      })->Unit(benchmark::kMillisecond);
    }
  };
  if (const char* root = std::getenv("HDIS_INSTANCES"); root != nullptr && fs::is_directory(root)) {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(root))
      if (entry.is_directory()) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    for (const fs::path& folder : folders)
      add(folder.filename().string(), [=] { return read_instance(folder); });
  }
  for (const Shape& shape : hdis::bench::shapes())
    add(shape.name, [=]() -> hdis::Result<Table> { return hdis::bench::make_up(shape, 20180913); });
  return true;
}();

}  // namespace
