// The words for states and kinds: what the database keeps and people read, back and forth.
#include "bot/core/control.hpp"
#include "bot/core/feedback.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/core/ids.hpp"
#include "bot/core/person.hpp"
#include "bot/core/place.hpp"
#include "bot/core/similar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace debrief::core {
namespace {

/// Every value from the first to `last` has a name of its own that leads back to it.
template <class Enum, class Read>
void go_back_and_forth(Enum last, Read read) {
    std::set<std::string_view> names;
    for (int number = 0; number <= static_cast<int>(last); ++number) {
        const auto value = static_cast<Enum>(number);
        const auto name = name_of(value);
        EXPECT_FALSE(name.empty()) << number;
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_TRUE(read(name) == value) << name;
    }
}

TEST(Names, GoBackAndForth) {
    go_back_and_forth(SubjectKind::upgrade, subject_kind_from);
    go_back_and_forth(Outcome::rolled_back, outcome_from);
    go_back_and_forth(Closing::quiet, closing_from);
    go_back_and_forth(Verdict::broken, verdict_from);
    go_back_and_forth(FeedbackState::withdrawn, feedback_state_from);
    go_back_and_forth(ControlKind::corrective, control_kind_from);
    go_back_and_forth(Strength::weaker, strength_from);
    go_back_and_forth(ControlState::dropped, control_state_from);
    go_back_and_forth(Platform::console, platform_from);
}

TEST(Names, AreReadInAnyLettersAndWithAnyJoint) {
    EXPECT_EQ(outcome_from("Rolled_Back"), Outcome::rolled_back);
    EXPECT_EQ(outcome_from("with-issues"), Outcome::with_issues);
    EXPECT_EQ(control_state_from("IN PROGRESS"), ControlState::in_progress);
    EXPECT_EQ(strength_from("Stronger"), Strength::stronger);
    EXPECT_EQ(verdict_from("working"), std::nullopt);
    EXPECT_EQ(verdict_from(""), std::nullopt);
    EXPECT_EQ(subject_kind_from("incidents"), std::nullopt);
}

TEST(Ids, ReadWhatPeopleType) {
    EXPECT_EQ(FollowUpId::read("F-12"), FollowUpId(12));
    EXPECT_EQ(FollowUpId::read("f12"), FollowUpId(12));
    EXPECT_EQ(FollowUpId(12).text(), "F-12");
    EXPECT_EQ(PersonId(12).text(), "12");
    EXPECT_EQ(PersonId::read("12"), PersonId(12));
    for (const auto* text :
         {"", "F", "F-", "F--1", "F-0", "F-12x", "C-12", "12", "F-99999999999999999999"}) {
        EXPECT_EQ(FollowUpId::read(text), std::nullopt) << text;
    }
}

TEST(Accounts, AreFoundByPlatform) {
    Person person;
    person.accounts = {
        Account(Platform::slack, "", "U1"),
        Account(Platform::teams, "t", "29:1"),
        Account(Platform::slack, "T2", "U2")};
    ASSERT_NE(person.account_on(Platform::teams), nullptr);
    EXPECT_EQ(person.account_on(Platform::teams)->user, "29:1");
    EXPECT_EQ(person.account_on(Platform::slack)->user, "U1");
    EXPECT_EQ(person.account_on(Platform::web), nullptr);
}

TEST(Similarity, CountsEdits) {
    EXPECT_EQ(edits_between("answer", "answer"), 0U);
    EXPECT_EQ(edits_between("Answer", "aNSWER"), 0U);
    EXPECT_EQ(edits_between("ansewr", "answer"), 1U);  // swapped
    EXPECT_EQ(edits_between("anser", "answer"), 1U);
    EXPECT_EQ(edits_between("annswer", "answer"), 1U);
    EXPECT_EQ(edits_between("answar", "answer"), 1U);
    EXPECT_EQ(edits_between("", "help"), 4U);
    EXPECT_EQ(edits_between("kitten", "sitting"), 3U);
}

TEST(Similarity, LongNamesCostNoMoreThanShortOnes) {
    const std::string long_name(1'000'000, 'x');
    EXPECT_EQ(edits_between(long_name, "help"), long_name.size());
    EXPECT_EQ(edits_between(long_name, long_name), 0U);
}

TEST(Similarity, APartIsNearerThanAnotherName) {
    EXPECT_LT(unlikeness("mail", "Mail gateway"), unlikeness("mail", "main"));
    EXPECT_LT(unlikeness("gateway", "Mail gateway"), unlikeness("gateway", "getaway x"));
}

TEST(SimilarityProperty, IsTheSameBothWaysAndBounded) {
    EXPECT_TRUE(rc::check([] {
        const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc")));
        const auto left = *word;
        const auto right = *word;
        const auto edits = edits_between(left, right);
        RC_ASSERT(edits == edits_between(right, left));
        RC_ASSERT(edits <= std::max(left.size(), right.size()));
        RC_ASSERT((edits == 0) == (left == right));
    }));
}

}  // namespace
}  // namespace debrief::core
