#include "hdis/query/parser.hpp"
#include "hdis/query/print.hpp"

#include "acceptance.hpp"
#include "random_tree.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <random>
#include <sstream>

namespace hdis::query {
namespace {

using test::acceptance_queries;
using test::RandomTree;

// The same trees every time: a failure must repeat.
template <class Property>
void expect_always(const Property& property) {
  rc::detail::TestParams params;
  params.seed = 20170401;
  params.maxSuccess = 2000;
  params.maxSize = 400;  // Choices, of which a tree is made.
  const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata(), params);
  std::ostringstream report;
  printResultMessage(result, report);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << report.str();
}

TEST(ParserProperty, APrintedTreeParsesToTheSameTree) {
  expect_always([](const std::vector<std::uint8_t>& choices) {
    const ast::Script script = RandomTree(choices).script();
    const auto again = parse(print(script));
    if (!again) RC_FAIL(print(script) + "\n" + again.error().to_text());
    RC_ASSERT(print(again->script, Brackets::every) == print(script, Brackets::every));
    RC_ASSERT(again->findings.empty());
  });
}

TEST(ParserProperty, EveryBracketMayBeWritten) {
  expect_always([](const std::vector<std::uint8_t>& choices) {
    const std::string shape = print(RandomTree(choices).script(), Brackets::every);
    const auto again = parse(shape);
    if (!again) RC_FAIL(shape + "\n" + again.error().to_text());
    RC_ASSERT(print(again->script, Brackets::every) == shape);
  });
}

// Whatever is cut off or struck by mistake, there is an answer, and every mistake has its place.
void expect_an_answer(const std::string& text) {
  const auto parsed = parse(text);
  if (parsed) return;
  for (const Reason& reason : parsed.error().reasons()) {
    ASSERT_TRUE(reason.where && !reason.message.empty()) << text;
  }
}

TEST(ParserProperty, EveryBeginningOfAQueryHasAnAnswer) {
  for (const auto* folder : {"answered", "refused"}) {
    for (const auto& file : acceptance_queries(folder)) {
      for (std::size_t length = 0; length < file.text.size(); ++length) {
        expect_an_answer(file.text.substr(0, length));
      }
    }
  }
}

TEST(ParserProperty, EveryMissingCharacterHasAnAnswer) {
  for (const auto* folder : {"answered", "refused"}) {
    for (const auto& file : acceptance_queries(folder)) {
      for (std::size_t at = 0; at < file.text.size(); ++at) {
        std::string text = file.text;
        expect_an_answer(text.erase(at, 1));
      }
    }
  }
}

TEST(ParserProperty, AnyWrongCharacterHasAnAnswer) {
  std::mt19937 random(20170401);
  for (const auto* folder : {"answered", "refused"}) {
    for (const auto& file : acceptance_queries(folder)) {
      for (int i = 0; i < 500; ++i) {
        std::string text = file.text;
        text[random() % text.size()] = static_cast<char>(random() % 256);
        expect_an_answer(text);
      }
    }
  }
}

}  // namespace
}  // namespace hdis::query
