// Submitted forms mean the same as typed lines.
#include "bot/core/grammar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace debrief::core {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

template <class T>
T read(std::string_view form, std::string_view context, const Fields& fields) {
    const auto intent = read_form(form, context, fields);
    if (const auto* wanted = std::get_if<T>(&intent)) return *wanted;
    std::string other = "another intent";
    if (const auto* what = std::get_if<Misunderstood>(&intent))
        other = what->field + ": " + what->problem;
    ADD_FAILURE() << "the form " << form << " was read as " << other;
    return T();
}

/// The field that the form complains about.
std::string bad_field(std::string_view form, std::string_view context, const Fields& fields) {
    const auto what = read<Misunderstood>(form, context, fields);
    EXPECT_TRUE(what.problem.ends_with('.')) << what.problem;
    EXPECT_TRUE(what.advice.ends_with('.')) << what.advice;
    return what.field;
}

TEST(OpenForm, ReadsEveryField) {
    const auto open = read<Open>(
        "open",
        "",
        {{"kind", "upgrade"},
         {"title", "  PostgreSQL: 15 to 16 private "},
         {"service", "mail"},
         {"severity", "2"},
         {"started", "yesterday 14:00"},
         {"ended", "2h ago"},
         {"owner", "@U1"},
         {"ops", "Sam"},
         {"goal", "Faster"},
         {"link", "https://a.b/c"},
         {"private", "private"},
         {"newer_field", "x"}}
    );
    EXPECT_EQ(open.kind, SubjectKind::upgrade);
    EXPECT_EQ(open.title, "PostgreSQL: 15 to 16 private");
    EXPECT_EQ(open.service, "mail");
    EXPECT_EQ(open.severity, 2);
    EXPECT_EQ(open.started, "yesterday 14:00");
    EXPECT_EQ(open.ended, "2h ago");
    EXPECT_EQ(open.owner.typed, "@U1");
    EXPECT_EQ(open.ops.typed, "Sam");
    EXPECT_EQ(open.goal, "Faster");
    EXPECT_EQ(open.link, "https://a.b/c");
    EXPECT_TRUE(open.is_private);
}

TEST(OpenForm, EmptyFieldsAreNotGiven) {
    const auto open = read<Open>(
        "open",
        "",
        {{"kind", "incident"}, {"title", "Mail"}, {"severity", ""}, {"ended", " "}, {"private", ""}}
    );
    EXPECT_EQ(open.severity, std::nullopt);
    EXPECT_EQ(open.ended, "");
    EXPECT_FALSE(open.is_private);
}

TEST(OpenForm, ComplainsAtTheField) {
    const Fields good{{"kind", "incident"}, {"title", "Mail"}};
    const auto with = [&](const char* name, const char* value) {
        Fields fields = good;
        fields.emplace_back(name, value);
        return bad_field("open", "", fields);
    };
    EXPECT_EQ(bad_field("open", "", {{"title", "Mail"}}), "kind");
    EXPECT_EQ(bad_field("open", "", {{"kind", "party"}, {"title", "Mail"}}), "kind");
    EXPECT_EQ(bad_field("open", "", {{"kind", "incident"}, {"title", "\xC2\xA0"}}), "title");
    EXPECT_EQ(with("severity", "0"), "severity");
    EXPECT_EQ(with("severity", "22"), "severity");
    EXPECT_EQ(with("started", "soon"), "started");
    EXPECT_EQ(with("ended", "2026-02-30"), "ended");
    EXPECT_EQ(with("link", "example"), "link");
}

TEST(AnswerForm, ReadsVerdictAndText) {
    const auto answer =
        read<GiveAnswer>("answer", "F-12", {{"verdict", "broken"}, {"text", " Still\n slow "}});
    EXPECT_EQ(answer.id, FollowUpId(12));
    EXPECT_EQ(answer.verdict, Verdict::broken);
    EXPECT_EQ(answer.text, "Still\n slow");
    EXPECT_EQ(read<GiveAnswer>("answer", "", {{"verdict", "works"}}).text, "");
    EXPECT_EQ(bad_field("answer", "F-12", {{"text", "x"}}), "verdict");
    EXPECT_EQ(bad_field("answer", "F-12", {{"verdict", "works or not"}}), "verdict");
}

TEST(FeedbackForm, ReadsTextAndAnonymity) {
    const auto open = read<GiveFeedback>("feedback", "F-12", {{"text", "Call us anonymous"}});
    EXPECT_EQ(open.text, "Call us anonymous");
    EXPECT_FALSE(open.anonymous);
    for (const auto* tick : {"true", "anonymous", "yes", "1"}) {
        const Fields fields{{"text", "Call us"}, {"anonymous", tick}};
        EXPECT_TRUE(read<GiveFeedback>("feedback", "F-12", fields).anonymous) << tick;
    }
    for (const auto* none : {"", "false", "No", "0"}) {
        const Fields fields{{"text", "Call us"}, {"anonymous", none}};
        EXPECT_FALSE(read<GiveFeedback>("feedback", "F-12", fields).anonymous) << none;
    }
    EXPECT_EQ(bad_field("feedback", "F-12", {{"text", " \n"}}), "text");
}

TEST(AcknowledgeForm, NeedsAllThreeParts) {
    const Fields all{{"what_happened", "a"}, {"put_right", "b"}, {"what_next", "c"}};
    const auto given = read<Acknowledge>("acknowledge", "F-12", all);
    EXPECT_EQ(given.id, FollowUpId(12));
    EXPECT_EQ(given.what_happened, "a");
    EXPECT_EQ(given.put_right, "b");
    EXPECT_EQ(given.what_next, "c");
    for (const auto& [name, value] : all) {
        Fields fields = all;
        for (auto& [field, text] : fields) {
            if (field == name) text = " ";
        }
        EXPECT_EQ(bad_field("acknowledge", "F-12", fields), name);
    }
}

TEST(FactorForm, BelongsToItsMistake) {
    const auto factor = read<AddFactor>("factor", "M-3 F-12", {{"text", "One name"}});
    EXPECT_EQ(factor.id, MistakeId(3));
    EXPECT_EQ(factor.text, "One name");
    EXPECT_EQ(bad_field("factor", "M-3", {}), "text");
    EXPECT_EQ(bad_field("factor", "F-12", {{"text", "One name"}}), "");
}

TEST(ControlForm, ReadsEveryFieldAndItsGround) {
    const auto add = read<AddControl>(
        "control",
        "M-3 F-12",
        {{"title", "Ask for the name"},
         {"owner", "@U1"},
         {"due", "2026-12-01"},
         {"kind", "corrective"},
         {"strength", "weaker"}}
    );
    EXPECT_EQ(add.mistake, MistakeId(3));
    EXPECT_EQ(add.follow_up, FollowUpId(12));
    EXPECT_FALSE(add.feedback);
    EXPECT_EQ(add.title, "Ask for the name");
    EXPECT_EQ(add.owner.typed, "@U1");
    EXPECT_EQ(add.due, "2026-12-01");
    EXPECT_EQ(add.kind, ControlKind::corrective);
    EXPECT_EQ(add.strength, Strength::weaker);
    EXPECT_EQ(read<AddControl>("control", "B-9", {{"title", "x"}}).feedback, FeedbackId(9));
}

TEST(ControlForm, ComplainsAtTheField) {
    EXPECT_EQ(bad_field("control", "M-3", {{"kind", "preventive"}}), "title");
    EXPECT_EQ(bad_field("control", "M-3", {{"title", "x"}, {"due", "soon"}}), "due");
    EXPECT_EQ(bad_field("control", "M-3", {{"title", "x"}, {"kind", "good"}}), "kind");
    EXPECT_EQ(bad_field("control", "M-3", {{"title", "x"}, {"strength", "iron"}}), "strength");
}

TEST(DoneForm, BelongsToItsControl) {
    const auto done = read<FinishControl>("done", "C-7 F-12", {{"evidence", "Merged"}});
    EXPECT_EQ(done.id, ControlId(7));
    EXPECT_EQ(done.evidence, "Merged");
    EXPECT_EQ(read<FinishControl>("done", "C-7", {}).evidence, "");
    EXPECT_EQ(bad_field("done", "F-12", {{"evidence", "Merged"}}), "");
}

TEST(CheckAndDropForms, BelongToTheirControl) {
    const auto check =
        read<CheckControl>("check", "C-7 F-12", {{"check", "failed"}, {"text", " Twice "}});
    EXPECT_EQ(check.id, ControlId(7));
    EXPECT_EQ(check.check, Check::failed);
    EXPECT_EQ(check.text, "Twice");
    EXPECT_EQ(bad_field("check", "C-7", {{"text", "x"}}), "check");
    EXPECT_EQ(bad_field("check", "F-12", {{"check", "held"}}), "");
    const auto drop = read<DropControl>("drop", "C-7", {{"reason", "Gone"}});
    EXPECT_EQ(drop.id, ControlId(7));
    EXPECT_EQ(drop.reason, "Gone");
    EXPECT_EQ(bad_field("drop", "C-7", {{"reason", " "}}), "reason");
    EXPECT_EQ(bad_field("drop", "", {{"reason", "Gone"}}), "");
}

TEST(ThanksForm, NamesPeopleAndAReason) {
    const auto thanks = read<GiveThanks>(
        "thanks", "F-12", {{"people", "@U1 @U2, kim@example.com"}, {"text", "the night shift"}}
    );
    EXPECT_EQ(thanks.id, FollowUpId(12));
    ASSERT_EQ(thanks.people.size(), 3U);
    EXPECT_EQ(thanks.people[1].typed, "@U2");
    EXPECT_EQ(thanks.people[2].typed, "kim@example.com");
    EXPECT_EQ(thanks.text, "the night shift");
    EXPECT_EQ(bad_field("thanks", "", {{"people", "Kim"}, {"text", "x"}}), "people");
    EXPECT_EQ(bad_field("thanks", "", {{"people", "@U1 Kim"}, {"text", "x"}}), "people");
    EXPECT_EQ(bad_field("thanks", "", {{"people", "@U1"}}), "text");
}

TEST(CloseAndReopenForms, ReadTheReason) {
    const auto close = read<CloseFollowUp>("close", "F-12", {{"reason", " Service gone "}});
    EXPECT_EQ(close.id, FollowUpId(12));
    EXPECT_EQ(close.reason, "Service gone");
    EXPECT_EQ(read<CloseFollowUp>("close", "F-12", {}).reason, "");
    const auto reopen = read<ReopenFollowUp>("reopen", "F-12", {{"reason", "Stuck"}});
    EXPECT_EQ(reopen.id, FollowUpId(12));
    EXPECT_EQ(reopen.reason, "Stuck");
    EXPECT_EQ(bad_field("reopen", "F-12", {}), "reason");
}

TEST(SnoozeForm, ReadsHowLongAndWhich) {
    const auto snooze = read<Snooze>("snooze", "acknowledge:F-12", {{"until", "2d"}});
    EXPECT_EQ(snooze.until, "2d");
    EXPECT_EQ(snooze.nudge, "acknowledge:F-12");
    EXPECT_EQ(read<Snooze>("snooze", "", {{"until", "tomorrow"}}).nudge, "");
    EXPECT_EQ(bad_field("snooze", "", {}), "until");
    EXPECT_EQ(bad_field("snooze", "", {{"until", "forever"}}), "until");
}

TEST(AnyForm, AnUnknownOneIsTold) {
    EXPECT_EQ(bad_field("party", "F-12", {{"text", "x"}}), "");
    EXPECT_EQ(bad_field("", "", {}), "");
}

TEST(FormProperty, AnyFieldsMeanSomething) {
    EXPECT_TRUE(rc::check([] {
        const auto form = *rc::gen::element<std::string>(
            "open",
            "answer",
            "feedback",
            "acknowledge",
            "factor",
            "control",
            "done",
            "check",
            "drop",
            "thanks",
            "close",
            "reopen",
            "snooze"
        );
        const auto name = rc::gen::element<std::string>(
            "kind",
            "title",
            "severity",
            "ended",
            "verdict",
            "text",
            "until",
            "due",
            "reason",
            "people",
            "check",
            "private",
            "link"
        );
        const auto value = rc::gen::oneOf(
            rc::gen::element<std::string>("incident", "works", "2", "2d", "2h ago", ""),
            rc::gen::arbitrary<std::string>()
        );
        const auto fields = *rc::gen::container<Fields>(rc::gen::pair(name, value));
        const auto intent = read_form(form, "F-1 M-2 C-3", fields);
        if (const auto* what = std::get_if<Misunderstood>(&intent))
            RC_ASSERT(!what->problem.empty() && !what->advice.empty());
    }));
}

}  // namespace
}  // namespace debrief::core
