// answer, feedback, acknowledge and factor.
#include "tests/core/read_line.hpp"

namespace debrief::core {
namespace {

TEST(AnswerLine, ReadsTheThreeAnswers) {
    EXPECT_EQ(read<GiveAnswer>("answer works").verdict, Verdict::works);
    EXPECT_EQ(read<GiveAnswer>("answer partly").verdict, Verdict::partly);
    EXPECT_EQ(read<GiveAnswer>("Answer BROKEN").verdict, Verdict::broken);
    const auto plain = read<GiveAnswer>("answer works");
    EXPECT_FALSE(plain.id);
    EXPECT_EQ(plain.text, "");
}

TEST(AnswerLine, ReadsWhatPeopleSay) {
    const std::pair<const char*, Verdict> cases[] = {
        {"works!", Verdict::works},
        {"ok", Verdict::works},
        {"*works*", Verdict::works},
        {"still broken", Verdict::broken},
        {"Still  broken.", Verdict::broken},
        {"doesn’t work", Verdict::broken},
        {"doesn't work", Verdict::broken},
        {"does not work", Verdict::broken},
        {"not working", Verdict::broken},
        {"partially", Verdict::partly},
        {"works partly", Verdict::partly},
        {"partly works", Verdict::partly},
        {"partly broken", Verdict::partly},
    };
    for (const auto& [text, verdict] : cases) {
        const auto answer = read<GiveAnswer>(std::string("answer ") + text);
        EXPECT_EQ(answer.verdict, verdict) << text;
        EXPECT_EQ(answer.text, "") << text;
    }
}

TEST(AnswerLine, KeepsTheText) {
    EXPECT_EQ(read<GiveAnswer>("answer works, but  slow").text, "but  slow");
    EXPECT_EQ(read<GiveAnswer>("answer still broken since 9\nsorry").text, "since 9\nsorry");
    EXPECT_EQ(read<GiveAnswer>("answer partly F12 is no key").text, "F12 is no key");
}

TEST(AnswerLine, TheFollowUpMayStandBeforeOrAfter) {
    for (const auto* line :
         {"answer F-12 works fine",
          "answer works F-12 fine",
          "answer f12 works fine",
          "answer F-12: works fine"}) {
        const auto answer = read<GiveAnswer>(line);
        EXPECT_EQ(answer.id, FollowUpId(12)) << line;
        EXPECT_EQ(answer.text, "fine") << line;
    }
}

TEST(AnswerLine, WithoutAnAnswerOpensTheForm) {
    EXPECT_EQ(read<ShowForm>("answer").form, "answer");
    EXPECT_EQ(read<ShowForm>("answer").context, "");
    EXPECT_EQ(read<ShowForm>("answer F-12").context, "F-12");
}

TEST(AnswerLine, AnythingElseIsNoAnswer) {
    EXPECT_TRUE(says(misread("answer wroks").problem, "Did you mean `works`?"));
    EXPECT_TRUE(says(misread("answer maybe tomorrow").problem, "`maybe`"));
    EXPECT_TRUE(says(misread("answer works?").advice, "`answer works`"));
    misread("answer F-0 works");
}

TEST(FeedbackLine, KeepsTheTextAsItIs) {
    const auto feedback = read<GiveFeedback>("feedback  The  “Save” button:\n it's gone 🙁 ");
    EXPECT_EQ(feedback.text, "The  “Save” button:\n it's gone 🙁");
    EXPECT_FALSE(feedback.anonymous);
    EXPECT_FALSE(feedback.id);
    EXPECT_EQ(read<GiveFeedback>("feedback service:mail is slow").text, "service:mail is slow");
    EXPECT_EQ(read<GiveFeedback>("feedback F5 does nothing").text, "F5 does nothing");
}

TEST(FeedbackLine, ReadsTheFollowUp) {
    const auto feedback = read<GiveFeedback>("feedback F-12: call us earlier");
    EXPECT_EQ(feedback.id, FollowUpId(12));
    EXPECT_EQ(feedback.text, "call us earlier");
}

TEST(FeedbackLine, AnonymousIsItsFirstOrLastWord) {
    for (const auto* line :
         {"feedback Call us earlier anonymous",
          "feedback anonymous Call us earlier",
          "feedback Anonymous: Call us earlier",
          "feedback Call us earlier (anonymous)",
          "feedback Call us earlier ANONYMOUS.",
          "feedback anonymously: Call us earlier",
          "feedback F-12 anonymous Call us earlier",
          "feedback anonymous F-12 Call us earlier",
          "feedback F-12 Call us earlier\nanonymous"}) {
        const auto feedback = read<GiveFeedback>(line);
        EXPECT_TRUE(feedback.anonymous) << line;
        EXPECT_EQ(feedback.text, "Call us earlier") << line;
    }
    EXPECT_FALSE(read<GiveFeedback>("feedback Allow anonymous reports").anonymous);
}

TEST(FeedbackLine, WithoutTextOpensTheForm) {
    EXPECT_EQ(read<ShowForm>("feedback").form, "feedback");
    EXPECT_EQ(read<ShowForm>("feedback F-12").context, "F-12");
    const auto form = read<ShowForm>("feedback F-12 anonymous");
    EXPECT_EQ(form.context, "F-12");
    EXPECT_EQ(form.prefill, (Prefill{{"anonymous", "true"}}));
}

TEST(AcknowledgeLine, OpensTheForm) {
    for (const auto* line : {"acknowledge F-12", "ack F-12", "ACK f12"}) {
        const auto form = read<ShowForm>(line);
        EXPECT_EQ(form.form, "acknowledge") << line;
        EXPECT_EQ(form.context, "F-12") << line;
    }
    EXPECT_EQ(read<ShowForm>("ack").context, "");
}

TEST(AcknowledgeLine, TakesItsThreePartsInOneLine) {
    const auto given = read<Acknowledge>(
        "acknowledge F-12 happened: I restarted: the wrong node\nPut right: It is back "
        "next: Names on the dashboard, next: a drill"
    );
    EXPECT_EQ(given.id, FollowUpId(12));
    EXPECT_EQ(given.what_happened, "I restarted: the wrong node");
    EXPECT_EQ(given.put_right, "It is back");
    EXPECT_EQ(given.what_next, "Names on the dashboard, next: a drill");
    const auto long_names =
        read<Acknowledge>("ack What happened: a. what comes next: c put right: b");
    EXPECT_EQ(long_names.what_happened, "a.");
    EXPECT_EQ(long_names.put_right, "b");
    EXPECT_EQ(long_names.what_next, "c");
    EXPECT_FALSE(long_names.id);
}

TEST(AcknowledgeLine, WhatIsThereGoesIntoTheForm) {
    EXPECT_EQ(
        read<ShowForm>("ack F-12 I broke it next: I call everybody").prefill,
        (Prefill{{"what_happened", "I broke it"}, {"what_next", "I call everybody"}})
    );
    EXPECT_EQ(
        read<ShowForm>("ack F-12 happened: put right: yes next:").prefill,
        (Prefill{{"put_right", "yes"}})
    );
    EXPECT_TRUE(says(misread("ack M-3").problem, "`M-3`"));
}

TEST(FactorLine, NeedsTheMistake) {
    const auto factor = read<AddFactor>("factor M-3 Two nodes, one name");
    EXPECT_EQ(factor.id, MistakeId(3));
    EXPECT_EQ(factor.text, "Two nodes, one name");
    EXPECT_EQ(read<ShowForm>("factor M-3").form, "factor");
    EXPECT_EQ(read<ShowForm>("factor M-3").context, "M-3");
    EXPECT_EQ(read<ShowForm>("factor M-3 F-12").context, "M-3 F-12");
    for (const auto* line : {"factor", "factor F-12 names", "factor Two nodes"})
        EXPECT_TRUE(says(misread(line).advice, "`status`")) << line;
}

}  // namespace
}  // namespace debrief::core
