#include "questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace hdis::bench {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Statements stand in a file with `;` at the end of all but the last.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> statements;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find(";\n", from), text.size());
    statements.push_back(text.substr(from, end - from));
    from = end + 2;
  }
  return statements;
}

Result<Question> question(const fs::path& file) {
  Question result{file.stem().string(), read(file), {}};
  const auto sql = fmt::format(HDIS_SOURCE_DIR "/tests/bench/sql/{}.sql", result.name.substr(0, 2));
  result.statements = split(read(sql));
  if (result.statements.empty()) {
    return fail(ErrorCode::unavailable, "bench.no_sql",
                fmt::format("There is nothing to compare {} with.", result.name),
                fmt::format("Write {}.", sql));
  }
  return result;
}

}  // namespace

Result<std::vector<Question>> questions(const std::string& part) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(HDIS_SOURCE_DIR "/tests/queries/answered")) {
    const bool wanted = entry.path().stem().string().find(part) != std::string::npos;
    if (wanted && entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Question> result;
  for (const auto& file : files) {
    HDIS_TRY(one, question(file));
    result.push_back(std::move(one));
  }
  if (result.empty()) {
    return fail(ErrorCode::unavailable, "bench.no_question",
                fmt::format("No question is called '{}'.", part));
  }
  return result;
}

}  // namespace hdis::bench
