// The engine on every table of a folder: time, cells hidden beside the primary ones, and the sum of their weights.
// The folder is that of the environment variable HDIS_INSTANCES; each of its folders has dim_1.csv ... and cells.csv.

#include "hdis/core/assert.hpp"
#include "hdis/suppression/read.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;
using namespace hdis::suppression;

NamedText text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {file.string(),
          {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}};
}

void protect_instance(benchmark::State& state, const fs::path& folder, Attacker attacker) {
  std::vector<NamedText> dimensions;
  for (int k = 1; fs::exists(folder / ("dim_" + std::to_string(k) + ".csv")); ++k)
    dimensions.push_back(text_of(folder / ("dim_" + std::to_string(k) + ".csv")));
  const auto read = read_table(dimensions, text_of(folder / "cells.csv"), {});
  if (!read) {
    state.SkipWithError(read.error().to_text().c_str());
    return;
  }
  const Table& table = read->table;
  double cells = 0;
  double weight = 0;
  for (auto round : state) {
    static_cast<void>(round);
    // As `hdis protect` does unless told otherwise.
    const auto protection = protect(table, {attacker, 1, 100, {}});
    HDIS_ASSERT(protection);
    cells = weight = 0;
    for (CellId cell = 0; cell < table.values.size(); ++cell)
      if (protection->hidden[cell] && table.status[cell] != Status::primary) {
        ++cells;
        weight += static_cast<double>(table.weights[cell]);
      }
  }
  state.counters["secondary"] = cells;
  state.counters["weight"] = weight;
}

// Registered before main, which is the library's.
const bool registered = [] {
  const char* root = std::getenv("HDIS_INSTANCES");
  if (root == nullptr || !fs::is_directory(root)) return false;
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders)
    for (const Attacker attacker : {Attacker::nonnegative, Attacker::strict}) {
      const std::string name =
          folder.filename().string() + (attacker == Attacker::strict ? "/strict" : "/nonnegative");
      benchmark::RegisterBenchmark(name.c_str(), protect_instance, folder, attacker)
          ->Unit(benchmark::kMillisecond);
    }
  return true;
}();

}  // namespace
