#include "bot/core/grammar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <chrono>

namespace debrief::core {
namespace {

/// The intent of that kind; a failed test and an empty one when the line means something else.
template <class T>
T read(std::string_view line) {
    const auto intent = read_command(line);
    if (const auto* wanted = std::get_if<T>(&intent)) return *wanted;
    std::string other = "another intent";
    if (const auto* what = std::get_if<Misunderstood>(&intent))
        other = what->problem + " / " + what->advice;
    if (const auto* form = std::get_if<ShowForm>(&intent)) other = "the form " + form->form;
    ADD_FAILURE() << line << " was read as " << other;
    return T();
}

Misunderstood misread(std::string_view line) {
    const auto what = read<Misunderstood>(line);
    EXPECT_FALSE(what.problem.empty()) << line;
    EXPECT_TRUE(what.problem.ends_with('.') || what.problem.ends_with('?')) << what.problem;
    EXPECT_TRUE(what.advice.ends_with('.')) << what.advice;
    EXPECT_EQ((what.problem + what.advice).find('!'), std::string::npos) << what.problem;
    EXPECT_EQ(what.field, "") << line;
    return what;
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

using Prefill = std::vector<std::pair<std::string, std::string>>;

// ---- open

TEST(OpenLine, ReadsKindTitleAndEveryOption) {
    const auto open = read<Open>(
        "open incident Mail was down service:mail severity:2 started:2026-11-20 14:00 "
        "ended:2h ago owner:@U123 ops:sam@example.com goal:\"Mail in 5 s\" "
        "link:https://status.example.com/a?b=c:d private"
    );
    EXPECT_EQ(open.kind, SubjectKind::incident);
    EXPECT_EQ(open.title, "Mail was down");
    EXPECT_EQ(open.service, "mail");
    EXPECT_EQ(open.severity, 2);
    EXPECT_EQ(open.started, "2026-11-20 14:00");
    EXPECT_EQ(open.ended, "2h ago");
    EXPECT_EQ(open.owner.typed, "@U123");
    EXPECT_EQ(open.ops.typed, "sam@example.com");
    EXPECT_EQ(open.goal, "Mail in 5 s");
    EXPECT_EQ(open.link, "https://status.example.com/a?b=c:d");
    EXPECT_TRUE(open.is_private);
}

TEST(OpenLine, NeedsOnlyKindAndTitle) {
    const auto open = read<Open>("OPEN Upgrade  PostgreSQL 15 → 16 ");
    EXPECT_EQ(open.kind, SubjectKind::upgrade);
    EXPECT_EQ(open.title, "PostgreSQL 15 → 16");
    EXPECT_EQ(open.severity, std::nullopt);
    EXPECT_FALSE(open.is_private);
    EXPECT_EQ(open.service + open.started + open.ended + open.goal + open.link, "");
}

TEST(OpenLine, OptionsMayStandAnywhere) {
    const auto open = read<Open>("open incident service:mail Mail  was Severity:1 down");
    EXPECT_EQ(open.title, "Mail  was down");
    EXPECT_EQ(open.service, "mail");
    EXPECT_EQ(open.severity, 1);
}

TEST(OpenLine, UnknownOptionsAreText) {
    EXPECT_EQ(read<Open>("open incident DB: failover").title, "DB: failover");
    EXPECT_EQ(read<Open>("open incident note:x at 14:00").title, "note:x at 14:00");
    EXPECT_EQ(read<Open>("open incident reservice:mail").title, "reservice:mail");
    EXPECT_EQ(read<Open>("open incident see https://a.b/c").title, "see https://a.b/c");
}

TEST(OpenLine, QuotationMarksKeepWordsTogether) {
    for (const auto* line :
         {"open incident Mail owner:\"Olga K\" down",
          "open incident Mail owner:“Olga K” down",
          "open incident Mail owner:„Olga K“ down"}) {
        const auto open = read<Open>(line);
        EXPECT_EQ(open.owner.typed, "Olga K") << line;
        EXPECT_EQ(open.title, "Mail down") << line;
    }
    EXPECT_EQ(read<Open>("open incident \"Mail: owner: down\"").title, "Mail: owner: down");
    EXPECT_EQ(read<Open>("open incident “Mail down” service:mail").title, "Mail down");
    EXPECT_EQ(read<Open>("open incident \"A\" and \"B\"").title, "\"A\" and \"B\"");
    const auto inch = read<Open>("open incident 5\" disk \"broke service:mail");
    EXPECT_EQ(inch.title, "5\" disk \"broke");
    EXPECT_EQ(inch.service, "mail");
}

TEST(OpenLine, TimesGoOnOverSeveralWords) {
    const auto timed = [](std::string_view option) {
        const auto open = read<Open>("open incident ended:" + std::string(option) + " Mail down");
        EXPECT_EQ(open.title, "Mail down") << option;
        return open.ended;
    };
    for (const auto* time :
         {"2026-11-20 14:00",
          "2026-11-20",
          "14:00",
          "yesterday 14:00",
          "yesterday",
          "2h ago",
          "2 hours ago",
          "2026-11-20T14:00:00Z",
          "yesterday\xC2\xA0"
          "14:00"}) {
        EXPECT_EQ(timed(time), time);
    }
    EXPECT_EQ(timed("\"yesterday 14:00\""), "yesterday 14:00");
    const auto more = read<Open>("open incident ended:14:00 2 of 3 nodes");
    EXPECT_EQ(more.ended, "14:00");
    EXPECT_EQ(more.title, "2 of 3 nodes");
}

TEST(OpenLine, PrivateIsAWordOfItsOwn) {
    for (const auto* line :
         {"open incident private Payroll leak",
          "open incident Payroll leak private",
          "open incident Payroll leak Private service:hr",
          "open incident Payroll leak service:hr [private]",
          "open incident Payroll leak private:yes",
          "open private incident Payroll leak"}) {
        const auto open = read<Open>(line);
        EXPECT_TRUE(open.is_private) << line;
        EXPECT_EQ(open.title, "Payroll leak") << line;
    }
    for (const auto* line :
         {"open incident The private key leaked", "open incident Leak of private-keys"}) {
        EXPECT_FALSE(read<Open>(line).is_private) << line;
    }
}

TEST(OpenLine, WithoutItsArgumentsOpensTheForm) {
    const auto empty = read<ShowForm>("open");
    EXPECT_EQ(empty.form, "open");
    EXPECT_EQ(empty.context, "");
    EXPECT_TRUE(empty.prefill.empty());
    EXPECT_EQ(read<ShowForm>("open upgrade").prefill, (Prefill{{"kind", "upgrade"}}));
    EXPECT_EQ(
        read<ShowForm>("open incident private service:hr severity:1").prefill,
        (Prefill{{"kind", "incident"}, {"service", "hr"}, {"severity", "1"}, {"private", "true"}})
    );
    EXPECT_EQ(
        read<ShowForm>("open Mail down service:mail").prefill,
        (Prefill{{"title", "Mail down"}, {"service", "mail"}})
    );
}

TEST(OpenLine, ABadOptionNamesItsRightForm) {
    const std::pair<const char*, const char*> cases[] = {
        {"open incident Mail severity:5", "severity:2"},
        {"open incident Mail severity:high", "severity:2"},
        {"open incident Mail severity:", "severity:2"},
        {"open incident Mail service: mail", "service:mail"},
        {"open incident Mail service:\"\"", "service:mail"},
        {"open incident Mail owner:\"Olga K", "owner:@olga"},
        {"open incident Mail service:a service:b", "service:mail"},
        {"open incident Mail ended:banana", "yesterday 14:00"},
        {"open incident Mail started:2026-02-30", "2026-11-20 14:00"},
        {"open incident Mail link:example", "https://"},
        {"open incident Mail link:https://", "https://"},
        {"open incident Mail private:maybe", "`private`"},
    };
    for (const auto& [line, form] : cases) {
        const auto what = misread(line);
        EXPECT_TRUE(says(what.advice, form)) << line << ": " << what.advice;
    }
}

TEST(OpenLine, AMisspeltKindIsNamed) {
    EXPECT_TRUE(says(misread("open incidnet Mail").problem, "Did you mean `incident`?"));
    EXPECT_TRUE(says(misread("open upgrad Mail").problem, "Did you mean `upgrade`?"));
}

// ---- answer

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

// ---- feedback

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

// ---- acknowledge and factor

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

// ---- control

TEST(ControlLine, ReadsAControlWithEveryOption) {
    const auto add = read<AddControl>(
        "control add M-3 Restarts ask for the name owner:@U7 due:2 weeks kind:Detective "
        "strength:stronger"
    );
    EXPECT_EQ(add.mistake, MistakeId(3));
    EXPECT_FALSE(add.follow_up || add.feedback);
    EXPECT_EQ(add.title, "Restarts ask for the name");
    EXPECT_EQ(add.owner.typed, "@U7");
    EXPECT_EQ(add.due, "2 weeks");
    EXPECT_EQ(add.kind, ControlKind::detective);
    EXPECT_EQ(add.strength, Strength::stronger);
}

TEST(ControlLine, BelongsToWhatIsNamed) {
    EXPECT_EQ(read<AddControl>("control add B-9 Call first").feedback, FeedbackId(9));
    EXPECT_EQ(read<AddControl>("control add f-12: Call first").follow_up, FollowUpId(12));
    const auto both = read<AddControl>("Control Add M-3 F-12 Call first");
    EXPECT_EQ(both.mistake, MistakeId(3));
    EXPECT_EQ(both.follow_up, FollowUpId(12));
    const auto plain = read<AddControl>("control add M3 laptops get a lock");
    EXPECT_FALSE(plain.mistake);
    EXPECT_EQ(plain.title, "M3 laptops get a lock");
    EXPECT_FALSE(plain.kind || plain.strength);
    EXPECT_TRUE(plain.owner.empty());
}

TEST(ControlLine, DueTakesDatesAndDurations) {
    for (const auto* due : {"2026-12-01", "2w", "tomorrow", "2026-12-01 12:00"}) {
        const auto add = read<AddControl>("control add due:" + std::string(due) + " Call first");
        EXPECT_EQ(add.due, due);
        EXPECT_EQ(add.title, "Call first") << due;
    }
}

TEST(ControlLine, WithoutTitleOpensTheForm) {
    for (const auto* line : {"control", "control add"}) {
        EXPECT_EQ(read<ShowForm>(line).form, "control") << line;
        EXPECT_EQ(read<ShowForm>(line).context, "") << line;
    }
    const auto form = read<ShowForm>("control add M-3 F-12 due:2w");
    EXPECT_EQ(form.context, "M-3 F-12");
    EXPECT_EQ(form.prefill, (Prefill{{"due", "2w"}}));
}

TEST(ControlLine, ABadOptionNamesItsRightForm) {
    EXPECT_TRUE(says(misread("control add X kind:good").advice, "`kind:preventive`"));
    EXPECT_TRUE(says(misread("control add X strength:iron").advice, "`strength:stronger`"));
    EXPECT_TRUE(says(misread("control add X due:soon").advice, "`due:2w`"));
    EXPECT_TRUE(says(misread("control add X owner:").advice, "`owner:@olga`"));
}

TEST(ControlLine, IsStartedAndDone) {
    EXPECT_EQ(read<StartControl>("control start C-7").id, ControlId(7));
    EXPECT_EQ(read<StartControl>("control START c7").id, ControlId(7));
    const auto done = read<FinishControl>("control done C-7 Merged in https://git/1");
    EXPECT_EQ(done.id, ControlId(7));
    EXPECT_EQ(done.evidence, "Merged in https://git/1");
    EXPECT_EQ(read<ShowForm>("control done C-7").form, "done");
    EXPECT_EQ(read<ShowForm>("control done C-7").context, "C-7");
    EXPECT_EQ(read<ShowForm>("control done C-7 F-12").context, "C-7 F-12");
    for (const auto* line : {"control start", "control done", "control done F-12 yes"})
        EXPECT_TRUE(says(misread(line).advice, "`list mine`")) << line;
}

TEST(ControlLine, AnUnknownStepIsNamed) {
    EXPECT_TRUE(says(misread("control strat C-7").problem, "`control start`"));
    misread("control C-7 done");
}

// ---- the others

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
    EXPECT_TRUE(says(misread("help plan").problem, "not part of this version"));
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
    for (const auto* line : {"bananas", "cat", "你好", "🙂"})
        EXPECT_FALSE(says(misread(line).problem, "Did you mean")) << line;
}

TEST(UnknownLine, IsQuotedShortAndHarmless) {
    const auto what = misread("`" + std::string(40000, 'x') + "`\n");
    EXPECT_LT(what.problem.size(), 100U);
    EXPECT_TRUE(says(what.problem, "xxx…`"));
    EXPECT_TRUE(says(misread("a`b\x01z").problem, "`ab z`"));
}

TEST(UnknownLine, VerbsOfLaterVersionsSaySo) {
    for (const std::string verb :
         {"plan", "concern", "thanks", "protocol", "hand-over", "search", "export"}) {
        const auto what = misread(verb + " something");
        EXPECT_EQ(what.problem, "`" + verb + "` is not part of this version yet.");
        EXPECT_EQ(find_verb(verb), nullptr);
    }
    EXPECT_TRUE(says(misread("control verify C-7").problem, "not part of this version yet"));
    EXPECT_TRUE(says(misread("Control Drop C-7 why").problem, "not part of this version yet"));
}

// ---- text of all kinds

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

// ---- the verbs' own words

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
