// The [teams] section: what arrives, and what is wrong with a file, with line and remedy.
#include "tests/config/support.hpp"

namespace debrief::test {
namespace {

using config::Teams;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* registered = R"([teams]
app_id = "AAAAAAAA-bbbb-cccc-dddd-eeeeeeeeeeee"
app_password = "env:PASSWORD"
tenant_id = "11111111-2222-3333-4444-555555555555"
)";
constexpr const char* flow_url =
    "https://prod-12.westeurope.logic.azure.com:443/workflows/0123/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=hidden";

class TeamsConfigTest : public ConfigTest {
  protected:
    TeamsConfigTest() {
        variables_["PASSWORD"] = "pass~word";
        variables_["FLOW"] = flow_url;
    }
    config::Loaded load_teams(const std::string& more) { return load(registered + more); }
};

TEST_F(TeamsConfigTest, ARegisteredBotWithEverything) {
    const auto loaded = load_teams(R"(cloud = "GCC-High"
login_url = "http://127.0.0.1:4001/login"
openid_metadata_url = "http://127.0.0.1:4001/openid"
service_urls = ["https://teams.example.com/proxy/"]
[[teams.outgoing_webhook]]
name = "ops"
secret = "c2VjcmV0"
[[teams.workflow]]
name = "board"
url = "env:FLOW"
services = ["CHECKOUT"]
[[teams.workflow]]
name = "all"
url = "http://127.0.0.1:4002/flow?sig=x"
[[service]]
name = "checkout"
slack_channels = ["C1"]
teams_channels = ["19:abc@thread.tacv2", "19:old@thread.skype", "19:abc@thread.tacv2"]
[summary]
teams_channels = ["19:chat@thread.v2"]
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    const Teams& teams = *loaded.config->teams;
    EXPECT_EQ(teams.mode, Teams::Mode::registered);
    EXPECT_EQ(teams.app_id, "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
    EXPECT_EQ(teams.app_password.reveal(), "pass~word");
    EXPECT_THAT(teams.tenants, ElementsAre("11111111-2222-3333-4444-555555555555"));
    EXPECT_FALSE(teams.many_tenants);
    EXPECT_EQ(teams.cloud, "gcc-high");
    EXPECT_EQ(teams.login_url, "http://127.0.0.1:4001/login");
    EXPECT_EQ(teams.openid_metadata_url, "http://127.0.0.1:4001/openid");
    EXPECT_THAT(teams.service_urls, ElementsAre("https://teams.example.com/proxy/"));
    ASSERT_THAT(teams.outgoing_webhooks, SizeIs(1));
    EXPECT_EQ(teams.outgoing_webhooks[0].name, "ops");
    EXPECT_EQ(teams.outgoing_webhooks[0].secret.reveal(), "c2VjcmV0");
    ASSERT_THAT(teams.workflows, SizeIs(2));
    EXPECT_EQ(teams.workflows[0].url.reveal(), flow_url) << "byte for byte";
    const auto& directory = loaded.config->directory;
    ASSERT_THAT(directory.workflows, SizeIs(2));
    EXPECT_EQ(directory.workflows[0].name, "board");
    EXPECT_THAT(directory.workflows[0].services, ElementsAre("checkout"));
    EXPECT_THAT(directory.workflows[1].services, IsEmpty());
    using core::Channel;
    using core::Platform;
    EXPECT_THAT(
        directory.services[0].channels,
        ElementsAre(
            Channel(Platform::slack, "", "C1"),
            Channel(Platform::teams, "", "19:abc@thread.tacv2"),
            Channel(Platform::teams, "", "19:old@thread.skype")
        )
    );
    EXPECT_THAT(
        directory.summary.channels, ElementsAre(Channel(Platform::teams, "", "19:chat@thread.v2"))
    );
}

TEST_F(TeamsConfigTest, AListOfTenantsIsABotForMany) {
    const auto loaded = load(R"([teams]
app_id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
app_password = "env:PASSWORD"
tenant_id = ["11111111-2222-3333-4444-555555555555"]
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_TRUE(loaded.config->teams->many_tenants);
    EXPECT_THAT(loaded.config->teams->tenants, SizeIs(1));
}

TEST_F(TeamsConfigTest, ACertificateInsteadOfAPassword) {
    write("bot.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    write("bot.key", "-----BEGIN PRIVATE KEY-----\nhidden\n-----END PRIVATE KEY-----\n");
    const std::string start =
        "[teams]\napp_id = \"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\"\n"
        "tenant_id = \"11111111-2222-3333-4444-555555555555\"\n";
    const auto loaded =
        load(start + "certificate = \"bot.pem\"\ncertificate_key = \"file:bot.key\"\n");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_THAT(loaded.config->teams->certificate, HasSubstr("MIIB"));
    EXPECT_THAT(std::string(loaded.config->teams->certificate_key.reveal()), HasSubstr("hidden"));
    EXPECT_THAT(
        problems(start + "certificate = \"bot.key\"\ncertificate_key = \"gone.key\"\n"),
        ElementsAre(
            AllOf(StartsWith("4: certificate names"), HasSubstr("BEGIN CERTIFICATE")),
            AllOf(StartsWith("5: certificate_key needs the file"), HasSubstr("cannot be read"))
        )
    );
    EXPECT_THAT(
        problems(start + "app_password = \"x\"\ncertificate = \"bot.pem\"\n"),
        ElementsAre(
            HasSubstr("only one of certificate and certificate_key"),
            HasSubstr("both app_password and a certificate")
        )
    );
}

TEST_F(TeamsConfigTest, EverythingThatIsMissing) {
    EXPECT_THAT(
        problems("[teams]\napp_id = \"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\"\n"),
        ElementsAre(
            AllOf(StartsWith("1: [teams] has no app_password."), HasSubstr("\"Value\"")),
            AllOf(StartsWith("1: [teams] has no tenant_id."), HasSubstr("Directory (tenant) ID"))
        )
    );
    EXPECT_THAT(
        problems("[[teams.workflow]]\n[[teams.outgoing_webhook]]\nname = \"a b\"\n"),
        testing::UnorderedElementsAre(
            HasSubstr("[[teams.workflow]] has no name"),
            HasSubstr("[[teams.workflow]] has no url"),
            HasSubstr("\"a b\" cannot stand in an address"),
            HasSubstr("[[teams.outgoing_webhook]] has no secret")
        )
    );
}

TEST_F(TeamsConfigTest, WrongValuesAllAtOnce) {
    EXPECT_THAT(
        problems(R"([teams]
app_id = "Debrief"
app_password = "env:PASSWORD"
tenant_id = "contoso.onmicrosoft.com"
cloud = "gc"
tennant_id = "x"
service_urls = ["nowhere"]
[[service]]
name = "s"
teams_channels = ["general", "19:abc@thread.tacv2;messageid=17", "19%3aabc@thread.tacv2"]
)"),
        ElementsAre(
            AllOf(StartsWith("2: app_id is no app id"), HasSubstr("Application (client) ID")),
            AllOf(StartsWith("4: tenant_id is a domain"), HasSubstr("Directory (tenant) ID")),
            AllOf(StartsWith("5: There is no cloud"), HasSubstr("Did you mean \"gcc\"?")),
            AllOf(StartsWith("6: "), HasSubstr("Did you mean \"tenant_id\"?")),
            StartsWith("7: service_urls is not a web address"),
            StartsWith("10: teams_channels holds no Teams channel id: \"general\"."),
            AllOf(
                StartsWith("10: teams_channels holds the id of a thread"), HasSubstr("semicolon")
            ),
            StartsWith("10: teams_channels holds no Teams channel id: \"19%3a")
        )
    );
}

TEST_F(TeamsConfigTest, RetiredConnectorsAreRefusedWithTheWayOut) {
    for (const char* url :
         {"https://contoso.webhook.office.com/webhookb2/G@G/IncomingWebhook/I/hidden",
          "https://outlook.office.com/webhook/G@G/IncomingWebhook/I/hidden",
          "https://OUTLOOK.office.com:443/webhook/hidden"}) {
        variables_["FLOW"] = url;
        const auto found = problems("[[teams.workflow]]\nname = \"old\"\nurl = \"env:FLOW\"\n");
        ASSERT_THAT(found, SizeIs(1)) << url;
        EXPECT_THAT(found[0], AllOf(StartsWith("3: "), HasSubstr("switched off")));
        EXPECT_THAT(found[0], AllOf(HasSubstr("Workflows"), Not(HasSubstr("hidden"))));
    }
}

TEST_F(TeamsConfigTest, AWorkflowsAddressIsNeverShown) {
    for (const char* url :
         {"http://elsewhere.example.com/hidden?sig=x",
          "hidden",
          "https://user:hidden@flow.example.com/?sig=x",
          "https:///hidden?sig=x"}) {
        variables_["FLOW"] = url;
        const auto found = problems("[[teams.workflow]]\nname = \"board\"\nurl = \"env:FLOW\"\n");
        ASSERT_THAT(found, SizeIs(1)) << url;
        EXPECT_THAT(found[0], AllOf(StartsWith("3: "), Not(HasSubstr("hidden"))));
    }
    variables_["FLOW"] = "https://flow.example.com/invoke?hidden";
    const auto loaded = load("[[teams.workflow]]\nname = \"board\"\nurl = \"env:FLOW\"\n");
    EXPECT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_THAT(
        lines(loaded.warnings),
        testing::Contains(AllOf(HasSubstr("no sig="), Not(HasSubstr("hidden"))))
    );
}

TEST_F(TeamsConfigTest, WebhooksAreCheckedToo) {
    const auto found = problems(R"([[teams.outgoing_webhook]]
name = "ops"
secret = "not hidden base64"
[[teams.outgoing_webhook]]
name = "OPS"
secret = "c2VjcmV0"
[[teams.workflow]]
name = "board"
url = "env:FLOW"
services = ["chekout"]
[[service]]
name = "checkout"
slack_channels = ["C1"]
)");
    EXPECT_THAT(
        found,
        ElementsAre(
            AllOf(StartsWith("3: secret is not Base64."), Not(HasSubstr("hidden"))),
            AllOf(StartsWith("5: There are two"), HasSubstr("\"OPS\"")),
            AllOf(StartsWith("10: "), HasSubstr("Did you mean \"checkout\"?"))
        )
    );
}

TEST_F(TeamsConfigTest, WithoutRegistrationOnThisComputerOnly) {
    const auto local = load("[server]\nlisten = \"[::1]:0\"\n[teams]\napp_id = \"\"\n");
    ASSERT_TRUE(local.config);
    EXPECT_EQ(local.config->teams->mode, Teams::Mode::anonymous);
    EXPECT_THAT(
        lines(local.warnings),
        testing::Contains(AllOf(StartsWith("3: "), HasSubstr("nobody who writes")))
    );
    EXPECT_THAT(
        problems("[teams]\n[server]\nlisten = \"0.0.0.0:8080\"\n"),
        ElementsAre(AllOf(
            StartsWith("1: [teams] has no app_id"), HasSubstr("\"0.0.0.0\""), HasSubstr("127.0.0.1")
        ))
    );
}

TEST_F(TeamsConfigTest, WebhooksAloneNeedNoBotAndMayBeReachedByAll) {
    const auto loaded = load(R"([server]
listen = "0.0.0.0:8080"
[[teams.workflow]]
name = "board"
url = "env:FLOW"
[[service]]
name = "checkout"
teams_channels = ["19:abc@thread.tacv2"]
)");
    ASSERT_THAT(lines(loaded.problems), IsEmpty());
    EXPECT_EQ(loaded.config->teams->mode, Teams::Mode::no_bot);
    EXPECT_THAT(
        lines(loaded.warnings), testing::Contains(HasSubstr("teams_channels, but [teams] has no"))
    );
}

TEST_F(TeamsConfigTest, WarnsWhereSomethingLooksWrong) {
    variables_["PASSWORD"] = "99999999-8888-7777-6666-555555555555";
    EXPECT_THAT(
        lines(load_teams("cloud = \"china\"\n").warnings),
        testing::IsSupersetOf(
            {testing::Matcher<std::string>(
                 AllOf(StartsWith("3: "), HasSubstr("a secret's id"), Not(HasSubstr("9999")))
             ),
             testing::Matcher<std::string>(HasSubstr("not published"))}
        )
    );
    EXPECT_THAT(
        lines(load("[slack]\nsigning_secret = \"s\"\nbot_token = \"xoxb-1\"\n[[service]]\n"
                   "name = \"s\"\nteams_channels = [\"19:abc@thread.tacv2\"]\n")
                  .warnings),
        testing::Contains(HasSubstr("teams_channels, but no [teams] section"))
    );
    EXPECT_THAT(
        lines(load_teams("[[service]]\nname = \"s\"\nslack_channels = [\"C1\"]\n").warnings),
        testing::Contains(HasSubstr("slack_channels, but no [slack] section"))
    );
}

}  // namespace
}  // namespace debrief::test
