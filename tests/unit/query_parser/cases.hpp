#pragma once

#include "hdis/query/parser.hpp"
#include "hdis/query/print.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// Tables of cases: a text and what becomes of it.
namespace hdis::query::test {

/// A text that is accepted, its tree with every bracket, and the rules of what was forgiven.
struct Accepted {
  std::string_view text;
  std::string_view tree;
  std::vector<std::string> findings = {};
};

inline void expect_accepted(const std::vector<Accepted>& cases) {
  for (const Accepted& each : cases) {
    SCOPED_TRACE(each.text);
    const auto parsed = parse(each.text);
    if (!parsed) {
      ADD_FAILURE() << parsed.error().to_text();
      continue;
    }
    EXPECT_EQ(print(parsed->script, Brackets::every), each.tree);
    std::vector<std::string> rules;
    for (const Finding& finding : parsed->findings) rules.push_back(finding.reason.rule);
    EXPECT_EQ(rules, each.findings);
  }
}

/// A text that is not accepted: where, by which rule, and words that the message or suggestion
/// holds.
struct Mistaken {
  std::string_view text;
  SourcePosition where;
  std::string_view rule;
  std::string_view words;
};

inline void expect_mistaken(ErrorCode code, const std::vector<Mistaken>& cases) {
  for (const Mistaken& each : cases) {
    SCOPED_TRACE(each.text);
    const auto parsed = parse(each.text);
    if (parsed) {
      ADD_FAILURE() << "accepted: " << print(parsed->script);
      continue;
    }
    EXPECT_EQ(parsed.error().code(), code);
    const Reason& reason = parsed.error().reasons().front();
    EXPECT_EQ(reason.rule, each.rule);
    EXPECT_TRUE(reason.where.has_value());
    const SourcePosition where = reason.where.value_or(SourcePosition{0, 0});
    EXPECT_EQ(where, each.where) << where.line << ":" << where.column;
    const std::string words = reason.message + " " + reason.suggestion;
    EXPECT_NE(words.find(each.words), std::string::npos) << words;
  }
}

}  // namespace hdis::query::test
