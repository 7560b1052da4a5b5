#include "hdis/governance/request.hpp"

#include "hdis/governance/output.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace hdis::governance {
namespace {

using State = RequestState;
using Action = RequestAction;
using testing::sample_request;

constexpr std::array states{State::draft,    State::submitted, State::checked, State::returned,
                            State::rejected, State::approved,  State::running, State::failed,
                            State::produced, State::discarded};
constexpr std::array actions{Action::edit,     Action::discard,   Action::submit, Action::check,
                             Action::withdraw, Action::send_back, Action::reject, Action::approve,
                             Action::revise,   Action::start,     Action::fail,   Action::reinstate,
                             Action::finish,   Action::repeat};

struct Expected {
  State to;
  std::uint32_t version;
};

/// Every arrow of "How an output lives" up to the output, written down from the product's description. A request begins
/// here as version 1. Whatever is not here is impossible.
const std::map<std::pair<State, Action>, Expected> table{
    {{State::draft, Action::edit}, {State::draft, 1}},
    {{State::draft, Action::discard}, {State::discarded, 1}},
    {{State::draft, Action::submit}, {State::submitted, 1}},
    {{State::submitted, Action::check}, {State::checked, 1}},
    {{State::submitted, Action::withdraw}, {State::draft, 2}},
    {{State::checked, Action::check}, {State::checked, 1}},
    {{State::checked, Action::withdraw}, {State::draft, 2}},
    {{State::checked, Action::send_back}, {State::returned, 1}},
    {{State::checked, Action::reject}, {State::rejected, 1}},
    {{State::checked, Action::approve}, {State::approved, 1}},
    {{State::returned, Action::revise}, {State::draft, 2}},
    {{State::approved, Action::start}, {State::running, 1}},
    {{State::approved, Action::revise}, {State::draft, 2}},
    {{State::running, Action::fail}, {State::failed, 1}},
    {{State::running, Action::finish}, {State::produced, 1}},
    {{State::failed, Action::reinstate}, {State::approved, 1}},
    {{State::failed, Action::revise}, {State::draft, 2}},
    {{State::produced, Action::revise}, {State::draft, 2}},
    {{State::produced, Action::repeat}, {State::submitted, 2}},
    {{State::approved, Action::repeat}, {State::submitted, 2}},
    {{State::failed, Action::repeat}, {State::submitted, 2}},
};

TEST(RequestMachine, EveryStateTimesEveryAction) {
  for (const auto state : states) {
    for (const auto action : actions) {
      SCOPED_TRACE(std::string(to_string(state)) + " × " + std::string(past_tense(action)));
      const auto before = sample_request(state);
      const auto after = apply(before, action);
      const auto expected = table.find({state, action});
      if (expected == table.end()) {
        ASSERT_FALSE(after);
        EXPECT_EQ(after.error().code(), ErrorCode::conflict);
        EXPECT_FALSE(after.error().reasons()[0].suggestion.empty());
        continue;
      }
      ASSERT_TRUE(after);
      EXPECT_EQ(after->state, expected->second.to);
      EXPECT_EQ(after->version, expected->second.version);
      EXPECT_EQ(after->revision, before.revision + 1);
      EXPECT_EQ(after->author, before.author);
    }
  }
}

/// Whatever happens after an approval, no version runs that was not itself submitted, checked and approved.
TEST(RequestMachine, AChangeAfterApprovalNeedsANewDecision) {
  const auto revised = apply(sample_request(State::approved), Action::revise);
  ASSERT_TRUE(revised);
  EXPECT_FALSE(apply(*revised, Action::start));
  EXPECT_FALSE(apply(*revised, Action::approve));
}

TEST(RequestMachine, TellsWhatIsPossibleInstead) {
  const auto result = apply(sample_request(State::running), Action::submit);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reasons()[0].message,
            "R-000001 v1 is running and cannot be submitted now.");
}

TEST(RequestMachine, PossibleActionsAreThoseThatApply) {
  for (const auto state : states) {
    std::size_t possible = 0;
    for (const auto action : actions) possible += apply(sample_request(state), action) ? 1 : 0;
    EXPECT_EQ(possible_actions(state).size(), possible) << to_string(state);
  }
}

TEST(RequestState, IsReadAsItIsWritten) {
  for (const auto state : states) EXPECT_EQ(parse_request_state(to_string(state)).value(), state);
  EXPECT_EQ(parse_request_state("gone").error().code(), ErrorCode::corrupt);
}

using OutState = OutputState;
using OutAction = OutputAction;

const std::map<std::pair<OutState, OutAction>, OutState> output_table{
    {{OutState::produced, OutAction::withhold}, OutState::withheld},
    {{OutState::produced, OutAction::release}, OutState::released},
    {{OutState::released, OutAction::share}, OutState::shared},
    {{OutState::shared, OutAction::share}, OutState::shared},
    {{OutState::released, OutAction::retain}, OutState::retained},
    {{OutState::shared, OutAction::retain}, OutState::retained},
    {{OutState::released, OutAction::destroy}, OutState::destroyed},
    {{OutState::shared, OutAction::destroy}, OutState::destroyed},
};

TEST(OutputMachine, EveryStateTimesEveryAction) {
  for (const auto state : {OutState::produced, OutState::withheld, OutState::released,
                           OutState::shared, OutState::retained, OutState::destroyed}) {
    EXPECT_EQ(parse_output_state(to_string(state)).value(), state);
    for (const auto action : {OutAction::withhold, OutAction::release, OutAction::share,
                              OutAction::retain, OutAction::destroy}) {
      const Output before{OutputId("O-000001"), RequestId("R-000001"), 1, state};
      const auto after = apply(before, action);
      const auto expected = output_table.find({state, action});
      ASSERT_EQ(after.has_value(), expected != output_table.end()) << to_string(state);
      if (after) {
        EXPECT_EQ(after->state, expected->second);
      }
    }
  }
  EXPECT_EQ(parse_output_state("gone").error().code(), ErrorCode::corrupt);
}

}  // namespace
}  // namespace hdis::governance
