#include "support.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace hdis::query::test {

const catalogue::Catalogue& shipped() {
  static const auto loaded = [] {
    auto result = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
    if (!result) ADD_FAILURE() << result.error().to_text();
    return std::move(result).value();
  }();
  return loaded;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream) << file;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string query_file(const std::string& name) {
  return text_of(std::filesystem::path(HDIS_SOURCE_DIR "/tests/queries") / name);
}

Bound accepted(const std::string& text) {
  auto bound = compile(text, shipped());
  if (!bound) ADD_FAILURE() << text << "\n" << bound.error().to_text();
  return bound ? std::move(*bound) : Bound{};
}

Error rejected(const std::string& text) {
  auto bound = compile(text, shipped());
  if (bound) ADD_FAILURE() << "accepted: " << text;
  return bound ? Error(ErrorCode::corrupt, Reason{}) : bound.error();
}

std::string fingerprint_of(const std::string& text) {
  return fingerprint(accepted(text).plan).text();
}

std::string rewritten(const std::string& text) {
  return to_query_text(accepted(text).plan, shipped());
}

std::vector<std::string> rules_of(const Error& error) {
  std::vector<std::string> rules;
  for (const auto& reason : error.reasons()) rules.push_back(reason.rule);
  return rules;
}

std::vector<std::string> findings_of(const std::string& text) {
  std::vector<std::string> rules;
  for (const auto& finding : accepted(text).findings) rules.push_back(finding.reason.rule);
  return rules;
}

std::string condition_of(const std::string& condition) {
  const std::string text = rewritten("SELECT COUNT(*) AS n FROM hes_apc_1718 WHERE " + condition);
  const std::string before = " WHERE ";
  const auto at = text.find(before);
  return at == std::string::npos ? "" : text.substr(at + before.size());
}

}  // namespace hdis::query::test
