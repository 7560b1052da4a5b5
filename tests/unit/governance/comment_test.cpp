#include "hdis/governance/comment.hpp"

#include "governance_samples.hpp"

#include <gtest/gtest.h>

namespace hdis::governance {
namespace {

using namespace hdis::testing;

std::string against(const User& writer, std::string_view text = "Which CCGs?",
                    RequestState state = RequestState::checked) {
  const auto comment =
      write_comment(sample_request(state), writer, custodian().code, text, sample_now);
  return comment ? "" : rules_of(comment.error());
}

TEST(Comment, IsWrittenByTheAuthorAndByReviewersOfTheCustodian) {
  EXPECT_EQ(against(analyst()), "");
  EXPECT_EQ(against(reviewer()), "");
  auto elsewhere = reviewer();
  elsewhere.organisation = licensee().code;
  EXPECT_EQ(against(elsewhere), "comment.not_yours");
  auto colleague = analyst();
  colleague.id = UserId("bela");
  EXPECT_EQ(against(colleague), "comment.not_yours");
  auto suspended = reviewer();
  suspended.standing = Standing::suspended;
  EXPECT_EQ(against(suspended), "person.suspended");
}

TEST(Comment, IsALineOfPlainText) {
  EXPECT_EQ(against(analyst(), "  "), "comment.text");
  EXPECT_EQ(against(analyst(), "one\ntwo"), "comment.text");
  EXPECT_EQ(against(analyst(), "\x1b[2J"), "comment.text");
  EXPECT_EQ(against(analyst(), std::string(longest_comment, 'x')), "");
  EXPECT_EQ(against(analyst(), std::string(longest_comment + 1, 'x')), "comment.text");
}

TEST(Comment, CannotBeWrittenAfterTheEnd) {
  for (const auto state : {RequestState::rejected, RequestState::discarded}) {
    EXPECT_EQ(against(analyst(), "Why?", state), "comment.ended");
  }
  EXPECT_EQ(against(analyst(), "Thanks.", RequestState::produced), "");
}

TEST(Comment, BelongsToTheVersionThatThereIs) {
  auto request = sample_request(RequestState::returned);
  request.version = 3;
  const auto comment = write_comment(request, reviewer(), custodian().code, " Why? ", sample_now);
  ASSERT_TRUE(comment);
  EXPECT_EQ(*comment, (Comment{reviewer().id, 3, "Why?", sample_now}));
}

}  // namespace
}  // namespace hdis::governance
