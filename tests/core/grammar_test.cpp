#include "tests/core/read_line.hpp"

#include <rapidcheck.h>

#include <chrono>

namespace debrief::core {
namespace {

TEST(StatusLine, ReadsTheFollowUp) {
    EXPECT_EQ(read<ShowStatus>("status").id, std::nullopt);
    EXPECT_EQ(read<ShowStatus>("status f-12").id, FollowUpId(12));
    for (const auto* line : {"status C-7", "status 12", "status of mail", "status F-12 mail"})
        EXPECT_TRUE(says(misread(line).advice, "`F-12`") || says(misread(line).advice, "F-12"));
}

TEST(ListLine, ReadsWhatAndService) {
    EXPECT_EQ(read<ShowList>("list").what, ListWhat::open);
    EXPECT_EQ(read<ShowList>("list mine").what, ListWhat::mine);
    EXPECT_EQ(read<ShowList>("list Overdue").what, ListWhat::overdue);
    EXPECT_EQ(read<ShowList>("list all").what, ListWhat::all);
    const auto list = read<ShowList>("list service:\"Mail gateway\" overdue");
    EXPECT_EQ(list.what, ListWhat::overdue);
    EXPECT_EQ(list.service, "Mail gateway");
    EXPECT_TRUE(says(misread("list overude").problem, "`list overdue`"));
    EXPECT_TRUE(says(misread("list mail").advice, "service:mail"));
    misread("list service:");
}

TEST(SummaryLine, ReadsPeriodAndService) {
    EXPECT_EQ(read<ShowSummary>("summary").period, Period::week);
    EXPECT_EQ(read<ShowSummary>("summary month").period, Period::month);
    EXPECT_EQ(read<ShowSummary>("summary service:mail week").service, "mail");
    EXPECT_TRUE(says(misread("summary moth").problem, "`summary month`"));
}

TEST(CloseLine, ReadsFollowUpAndReason) {
    const auto here = read<CloseFollowUp>("close");
    EXPECT_FALSE(here.id);
    EXPECT_EQ(here.reason, "");
    EXPECT_EQ(read<CloseFollowUp>("close f12").id, FollowUpId(12));
    const auto reasoned = read<CloseFollowUp>("close F-12 The service  is gone");
    EXPECT_EQ(reasoned.id, FollowUpId(12));
    EXPECT_EQ(reasoned.reason, "The service  is gone");
    EXPECT_EQ(read<CloseFollowUp>("close The service is gone").reason, "The service is gone");
    for (const auto* line : {"close C-7", "close 12"})
        EXPECT_TRUE(says(misread(line).advice, "F-12"));
}

TEST(ReopenLine, NeedsAReason) {
    const auto reopen = read<ReopenFollowUp>("reopen F-12 It is stuck again");
    EXPECT_EQ(reopen.id, FollowUpId(12));
    EXPECT_EQ(reopen.reason, "It is stuck again");
    EXPECT_FALSE(read<ReopenFollowUp>("reopen It is stuck again").id);
    EXPECT_EQ(read<ShowForm>("reopen F-12").form, "reopen");
    EXPECT_EQ(read<ShowForm>("reopen F-12").context, "F-12");
    EXPECT_EQ(read<ShowForm>("reopen").context, "");
    misread("reopen 12");
}

TEST(SnoozeLine, ReadsDurationAndNudge) {
    for (const auto* until : {"2d", "1 day", "tomorrow", "next working day"}) {
        EXPECT_EQ(read<Snooze>("snooze " + std::string(until)).until, until);
        const auto one = read<Snooze>("snooze " + std::string(until) + " acknowledge:F-12");
        EXPECT_EQ(one.until, until);
        EXPECT_EQ(one.nudge, "acknowledge:F-12");
    }
    EXPECT_EQ(read<Snooze>("snooze until tomorrow").until, "tomorrow");
    EXPECT_EQ(read<Snooze>("snooze for 2h").until, "2h");
    EXPECT_EQ(read<Snooze>("snooze until 14:00").until, "14:00");
    EXPECT_EQ(read<Snooze>("snooze until tomorrow 14:00 control:C-7").until, "tomorrow 14:00");
    EXPECT_EQ(read<Snooze>("snooze 2d").nudge, "");
    const auto form = read<ShowForm>("snooze control:C-7");
    EXPECT_EQ(form.form, "snooze");
    EXPECT_EQ(form.context, "control:C-7");
    EXPECT_EQ(read<ShowForm>("snooze").context, "");
    EXPECT_TRUE(says(misread("snooze forever").advice, "`2d`"));
}

TEST(HelpLine, ReadsTheVerb) {
    EXPECT_EQ(read<ShowHelp>("").verb, "");
    EXPECT_EQ(read<ShowHelp>(" \xC2\xA0\n").verb, "");
    EXPECT_EQ(read<ShowHelp>("Help").verb, "");
    EXPECT_EQ(read<ShowHelp>("help ACK").verb, "acknowledge");
    EXPECT_EQ(read<ShowHelp>("help control add").verb, "control");
    EXPECT_TRUE(says(misread("help opne").problem, "Did you mean `open`?"));
}

TEST(UnknownLine, TheNearestVerbIsNamed) {
    EXPECT_EQ(misread("ansewr works").problem, "I don't know `ansewr`. Did you mean `answer`?");
    EXPECT_TRUE(says(misread("ansewr works").advice, "`help`"));
    const std::pair<const char*, const char*> cases[] = {
        {"feedbak x", "feedback"},
        {"stat", "status"},
        {"colse F-1", "close"},
        {"re F-1", "reopen"},
        {"lsit", "list"},
        {"controll", "control"},
        {"SUMARY", "summary"},
        {"hepl", "help"},
    };
    for (const auto& [line, verb] : cases) {
        const auto problem = misread(line).problem;
        EXPECT_TRUE(says(problem, "Did you mean `" + std::string(verb) + "`?")) << problem;
    }
    for (const auto* line : {"bananas", "cat", "on F-12", "你好", "🙂"})
        EXPECT_FALSE(says(misread(line).problem, "Did you mean")) << line;
}

TEST(UnknownLine, IsQuotedShortAndHarmless) {
    const auto what = misread("`" + std::string(40000, 'x') + "`\n");
    EXPECT_LT(what.problem.size(), 100U);
    EXPECT_TRUE(says(what.problem, "xxx…`"));
    EXPECT_TRUE(says(misread("a`b\x01z\x7Fz").problem, "`ab z z`"));
}

TEST(AnyText, LongTextIsKept) {
    std::string text = "start";
    while (text.size() < 40000) text += " ünïcode \"quoted";
    EXPECT_EQ(read<GiveFeedback>("feedback " + text).text, text);
    EXPECT_EQ(read<Open>("open incident " + text).title, text);
    EXPECT_EQ(read<AddControl>("control add " + text).title, text);
    EXPECT_EQ(read<FinishControl>("control done C-1 " + text).evidence, text);
}

TEST(AnyText, SpacesAreThoseOfChatClients) {
    EXPECT_EQ(
        read<GiveAnswer>("\xC2\xA0"
                         "answer\xC2\xA0works\xC2\xA0"
                         "fine")
            .text,
        "fine"
    );
    EXPECT_EQ(read<GiveFeedback>("feedback\nline one\n\nline two\n").text, "line one\n\nline two");
    EXPECT_EQ(
        read<GiveAnswer>("\xE2\x80\x8F"
                         "answer works")
            .verdict,
        Verdict::works
    );
    const auto open = read<Open>(
        "open incident Mail\xC2\xA0"
        "down\xC2\xA0service:mail"
    );
    EXPECT_EQ(
        open.title,
        "Mail\xC2\xA0"
        "down"
    );
    EXPECT_EQ(open.service, "mail");
}

TEST(AnyText, EmojiAndRightToLeftStayWhole) {
    const std::string family = "👨‍👩‍👧 ✅";
    EXPECT_EQ(read<GiveFeedback>("feedback " + family).text, family);
    EXPECT_EQ(read<Open>("open incident البريد معطل service:mail").title, "البريد معطل");
}

TEST(AnyText, AVerbMayCarryMarks) {
    EXPECT_EQ(read<GiveAnswer>("answer: works").verdict, Verdict::works);
    EXPECT_EQ(read<GiveFeedback>("Feedback, call us").text, "call us");
    EXPECT_EQ(read<ShowHelp>("help!").verb, "");
}

TEST(AnyText, ManyQuotationMarksTakeNoMoreTime) {
    std::string text = "open incident x";
    while (text.size() < 40000) text += " \"a b";
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < 20; ++round) (void)read_command(text);
    // Linear reading takes some 30 ms here; quadratic reading takes minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(GrammarProperty, EveryLineMeansSomething) {
    EXPECT_TRUE(rc::check([] {
        const auto word = rc::gen::oneOf(
            rc::gen::element<std::string>(
                "open",
                "incident",
                "answer",
                "works",
                "feedback",
                "control",
                "add",
                "done",
                "F-12",
                "C-7",
                "M-3",
                "service:",
                "severity:2",
                "owner:\"",
                "\"",
                "“",
                "ended:",
                "2h",
                "ago",
                "private",
                "anonymous",
                "snooze",
                "list",
                "ack",
                "next:",
                "\xC2",
                "\xE2\x80",
                "\n",
                "\xC2\xA0",
                "help",
                "happened:",
                "put"
            ),
            rc::gen::arbitrary<std::string>()
        );
        std::string line;
        for (const auto& part : *rc::gen::container<std::vector<std::string>>(word))
            line += part + " ";
        const auto intent = read_command(line);
        if (const auto* what = std::get_if<Misunderstood>(&intent))
            RC_ASSERT(!what->problem.empty() && !what->advice.empty());
    }));
}

TEST(Verbs, EveryExampleIsUnderstood) {
    for (const auto& verb : verbs()) {
        const auto intent = read_command(verb.example);
        EXPECT_FALSE(std::holds_alternative<Misunderstood>(intent)) << verb.example;
        EXPECT_FALSE(std::holds_alternative<ShowForm>(intent)) << verb.example;
        EXPECT_TRUE(verb.example.starts_with(verb.name)) << verb.example;
        EXPECT_TRUE(verb.usage.starts_with(verb.name)) << verb.usage;
        EXPECT_TRUE(verb.about.ends_with('.')) << verb.about;
        const auto alone = read_command(verb.name);
        // Only the factor cannot do without its mistake.
        EXPECT_EQ(std::holds_alternative<Misunderstood>(alone), verb.name == "factor") << verb.name;
    }
}

TEST(Verbs, AreFoundByNameAndShortForm) {
    ASSERT_NE(find_verb("ack"), nullptr);
    EXPECT_EQ(find_verb("ack")->name, "acknowledge");
    EXPECT_EQ(find_verb("OPEN")->name, "open");
    EXPECT_EQ(find_verb(""), nullptr);
    EXPECT_EQ(nearest_verb(""), nullptr);
    ASSERT_NE(nearest_verb("acknowlege"), nullptr);
    EXPECT_EQ(nearest_verb("acknowlege")->name, "acknowledge");
}

}  // namespace
}  // namespace debrief::core
