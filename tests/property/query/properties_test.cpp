#include "hdis/query/plan.hpp"

#include "meaning.hpp"
#include "question.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <sstream>

namespace hdis::query {
namespace {

using test::Choices;
using test::random_condition;
using test::random_question;
using test::spelled;
using Bytes = std::vector<std::uint8_t>;

const catalogue::Catalogue& shipped() {
  static const auto loaded = [] {
    auto result = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
    if (!result) ADD_FAILURE() << result.error().to_text();
    return std::move(result).value();
  }();
  return loaded;
}

// The same questions every time: a failure must repeat.
template <class Property>
void expect_always(const Property& property) {
  rc::detail::TestParams params;
  params.seed = 20170401;
  params.maxSuccess = 1500;
  params.maxSize = 120;
  const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata(), params);
  std::ostringstream report;
  printResultMessage(result, report);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << report.str();
}

Plan plan_of(const std::string& text) {
  auto bound = compile(text, shipped());
  if (!bound) RC_FAIL(text + "\n" + bound.error().to_text());
  return std::move(bound->plan);
}

const Predicate& filter_of(const Plan& plan) {
  return plan.tables.front().parts.front().populations.front().filter;
}

std::string counted(const std::string& condition) {
  return "SELECT COUNT(*) AS n FROM hes_apc_1718 WHERE " + condition;
}

TEST(QueryProperty, APlanWrittenOutIsTheSamePlan) {
  expect_always([](const Bytes& what, const Bytes& how) {
    Choices question(what);
    Choices spelling(how);
    const Plan plan = plan_of(spelled(random_question(question), spelling));
    const std::string text = to_query_text(plan, shipped());
    if (plan_of(text) != plan) RC_FAIL(text + "\n" + to_query_text(plan_of(text), shipped()));
  });
}

TEST(QueryProperty, HoweverAQuestionIsSpelledItsFingerprintIsTheSame) {
  expect_always([](const Bytes& what, const Bytes& how) {
    Choices first(what);
    Choices second(what);
    Choices plain(Bytes{});
    Choices spelling(how);
    const std::string one = spelled(random_question(first), plain);
    const std::string other = spelled(random_question(second), spelling);
    const Plan a = plan_of(one);
    const Plan b = plan_of(other);
    if (fingerprint(a) != fingerprint(b)) {
      RC_FAIL(one + "\n" + other + "\n" + to_query_text(a, shipped()) + "\n" +
              to_query_text(b, shipped()));
    }
  });
}

TEST(QueryProperty, AnotherConstantIsAnotherQuestion) {
  expect_always([](const Bytes& what, std::uint8_t number) {
    Choices choices(what);
    Choices plain(Bytes{});
    const std::string condition = spelled(random_condition(choices), plain);
    const auto bounded = [&](int bound) {
      return plan_of(counted("SPELDUR <= " + std::to_string(bound) + " AND (" + condition + ")"));
    };
    const Plan plan = bounded(number);
    if (filter_of(plan) == Predicate{Constant{false}}) return;
    RC_ASSERT(fingerprint(plan) != fingerprint(bounded(number + 1)));
  });
}

// The normal form is true for exactly the records for which the condition is, NULLs included.
TEST(QueryProperty, TheNormalFormMeansWhatWasWritten) {
  expect_always([](const Bytes& what, const Bytes& how, const std::vector<Bytes>& records) {
    Choices choices(what);
    Choices spelling(how);
    const auto condition = random_condition(choices);
    const std::string text = spelled(condition, spelling);
    const Plan plan = plan_of(counted(text));
    for (const auto& one : records) {
      Choices values(one);
      const auto record = test::random_record(values);
      const bool written = test::meaning(condition, record).value_or(false);
      const bool bound = test::meaning(filter_of(plan), record).value_or(false);
      if (written != bound) RC_FAIL(text + "\n" + to_query_text(plan, shipped()));
    }
  });
}

TEST(QueryProperty, EveryQuestionCanBeDescribedAndItsUseNamed) {
  expect_always([](const Bytes& what) {
    Choices choices(what);
    Choices plain(Bytes{});
    const Plan plan = plan_of(spelled(random_question(choices), plain));
    RC_ASSERT(describe(plan, shipped()).size() > 20U);
    RC_ASSERT(usage(plan).size() == 1U);
    RC_ASSERT(!shown_columns(plan.tables.front()).empty());
  });
}

}  // namespace
}  // namespace hdis::query
