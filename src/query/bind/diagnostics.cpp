#include "bind/diagnostics.hpp"

#include <algorithm>
#include <tuple>

namespace hdis::query {
namespace {

auto place(const Reason& reason) {
  const SourcePosition where = reason.where.value_or(SourcePosition{});
  return std::tuple(where.line, where.column);
}

Reason reason(std::string rule, std::string message, std::string suggestion, SourcePosition where) {
  return {std::move(rule), std::move(message), std::move(suggestion), where};
}

}  // namespace

void Diagnostics::refuse(std::string rule, std::string message, std::string suggestion,
                         SourcePosition where) {
  fail(ErrorCode::refused,
       reason(std::move(rule), std::move(message), std::move(suggestion), where));
}

void Diagnostics::mistake(std::string rule, std::string message, std::string suggestion,
                          SourcePosition where) {
  fail(ErrorCode::invalid_input,
       reason(std::move(rule), std::move(message), std::move(suggestion), where));
}

void Diagnostics::warn(std::string rule, std::string message, std::string suggestion,
                       SourcePosition where) {
  find(Severity::warning,
       reason(std::move(rule), std::move(message), std::move(suggestion), where));
}

void Diagnostics::note(std::string rule, std::string message, std::string suggestion,
                       SourcePosition where) {
  find(Severity::note, reason(std::move(rule), std::move(message), std::move(suggestion), where));
}

Error Diagnostics::error() const {
  auto sorted = failures_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return place(a.second) < place(b.second); });
  const bool refused = std::any_of(sorted.begin(), sorted.end(), [](const auto& failure) {
    return failure.first == ErrorCode::refused;
  });
  const ErrorCode code = refused ? ErrorCode::refused : ErrorCode::invalid_input;
  std::vector<Reason> reasons;
  reasons.reserve(sorted.size());
  for (auto& failure : sorted) reasons.push_back(std::move(failure.second));
  return {code, std::move(reasons)};
}

std::vector<Finding> Diagnostics::findings() const {
  auto sorted = findings_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return place(a.reason) < place(b.reason); });
  return sorted;
}

void Diagnostics::fail(ErrorCode code, Reason reason) {
  ++failed_;
  const auto same = [&](const auto& known) { return known.second == reason; };
  if (std::any_of(failures_.begin(), failures_.end(), same)) return;
  failures_.emplace_back(code, std::move(reason));
}

void Diagnostics::find(Severity severity, Reason reason) {
  const Finding finding{severity, std::move(reason)};
  if (std::find(findings_.begin(), findings_.end(), finding) != findings_.end()) return;
  findings_.push_back(finding);
}

}  // namespace hdis::query
