#pragma once

#include "hdis/core/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hdis::catalogue {

/// What is wrong with the files that were read, gathered so that a person can mend all of it at
/// once.
class Defects {
 public:
  /// Notes a defect of `file`. `expected` says what would be right; it may be empty.
  void add(std::string_view rule, std::string_view file, std::optional<SourcePosition> where,
           std::string_view message, std::string expected = {});

  [[nodiscard]] bool none() const { return reasons_.empty(); }
  /// Success, or `invalid_input` with one reason per defect.
  [[nodiscard]] Status status() const;

 private:
  std::vector<Reason> reasons_;
};

/// The defects of one file.
class FileDefects {
 public:
  FileDefects(std::string file, Defects& defects) : file_(std::move(file)), defects_(&defects) {}

  void add(std::string_view rule, std::optional<SourcePosition> where, std::string_view message,
           std::string expected = {}) {
    defects_->add(rule, file_, where, message, std::move(expected));
  }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] Defects& all() { return *defects_; }

 private:
  std::string file_;
  Defects* defects_;
};

/// Names of the rules that a file can break; stable, for machines.
namespace rule {
inline constexpr std::string_view file = "catalogue.file";      ///< Cannot be read.
inline constexpr std::string_view syntax = "catalogue.syntax";  ///< Not YAML, not CSV.
inline constexpr std::string_view unknown_key = "catalogue.unknown_key";
inline constexpr std::string_view missing = "catalogue.missing";  ///< Something required is absent.
inline constexpr std::string_view wrong_value = "catalogue.wrong_value";
inline constexpr std::string_view duplicate = "catalogue.duplicate";
inline constexpr std::string_view dangling = "catalogue.dangling";  ///< Names what does not exist.
}  // namespace rule

}  // namespace hdis::catalogue
