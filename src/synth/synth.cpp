#include "hdis/synth/synth.hpp"

#include "hdis/duck/parquet.hpp"

#include "block.hpp"
#include "columns.hpp"
#include "text_row.hpp"
#include "truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

namespace hdis::synth {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t people_in_block = 1024;
constexpr std::uint64_t most_people = 90'000'000;
constexpr std::uint64_t blocks_ahead =
    16;  ///< Finished and waiting for an earlier one: bounds memory.

template <class Row, class Columns>
std::string header(const Common& common, Columns columns) {
  NameSink sink;
  Row row;
  if constexpr (requires { row.common; }) row.common = common;
  columns(sink, row);
  return fmt::format("{}\n", fmt::join(sink.names, ","));
}

std::string header_of(std::size_t dataset, const Year& year) {
  Common common;
  common.later_names = year.later_names;
  switch (dataset) {
    case apc:
      return header<ApcRow>(common, [](auto& sink, const auto& row) { apc_columns(sink, row); });
    case ae:
      return header<AeRow>(common, [](auto& sink, const auto& row) { ae_columns(sink, row); });
    case op:
      return header<OpRow>(common, [](auto& sink, const auto& row) { op_columns(sink, row); });
    default:
      return header<CcRow>(common, [](auto& sink, const auto& row) { cc_columns(sink, row); });
  }
}

Status check(const Options& options) {
  std::vector<Reason> reasons;
  const auto complain = [&](std::string message, std::string advice) {
    reasons.push_back({"synth.options", std::move(message), std::move(advice), std::nullopt});
  };
  if (options.people < 1 || options.people > most_people)
    complain(fmt::format("--people must be 1 to {}.", most_people), "All of England is 55600000.");
  if (options.years.empty()) complain("No year is given.", "Write --years 1617,1718.");
  for (const auto& year : options.years)
    if (year.first_calendar_year() < 1996 || year.first_calendar_year() > 2040)
      complain(fmt::format("{} is not between 1996/97 and 2040/41.", year.label()), "");
  auto sorted = options.years;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    complain("A year is given twice.", "");
  if (!sorted.empty() &&
      sorted.back().first_calendar_year() - sorted.front().first_calendar_year() > 30)
    complain("The years span more than 30.", "");
  if (options.threads < 1 || options.threads > 256) complain("--threads must be 1 to 256.", "");
  if (reasons.empty()) return {};
  return fail(Error(ErrorCode::invalid_input, std::move(reasons)));
}

Error no_file(const fs::path& file) {
  return {ErrorCode::unavailable,
          Reason{"synth.file", fmt::format("\"{}\" cannot be written.", file.string()),
                 "Check the folder, your permission and the free space.", std::nullopt}};
}

// The files, written block by block in the order of the blocks, whoever finishes first.
class Files {
 public:
  Files(const Run& run, const fs::path& folder) {
    for (std::size_t dataset = 0; dataset < dataset_count; ++dataset) {
      for (const Year& year : run.years) {
        if (dataset == ae && (year.starts < 2007 || year.starts > 2019)) continue;
        if (dataset == op && year.starts < 2003) continue;
        if (dataset == cc && year.starts < 2008) continue;
        const auto index = static_cast<std::size_t>(&year - run.years.data());
        const fs::path file = folder / fmt::format("{}_{}.csv", dataset_names[dataset], year.code);
        written.push_back({std::string(dataset_names[dataset]), year.code, file, 0});
        open_.push_back({dataset, index, std::ofstream(file, std::ios::binary | std::ios::trunc)});
        open_.back().stream << header_of(dataset, year);
      }
    }
    counted.resize(run.planted.size());
  }

  void add(const Block& block) {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      auto& file = open_[i];
      const std::string& text = block.text[file.dataset][file.year];
      file.stream.write(text.data(), static_cast<std::streamsize>(text.size()));
      written[i].rows += block.rows[file.dataset][file.year];
    }
    for (std::size_t i = 0; i < counted.size(); ++i) {
      counted[i].base += block.counted[i].base;
      counted[i].made += block.counted[i].made;
    }
  }

  [[nodiscard]] bool good() const {
    return std::all_of(open_.begin(), open_.end(),
                       [](const Open& file) { return file.stream.good(); });
  }
  Status close() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      open_[i].stream.close();
      if (!open_[i].stream) return fail(no_file(written[i].file));
    }
    return {};
  }
  void remove() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      open_[i].stream.close();
      std::error_code ignored;
      fs::remove(written[i].file, ignored);
    }
  }

  std::vector<Written> written;
  std::vector<Counted> counted;

 private:
  struct Open {
    std::size_t dataset;
    std::size_t year;
    std::ofstream stream;
  };
  std::vector<Open> open_;
};

Block make_block(const Run& run, std::uint64_t number, std::uint64_t blocks) {
  Block block(run, number);
  if (number + 1 == blocks) {
    write_patterns(run, block);
    return block;
  }
  const Day start = first_day_of(run.first_year);
  const std::uint64_t first = number * people_in_block;
  const std::uint64_t last = std::min(first + people_in_block, run.options.people);
  for (std::uint64_t i = first; i < last; ++i) {
    Person person = make_person(run.country, run.options.seed, i, start);
    live(run, block, person);
  }
  return block;
}

// Threads take the next block each; whoever has finished the next one to be written writes all that are ready.
class Work {
 public:
  Work(const Run& run, Files& files, const std::function<void(double)>& progress,
       std::stop_token stop)
      : run_(run),
        files_(files),
        progress_(progress),
        stop_(std::move(stop)),
        blocks_((run.options.people + people_in_block - 1) / people_in_block + 1) {}

  void run() {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < run_.options.threads; ++i) threads.emplace_back([this] { work(); });
    work();
  }

 private:
  void work() {
    while (!stop_.stop_requested()) {
      const std::uint64_t number = next_.fetch_add(1);
      if (number >= blocks_) return;
      Block block = make_block(run_, number, blocks_);
      std::unique_lock lock(mutex_);
      // Nobody waits for ever: the thread that has the block to be written next never waits here.
      ready_.wait(lock, [&] {
        return number < written_ + blocks_ahead || stop_.stop_requested() || failed_;
      });
      waiting_.emplace(number, std::move(block));
      while (!waiting_.empty() && waiting_.begin()->first == written_) {
        files_.add(waiting_.begin()->second);
        waiting_.erase(waiting_.begin());
        ++written_;
      }
      failed_ = failed_ || !files_.good();
      if (progress_) progress_(static_cast<double>(written_) / static_cast<double>(blocks_));
      ready_.notify_all();
      if (failed_) return;
    }
  }

  const Run& run_;
  Files& files_;
  const std::function<void(double)>& progress_;
  std::stop_token stop_;
  std::uint64_t blocks_;
  std::atomic<std::uint64_t> next_ = 0;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::map<std::uint64_t, Block> waiting_;
  std::uint64_t written_ = 0;
  bool failed_ = false;
};

Status to_parquet(std::vector<Written>& files, unsigned threads) {
  for (Written& file : files) {
    fs::path parquet = file.file;
    parquet.replace_extension(".parquet");
    HDIS_CHECK(duck::csv_to_parquet(file.file, parquet, threads));
    std::error_code ignored;
    fs::remove(file.file, ignored);
    file.file = parquet;
  }
  return {};
}

Status write_truth(const Options& options, const Files& files) {
  const fs::path file = options.out / "truth.json";
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << truth_text(options, files.counted, files.written);
  stream.close();
  if (!stream) return fail(no_file(file));
  return {};
}

}  // namespace

Result<std::vector<Written>> generate(const Options& options,
                                      const std::function<void(double)>& progress,
                                      std::stop_token stop) {
  HDIS_CHECK(check(options));
  std::set<std::string> reserved;
  for (const auto& pattern : options.scenario.patterns)
    if (!pattern.dialysis) reserved.insert(pattern.diagnosis);
  HDIS_TRY(country, load_calibration(options.calibration, reserved));

  Run run{country, options, {}, 0, 0, {}, {}};
  auto years = options.years;
  std::sort(years.begin(), years.end());
  for (const auto& year : years) {
    const int starts = year.first_calendar_year();
    run.years.push_back(
        {starts, year.code(), fmt::format("{}99", year.label().substr(0, 4)), starts >= 2021});
    run.years.back().extract =
        fmt::format("{}{}99", year.label().substr(0, 2), year.label().substr(2, 2));
  }
  // The year before is lived through too: who is in hospital at the beginning came then.
  run.first_year = years.front().first_calendar_year() - 1;
  run.last_year = years.back().first_calendar_year();
  const auto& last_ccg = country.ccgs.back();
  for (std::uint32_t i = 0; i < last_ccg.first_practice + last_ccg.practices; ++i)
    run.practices.push_back(country.practice(i));
  HDIS_TRY(planted, look_up(options, country, run.practices));
  run.planted = std::move(planted);

  std::error_code error;
  fs::create_directories(options.out, error);
  if (!fs::is_directory(options.out, error)) return fail(no_file(options.out));
  Files files(run, options.out);
  const std::stop_token stopping = stop;
  if (files.good()) Work(run, files, progress, std::move(stop)).run();
  if (stopping.stop_requested()) {
    files.remove();
    return fail(ErrorCode::cancelled, "synth.cancelled", "Stopped; no file is left.");
  }
  HDIS_CHECK(files.close());
  if (options.format == Format::parquet) HDIS_CHECK(to_parquet(files.written, options.threads));
  HDIS_CHECK(write_truth(options, files));
  return std::move(files.written);
}

}  // namespace hdis::synth
