// The program's verbs as an operator meets them: what they print, and how they end.
#include "tests/journeys/at_work.hpp"

#include <boost/asio/ip/tcp.hpp>

namespace debrief::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class Program : public AtWork {
  protected:
    /// A good configuration with `more` at its end; nothing runs.
    void configure(const std::string& more = "", const std::string& listen = "127.0.0.1:0") {
        std::ofstream(config_file())
            << "[server]\nlisten = \"" << listen
            << "\"\npublic_url = \"https://debrief.example.com\"\n[slack]\n"
               "signing_secret = \"a-signing-secret\"\nbot_token = \"xoxb-sandbox-token\"\n"
               "api_url = \""
            << box_->api_url() << "\"\n[[service]]\nname = \"checkout\"\nslack_channels = [\""
            << sandbox::ids::checkout << "\"]\n"
            << more;
    }
    void sql(const char* statement) {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(database().c_str(), &handle), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(handle, statement, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    /// `serve` ends at once with exit code 1 and words.
    void expect_refused(const Ended& ended, const std::string& why, const std::string& remedy) {
        EXPECT_EQ(ended.code, 1) << ended.words;
        EXPECT_THAT(ended.words, AllOf(HasSubstr(why), HasSubstr(remedy)));
        EXPECT_THAT(ended.words, Not(HasSubstr("listening on")));
    }
};

TEST_F(Program, SaysHowItIsUsed) {
    const Ended help = debrief({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* name : {"serve", "demo", "check", "doctor", "migrate", "status", "manifest"}) {
        EXPECT_THAT(help.words, HasSubstr(name));
        const Ended about = debrief({name, "--help"});
        EXPECT_EQ(about.code, 0) << name;
        EXPECT_THAT(about.words, HasSubstr("Usage:")) << name;
    }
    EXPECT_EQ(debrief({"--version"}).code, 0);
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {},
             {"sreve"},
             {"serve", "--confg", "x"},
             {"serve", "--config"},
             {"manifest"},
             {"manifest", "irc"},
             {"demo", "--port", "many"}}) {
        const Ended ended = debrief(wrong);
        EXPECT_EQ(ended.code, 2) << testing::PrintToString(wrong);
        EXPECT_NE(ended.words, "");
    }
}

TEST_F(Program, EveryVerbNeedsItsConfiguration) {
    for (const char* name : {"serve", "check", "doctor", "migrate", "status"}) {
        const Ended ended = verb(name);
        EXPECT_EQ(ended.code, 1) << name;
        EXPECT_THAT(ended.words, AllOf(HasSubstr(config_file()), HasSubstr("--config")));
    }
}

TEST_F(Program, CheckNamesFileLineWhatAndRemedy) {
    configure();
    const Ended good = verb("check");
    EXPECT_EQ(good.code, 0) << good.words;
    EXPECT_THAT(good.words, HasSubstr("1 services, 0 sources; the templates are fine"));

    configure(
        "timezon = \"Europe/Berlin\"\n[[source]]\nname = \"alerts\"\nkind = \"generic\"\n"
        "token = \"env:DEBRIEF_JOURNEY_MISSING\"\n"
    );
    const Ended bad = verb("check");
    EXPECT_EQ(bad.code, 1);
    EXPECT_THAT(
        bad.words,
        AllOf(
            HasSubstr(config_file() + ":11:"),
            HasSubstr("timezon"),
            HasSubstr("timezone"),
            HasSubstr(config_file() + ":15:"),
            HasSubstr("DEBRIEF_JOURNEY_MISSING"),
            HasSubstr("2 problems in"),
            Not(HasSubstr("a-signing-secret"))
        )
    );
    expect_refused(verb("serve"), "timezon", "2 problems in");
    EXPECT_FALSE(fs::exists(database()));
}

TEST_F(Program, CheckNamesWhatIsWrongInATemplate) {
    const fs::path folder = folder_.path() / "templates" / "slack";
    fs::create_directories(folder);
    configure("[templates]\nfolder = \"templates\"\n");
    std::ofstream(folder / "refusal.json")
        << "{\n  \"kind\": \"message\",\n  \"sample\": {\"problem\": \"No.\"},\n"
           "  \"body\": {\n    \"text\": \"${problm} ${if(}\"\n  }\n}\n";
    const Ended broken = verb("check");
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.words, HasSubstr((folder / "refusal.json").string() + ":5: "));
    expect_refused(verb("serve"), "refusal.json:5: ", "");

    std::ofstream(folder / "refusal.json")
        << "{\n  \"kind\": \"message\",\n  \"sample\": {\"problem\": \"No.\"},\n"
           "  \"body\": {\n    \"text\": \"${problm}\"\n  }\n}\n";
    const Ended misspelt = verb("check");
    EXPECT_EQ(misspelt.code, 1);
    EXPECT_THAT(
        misspelt.words,
        AllOf(HasSubstr("refusal.json:5: "), HasSubstr("problm"), HasSubstr("problem"))
    );
}

TEST_F(Program, APortInUseIsSaid) {
    asio::ip::tcp::acceptor taken(context_, {asio::ip::make_address("127.0.0.1"), 0});
    const std::string port = std::to_string(taken.local_endpoint().port());
    configure("", "127.0.0.1:" + port);
    expect_refused(verb("serve"), port, "in use");
}

TEST_F(Program, ADatabaseThatCannotBeUsedIsSaid) {
    configure();
    std::ofstream(database()) << std::string(10'000, 'x');
    expect_refused(verb("serve"), database(), "not a database");
    EXPECT_EQ(verb("status").code, 1);
    EXPECT_EQ(verb("migrate").code, 1);
    const Ended doctor = verb("doctor");
    EXPECT_EQ(doctor.code, 1);
    EXPECT_THAT(doctor.words, HasSubstr("PROBLEM  database"));
    fs::remove(database());

    const Ended fresh = verb("migrate");
    EXPECT_EQ(fresh.code, 0) << fresh.words;
    EXPECT_THAT(fresh.words, HasSubstr("from version 0"));
    const Ended again = verb("migrate");
    EXPECT_EQ(again.code, 0);
    EXPECT_THAT(again.words, HasSubstr(" already"));

    sql("INSERT INTO schema_migrations VALUES (999, '999.sql', 'x', 0)");
    expect_refused(verb("serve"), "999.sql", "newer");
    sql("DELETE FROM schema_migrations WHERE number = 999");

    for (const auto& entry : fs::directory_iterator(folder_.path()))
        fs::permissions(entry, fs::perms(0444));
    fs::permissions(folder_.path(), fs::perms(0755));
    const std::string remedy = "Let the user that runs Debrief write to";
    expect_refused(debrief({"serve", "--config", config_file()}, true), database(), remedy);
}

TEST_F(Program, ADatabaseInUseIsSaid) {
    start();
    expect_refused(verb("serve"), "another Debrief", "Stop that one");
    // Looking on does no harm.
    EXPECT_EQ(verb("status").code, 0);
    const Ended doctor = verb("doctor");
    EXPECT_EQ(doctor.code, 0) << doctor.words;
}

TEST_F(Program, StatusAndDoctorTellWhatTheyFind) {
    configure();
    const Ended doctor = verb("doctor");
    EXPECT_EQ(doctor.code, 0) << doctor.words;
    EXPECT_THAT(doctor.words, AllOf(HasSubstr("ok       database"), HasSubstr(sandbox::ids::team)));
    const Ended missing = verb("status");
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.words, HasSubstr(database()));
    EXPECT_FALSE(fs::exists(database())) << "looking creates nothing";
    EXPECT_EQ(verb("migrate").code, 0);
    const Ended empty = verb("status");
    EXPECT_EQ(empty.code, 0);
    EXPECT_THAT(
        empty.words, HasSubstr("Open follow-ups: 0\nMessages waiting: 0\nMessages given up: 0\n")
    );

    box_->revoke_token();
    const Ended refused = verb("doctor");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(
        refused.words,
        AllOf(
            HasSubstr("PROBLEM  Slack accepts the bot token"),
            HasSubstr("install the app again"),
            Not(HasSubstr("xoxb-"))
        )
    );
}

TEST_F(Program, TheManifestIsReadyToPaste) {
    configure();
    const Ended manifest = debrief({"manifest", "slack", "--config", config_file()});
    EXPECT_EQ(manifest.code, 0);
    // In front of it stand warnings, on standard error.
    const auto document = json::parse(manifest.words.substr(manifest.words.find('{')));
    ASSERT_TRUE(document) << manifest.words;
    EXPECT_EQ(
        document->ref()["settings"]["event_subscriptions"]["request_url"].str(),
        "https://debrief.example.com/slack/events"
    );
    const Ended teams = debrief({"manifest", "teams", "--config", config_file()});
    EXPECT_EQ(teams.code, 1);
    EXPECT_THAT(teams.words, HasSubstr("set `app_id` under [teams]"));
}

}  // namespace
}  // namespace debrief::test
