// open and its options.
#include "tests/core/read_line.hpp"

namespace debrief::core {
namespace {

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
          "open private incident Payroll leak",
          "open incident private Payroll leak private:no"}) {
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

}  // namespace
}  // namespace debrief::core
