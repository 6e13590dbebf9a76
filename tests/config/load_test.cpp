// A good file: every key arrives where it belongs.
#include "tests/config/support.hpp"

#include <cstdlib>

namespace debrief::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using LoadTest = ConfigTest;

TEST_F(LoadTest, AnEmptyFileHasTheDefaultsAndSaysWhatIsMissing) {
    const auto loaded = load("");
    ASSERT_TRUE(loaded.config);
    EXPECT_EQ(loaded.config->server.host, "127.0.0.1");
    EXPECT_EQ(loaded.config->server.port, 8080);
    EXPECT_EQ(loaded.config->storage.sqlite_file, folder_ / "debrief.db");
    EXPECT_EQ(loaded.config->log_level, log::Level::info);
    EXPECT_FALSE(loaded.config->slack);
    EXPECT_THAT(
        lines(loaded.warnings),
        ElementsAre(
            HasSubstr("no [slack]"), HasSubstr("no [[service]]"), HasSubstr("no weekly summary")
        )
    );
}

TEST_F(LoadTest, ServerAndStorage) {
    const auto loaded = load(R"(
[server]
listen = "[::1]:0"
public_url = "https://debrief.example.com/bot/"
[storage]
url = "sqlite:data/../kept.db"
[log]
level = "debug"
)");
    ASSERT_TRUE(loaded.config);
    EXPECT_EQ(loaded.config->server.host, "::1");
    EXPECT_EQ(loaded.config->server.port, 0);
    EXPECT_EQ(loaded.config->server.public_url, "https://debrief.example.com/bot");
    EXPECT_EQ(loaded.config->storage.sqlite_file, folder_ / "kept.db");
    EXPECT_EQ(loaded.config->log_level, log::Level::debug);
}

TEST_F(LoadTest, AnAbsoluteDatabasePathStays) {
    const auto loaded = load("[storage]\nurl = \"sqlite:/var/lib/debrief/d.db\"\n");
    ASSERT_TRUE(loaded.config);
    EXPECT_EQ(loaded.config->storage.sqlite_file, "/var/lib/debrief/d.db");
}

TEST_F(LoadTest, SlackWithSecretsFromVariableFileAndValue) {
    write("signing", "  from-a-file\n");
    const auto loaded = load(R"(
[slack]
signing_secret = ["file:signing", "written-out"]
bot_token = "env:TOKEN"
api_url = "http://127.0.0.1:4000/api"
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    const auto& slack = *loaded.config->slack;
    ASSERT_THAT(slack.signing_secrets, SizeIs(2));
    EXPECT_EQ(slack.signing_secrets[0].reveal(), "from-a-file");
    EXPECT_EQ(slack.signing_secrets[1].reveal(), "written-out");
    EXPECT_EQ(slack.bot_token.reveal(), "xoxb-token-value");
    EXPECT_EQ(slack.api_url, "http://127.0.0.1:4000/api/");
}

TEST_F(LoadTest, AServiceWithEverything) {
    const auto loaded = load(R"(
[clocks]
merge_window = "2 hours"
control_due = "1 week"
[[service]]
name = "checkout"
slack_channels = ["C1", "G2", "C1"]
ops_contact = "Olga@Example.com"
it_owner = "ivan@example.com"
timezone = "Europe/Berlin"
working_hours = "08:30-24:00"
holidays = [2026-12-25, "2027-01-01"]
goal = "fast"
[service.clocks]
acknowledgement = "2 business days"
quiet_close = false
[[service]]
name = "search"
slack_channels = ["C3"]
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    const auto& services = loaded.config->directory.services;
    ASSERT_THAT(services, SizeIs(2));
    const core::Service& checkout = services[0];
    EXPECT_EQ(checkout.name, "checkout");
    ASSERT_THAT(checkout.channels, SizeIs(2));
    EXPECT_EQ(checkout.channels[0], core::Channel(core::Platform::slack, "", "C1"));
    EXPECT_EQ(checkout.channels[1], core::Channel(core::Platform::slack, "", "G2"));
    EXPECT_EQ(checkout.ops_contact, "olga@example.com");
    EXPECT_EQ(checkout.it_owner, "ivan@example.com");
    EXPECT_EQ(checkout.timezone, "Europe/Berlin");
    EXPECT_EQ(checkout.working_hours.from, 8 * 60 + 30);
    EXPECT_EQ(checkout.working_hours.to, 24 * 60);
    using namespace std::chrono;
    EXPECT_EQ(checkout.holidays, (std::set<core::LocalDate>{2026y / 12 / 25, 2027y / 1 / 1}));
    EXPECT_EQ(checkout.goal, "fast");

    core::Clocks expected;
    expected.merge_window = 120min;
    expected.control_due = 7;
    EXPECT_EQ(services[1].clocks, expected);
    expected.acknowledgement = 2;
    expected.quiet_close = false;
    EXPECT_EQ(checkout.clocks, expected);
}

TEST_F(LoadTest, SourcesWithTheirMappings) {
    variables_["S"] = "source-secret";
    const auto loaded = load(R"(
[[service]]
name = "Checkout"
slack_channels = ["C1"]
[[source]]
name = "alerts"
kind = "alertmanager"
token = "env:S"
[source.service]
field = "team"
[source.service.map]
"shop" = "checkout"
[[source]]
name = "deploys"
kind = "github"
secret = "env:S"
environments = ["production"]
[[source]]
name = "ci"
kind = "generic"
token = "env:S"
service = "CHECKOUT"
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    const auto& sources = loaded.config->sources;
    ASSERT_THAT(sources, SizeIs(3));
    EXPECT_EQ(sources[0].kind, "alertmanager");
    EXPECT_EQ(sources[0].token.reveal(), "source-secret");
    EXPECT_EQ(sources[0].service.field, "team");
    EXPECT_THAT(sources[0].service.names, ElementsAre(testing::Pair("shop", "Checkout")));
    EXPECT_EQ(sources[1].secret.reveal(), "source-secret");
    EXPECT_THAT(sources[1].environments, ElementsAre("production"));
    EXPECT_EQ(sources[2].service.fixed, "Checkout");
}

TEST_F(LoadTest, SummaryAndRoles) {
    const auto loaded = load(R"(
[summary]
weekly = "Friday 16:30"
monthly = "08:15"
slack_channels = ["C9"]
timezone = "America/New_York"
[[service]]
name = "checkout"
slack_channels = ["C1"]
[[role]]
name = "lead"
people = ["Lena@example.com"]
slack_user_groups = ["S0LEADS"]
services = ["Checkout"]
[[role]]
name = "Service_Team"
people = ["ivan@example.com"]
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    const auto& summary = loaded.config->directory.summary;
    EXPECT_EQ(summary.weekly.day, std::chrono::Friday);
    EXPECT_EQ(summary.weekly.minute, 16 * 60 + 30);
    EXPECT_EQ(summary.monthly, 8 * 60 + 15);
    EXPECT_EQ(summary.timezone, "America/New_York");
    EXPECT_THAT(summary.channels, SizeIs(1));
    const auto& roles = loaded.config->directory.roles;
    ASSERT_THAT(roles, SizeIs(2));
    EXPECT_EQ(roles[0].role, core::Role::lead);
    EXPECT_THAT(roles[0].people, ElementsAre("lena@example.com"));
    EXPECT_THAT(roles[0].slack_groups, ElementsAre("S0LEADS"));
    EXPECT_THAT(roles[0].services, ElementsAre("checkout"));
    EXPECT_TRUE(roles[0].covers("CHECKOUT"));
    EXPECT_FALSE(roles[0].covers("mail"));
    EXPECT_EQ(roles[1].role, core::Role::service_team);
    EXPECT_TRUE(roles[1].covers("mail"));
}

TEST_F(LoadTest, TheExampleFileIsGoodAndSetsTheDefaultClocks) {
    const auto file = std::filesystem::path(DEBRIEF_SOURCE_DIR) / "config/debrief.example.toml";
    const auto loaded = config::load(file, [](const std::string& name) {
        return std::optional<std::string>(name == "SLACK_BOT_TOKEN" ? "xoxb-1" : "value");
    });
    EXPECT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_THAT(lines(loaded.warnings), IsEmpty());
    ASSERT_TRUE(loaded.config);
    EXPECT_EQ(loaded.config->directory.service("search")->clocks, core::Clocks());
    EXPECT_THAT(loaded.config->sources, SizeIs(3));
}

TEST_F(LoadTest, TheProcessEnvironmentIsTheUsualOne) {
    ASSERT_EQ(::setenv("DEBRIEF_TEST_VARIABLE", "there", 1), 0);
    EXPECT_EQ(config::process_environment()("DEBRIEF_TEST_VARIABLE"), "there");
    ::unsetenv("DEBRIEF_TEST_VARIABLE");
    EXPECT_EQ(config::process_environment()("DEBRIEF_TEST_VARIABLE"), std::nullopt);
}

}  // namespace
}  // namespace debrief::test
