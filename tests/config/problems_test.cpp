// A bad file: every problem at once, with its line, what is wrong and what to do.
#include "tests/config/support.hpp"

namespace debrief::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

using ProblemsTest = ConfigTest;

TEST_F(ProblemsTest, AllAtOnceInTheOrderOfTheFile) {
    EXPECT_THAT(
        problems(R"([summary]
weekly = "Mo 9:00"
[server]
listn = "127.0.0.1:8080"
public_url = 7
[[service]]
name = "checkout"
slack_channels = ["#checkout"]
timezone = "Europe/Berln"
working_hours = "9-17"
holidays = ["25.12.2026", "2026-02-30"]
ops_contact = "olga"
[sumary]
)"),
        ElementsAre(
            "2: weekly is not a day and an hour: \"Mo 9:00\". Write it as \"Mon 09:00\".",
            "4: [server] has no key \"listn\". Did you mean \"listen\"?",
            "5: public_url is a whole number. Write a text in quotes: public_url = \"…\".",
            "8: slack_channels needs the channel's id, not its name: \"#checkout\". In Slack, open "
            "the channel, click its name, and copy the id (C…) at the end of \"About\".",
            "9: timezone is not a time zone: \"Europe/Berln\". Did you mean \"Europe/Berlin\"?",
            "10: working_hours is not a span of hours: \"9-17\". Write it as \"09:00-17:00\", the "
            "earlier hour first.",
            "11: holidays holds no date: \"25.12.2026\". Write it as \"2026-12-25\", or "
            "name a file that ends in .ics.",
            "11: holidays holds no date: \"2026-02-30\". Write it as \"2026-12-25\", or "
            "name a file that ends in .ics.",
            "12: ops_contact is not an e-mail address: \"olga\". Write the address the person has "
            "in Slack or Teams, such as \"olga@example.com\".",
            "13: There is no section or key \"sumary\". Did you mean \"summary\"?"
        )
    );
}

TEST_F(ProblemsTest, TextFormNamesFileLineAndColumn) {
    const auto loaded = load("[server]\n  port = 1\n");
    ASSERT_THAT(loaded.problems, SizeIs(1));
    EXPECT_EQ(
        config::to_text(loaded.problems[0]),
        (folder_ / "debrief.toml").string() +
            ":2:3: [server] has no key \"port\". Known are listen and public_url."
    );
}

TEST_F(ProblemsTest, AMissingFileSaysHowToNameAnother) {
    const auto loaded = config::load(folder_ / "nothing.toml");
    ASSERT_THAT(loaded.problems, SizeIs(1));
    EXPECT_EQ(loaded.problems[0].place.line, 0);
    EXPECT_THAT(config::to_text(loaded.problems[0]), HasSubstr("nothing.toml: This file cannot"));
    EXPECT_THAT(loaded.problems[0].remedy, HasSubstr("--config"));
    EXPECT_FALSE(config::load(folder_).config) << "a folder is no file";
}

TEST_F(ProblemsTest, NotToml) {
    EXPECT_THAT(
        problems("[server]\nlisten = \n"),
        ElementsAre(AllOf(StartsWith("2: This is not valid TOML:"), HasSubstr("Correct this")))
    );
    EXPECT_THAT(problems("[server]\nlisten = \"a:1\"\nlisten = \"b:2\"\n"), SizeIs(1));
}

TEST_F(ProblemsTest, SectionsWithTheWrongBrackets) {
    EXPECT_THAT(
        problems("server = 3\n[service]\nname = \"x\"\n[[slack]]\nbot_token = \"xoxb-1\"\n"),
        ElementsAre(
            "1: server is a whole number. Write [server], once.",
            AllOf(StartsWith("2: service is a table."), HasSubstr("Write [[service]]")),
            AllOf(StartsWith("4: slack is a list."), HasSubstr("Write [slack], once."))
        )
    );
}

TEST_F(ProblemsTest, Addresses) {
    for (const char* listen : {"8080", "localhost", "host:", ":80", "a:b:1", "h:70000", "[::1]"}) {
        EXPECT_THAT(
            problems("[server]\nlisten = \"" + std::string(listen) + "\"\n"),
            ElementsAre(StartsWith("2: listen is not an address with a port"))
        ) << listen;
    }
    for (const char* url :
         {"debrief.example.com",
          "ftp://x.example",
          "https://",
          "https://a b.example",
          "https://x.example:99999",
          "https://x.example/?q"}) {
        EXPECT_THAT(
            problems("[server]\npublic_url = \"" + std::string(url) + "\"\n"),
            ElementsAre(StartsWith("2: public_url is not a web address"))
        ) << url;
    }
    for (const char* url : {"https://x.example:8443/p", "http://localhost:1", "http://[::1]:80/"})
        EXPECT_THAT(problems("[server]\npublic_url = \"" + std::string(url) + "\"\n"), IsEmpty());
}

TEST_F(ProblemsTest, PlainHttpOnlyToThisMachine) {
    EXPECT_THAT(
        problems("[slack]\nsigning_secret = \"s\"\nbot_token = \"xoxb-1\"\n"
                 "api_url = \"http://127.evil.example/api/\"\n"),
        ElementsAre(
            AllOf(StartsWith("4: api_url is http:// to another machine"), HasSubstr("Use https://"))
        )
    );
}

TEST_F(ProblemsTest, APasswordInAnAddressIsNotRepeated) {
    const auto found = problems(
        "[server]\npublic_url = \"https://u:hunter2@x.example\"\n"
        "[storage]\nurl = \"postgresql://u:hunter2@db/x\"\n"
    );
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_THAT(found[0], HasSubstr("holds a user name or password"));
    EXPECT_THAT(found[1], HasSubstr("does not support yet"));
    for (const auto& line : found) EXPECT_THAT(line, Not(HasSubstr("hunter2")));
}

TEST_F(ProblemsTest, Storage) {
    for (const char* url : {"debrief.db", "sqlite:", "sqlite::memory:", "mysql://x"})
        EXPECT_THAT(
            problems("[storage]\nurl = \"" + std::string(url) + "\"\n"),
            ElementsAre(StartsWith("2: url names no database file"))
        ) << url;
}

TEST_F(ProblemsTest, SecretsThatPointNowhereNameThePlaceAndNeverAValue) {
    variables_["EMPTY"] = " ";
    write("empty", "\n");
    EXPECT_THAT(
        problems("[slack]\nsigning_secret = [\"env:NOT_SET\", \"env:EMPTY\"]\n"
                 "bot_token = \"file:missing\"\nclient_id = \"1\"\nclient_secret = \"file:empty\"\n"
        ),
        ElementsAre(
            AllOf(HasSubstr("variable NOT_SET, which is not set."), HasSubstr("Set it where")),
            HasSubstr("variable EMPTY, which is empty."),
            AllOf(
                StartsWith("3: bot_token needs the file " + (folder_ / "missing").string()),
                HasSubstr("cannot be read")
            ),
            AllOf(StartsWith("5: "), HasSubstr("empty, which is empty."))
        )
    );
}

TEST_F(ProblemsTest, SlackNeedsItsTwoSecretsOfTheRightKind) {
    EXPECT_THAT(
        problems("[slack]\n"),
        ElementsAre(
            AllOf(HasSubstr("no signing_secret"), HasSubstr("Basic Information")),
            AllOf(HasSubstr("no bot_token"), HasSubstr("OAuth & Permissions"))
        )
    );
    const std::string start = "[slack]\nsigning_secret = \"\"\nbot_token = ";
    const auto found = problems(start + "\"xapp-hidden\"\n");
    EXPECT_THAT(
        found,
        ElementsAre(
            StartsWith("2: signing_secret is empty."),
            StartsWith("3: bot_token is an app-level token.")
        )
    );
    EXPECT_THAT(found[1], Not(HasSubstr("hidden")));
    EXPECT_THAT(
        problems(start + "\"xoxp-hidden\"\n"), testing::Contains(HasSubstr("a user's token"))
    );
}

TEST_F(ProblemsTest, WhatThisVersionDoesNotDoYetIsAWarning) {
    const auto loaded = load(R"([slack]
signing_secret = "env:SIGNING"
bot_token = "env:TOKEN"
app_token = "xapp-1"
client_id = "1"
client_secret = "2"
[summary]
slack_channels = ["C1"]
[[service]]
name = "checkout"
)");
    EXPECT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_THAT(
        lines(loaded.warnings),
        ElementsAre(
            AllOf(StartsWith("4: "), HasSubstr("Socket Mode is not in this version yet")),
            AllOf(StartsWith("5: "), HasSubstr("many workspaces")),
            AllOf(StartsWith("9: "), HasSubstr("neither slack_channels nor teams_channels"))
        )
    );
    EXPECT_THAT(loaded.config->directory.services[0].channels, IsEmpty());
}

TEST_F(ProblemsTest, Services) {
    EXPECT_THAT(
        problems("[[service]]\nslack_channels = [\"checkout\", 3]\n[[service]]\nname = \"a\"\n"
                 "slack_channels = []\n[[service]]\nname = \"A\"\nslack_channels = \"C1\"\n"
                 "clocks = 3\n"),
        ElementsAre(
            AllOf(StartsWith("1: [[service]] has no name."), HasSubstr("name = \"checkout\"")),
            StartsWith("2: slack_channels holds no channel id: \"checkout\"."),
            StartsWith("2: slack_channels is a whole number."),
            StartsWith("6: clocks is no table."),
            AllOf(StartsWith("7: There are two services called \"A\"."), HasSubstr("rename one")),
            AllOf(StartsWith("8: slack_channels is a text in quotes."), HasSubstr("Write a list"))
        )
    );
}

TEST_F(ProblemsTest, Clocks) {
    EXPECT_THAT(
        problems(R"([clocks]
acknowledgement = "3 days"
complete_severity_1 = "3 business days"
control_due = "a month"
merge_window = "1 day"
second_look = "0 days"
effectiveness_check = 30
quiet_close = "yes"
acknowledgment = "1 business day"
feedback_window = "1 business day"
feedback_nudge = "2 business days"
)"),
        testing::UnorderedElementsAre(
            "2: acknowledgement counts business days, not \"3 days\". Write it as \"3 business "
            "days\".",
            "3: complete_severity_1 counts calendar days, not \"3 business days\". Write it as "
            "\"30 days\".",
            StartsWith("4: control_due counts calendar days, not \"a month\"."),
            StartsWith("5: merge_window counts minutes or hours, not \"1 day\"."),
            StartsWith("6: second_look must be between 1 and 3650 days"),
            StartsWith("7: effectiveness_check is a whole number."),
            StartsWith("8: quiet_close is a text in quotes. Write true or false"),
            AllOf(StartsWith("9: "), HasSubstr("Did you mean \"acknowledgement\"?")),
            StartsWith("1: [clocks] nudges for feedback after the feedback window is over.")
        )
    );
}

TEST_F(ProblemsTest, Sources) {
    const std::string service = "[[service]]\nname = \"checkout\"\nslack_channels = [\"C1\"]\n";
    EXPECT_THAT(
        problems(service + R"([[source]]
name = "a"
kind = "alertmanager"
secret = "s"
service = "chekout"
[[source]]
name = "A"
kind = "github"
token = "t"
[[source]]
name = "no/slash"
kind = "generic"
environments = ["x"]
[[source]]
name = "p"
kind = "pagerduty"
secret = "s"
[[source]]
kind = "alertmanger"
token = "t"
)"),
        testing::UnorderedElementsAre(
            StartsWith("4: The source \"a\" has no token."),
            StartsWith("4: A source of kind alertmanager takes no secret."),
            "8: There is no service called \"chekout\". Did you mean \"checkout\"?",
            StartsWith("10: There are two sources called \"A\"."),
            StartsWith("9: The source \"A\" has no secret."),
            StartsWith("9: A source of kind github takes no token."),
            StartsWith("14: The name \"no/slash\" cannot stand in an address."),
            StartsWith("13: The source \"no/slash\" has neither token nor secret."),
            StartsWith("13: environments is for sources of kind github."),
            AllOf(
                StartsWith("19: The kind \"pagerduty\" is not supported by this version yet."),
                HasSubstr("Use kind = \"generic\"")
            ),
            StartsWith("21: [[source]] has no name."),
            "22: There is no kind of source called \"alertmanger\". Did you mean "
            "\"alertmanager\"?"
        )
    );
}

TEST_F(ProblemsTest, SourceMappings) {
    EXPECT_THAT(
        problems(R"([[service]]
name = "checkout"
slack_channels = ["C1"]
[[source]]
name = "g"
kind = "github"
secret = "s"
[source.service]
field = "repo"
feld = "x"
[source.service.map]
"acme/pay" = "payments"
"acme/checkout" = "checkout"
"acme/third" = 3
)"),
        ElementsAre(
            AllOf(
                StartsWith("9: field is \"repo\", which GitHub does not send."),
                HasSubstr("\"environment\"")
            ),
            AllOf(StartsWith("10: "), HasSubstr("Did you mean \"field\"?")),
            "12: There is no service called \"payments\". Known are checkout.",
            StartsWith("14: acme/third is a whole number.")
        )
    );
}

TEST_F(ProblemsTest, RolesThatNameNobodyOrInAWayThatCannotWork) {
    EXPECT_THAT(
        problems("[[role]]\nname = \"lead\"\nteams_owners_of = [\"19:a@thread.tacv2\"]\n"
                 "[[role]]\nname = \"admin\"\n"
                 "[[role]]\nname = \"lead\"\nslack_user_groups = [\"@leads\"]\n"
                 "[[role]]\nname = \"members\"\npeople = [\"olga@example.com\"]\n"),
        ElementsAre(
            AllOf(
                StartsWith("3: teams_owners_of cannot be used"),
                HasSubstr("Name them by e-mail in people.")
            ),
            AllOf(StartsWith("4: [[role]] names nobody."), HasSubstr("slack_user_groups")),
            AllOf(StartsWith("8: slack_user_groups holds no id"), HasSubstr("Copy group ID")),
            "10: Members need no [[role]]: everybody is one. Leave it out."
        )
    );
}

TEST_F(ProblemsTest, ClocksThatContradictEachOther) {
    EXPECT_THAT(
        problems("[clocks]\ncontrol_escalation = \"3 days\"\neffectiveness_check = \"70 days\"\n"
                 "nudge_every = \"0 days\"\n"),
        ElementsAre(
            AllOf(
                StartsWith("1: [clocks] asks again whether a control held before it asks first."),
                HasSubstr("effectiveness_recheck longer")
            ),
            AllOf(StartsWith("2: control_escalation counts nudges"), HasSubstr("\"3 nudges\"")),
            StartsWith("4: nudge_every must be between 1 and 3650 days")
        )
    );
}

TEST_F(ProblemsTest, RolesAndTheRest) {
    EXPECT_THAT(
        problems("[[role]]\nname = \"chief\"\npeople = [\"x\"]\nservices = [\"nope\"]\n"
                 "[log]\nlevel = \"loud\"\n[templates]\nfolder = \"nowhere\"\n"),
        ElementsAre(
            AllOf(StartsWith("2: There is no role called \"chief\"."), HasSubstr("lead and admin")),
            StartsWith("3: people is not an e-mail address"),
            "4: There is no service called \"nope\". There is none to choose from.",
            AllOf(StartsWith("6: There is no log level \"loud\"."), HasSubstr("warn and error")),
            AllOf(
                StartsWith("8: folder names " + (folder_ / "nowhere").string()),
                HasSubstr("Create it")
            )
        )
    );
}

}  // namespace
}  // namespace debrief::test
