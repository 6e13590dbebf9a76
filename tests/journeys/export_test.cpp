// Search, exports and the proof of the journal, from the outside.
#include "tests/journeys/teams_at_work.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace debrief::test {
namespace {

class Exports : public AtWork {
  protected:
    void say_something() {
        opens("Ivan", "Zebra database down", "service:checkout");
        types("Olga", "/debrief feedback F-1 Call the keepers first");
        types("Priya", "/debrief feedback F-1 I saw the log anonymous");
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder_.path() / name).string();
    }
    static std::string content(const std::string& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    Ended exported(const std::vector<std::string>& more) {
        std::vector<std::string> all{"export", "--config", config_file()};
        all.insert(all.end(), more.begin(), more.end());
        return debrief(all);
    }
    /// The same configuration with another database.
    std::string other_config() {
        const std::string text = "[storage]\nurl = \"sqlite:other.db\"\n" + content(config_file());
        std::ofstream(path("other.toml")) << text;
        return path("other.toml");
    }
};

TEST_F(Exports, WhatWasSaidIsFound) {
    start();
    say_something();
    types("Ivan", "/debrief search KEEPERS call");
    sees("Ivan", "Found “KEEPERS call”");
    sees("Ivan", "B-1 feedback of F-1 Zebra database down · checkout: Call the keepers first");
    types("Ivan", "/debrief search elephant");
    sees("Ivan", "Nothing that you can see");
}

TEST_F(Exports, TheFileComesAsADirectMessage) {
    start();
    say_something();
    types("Olga", "/debrief export csv service:checkout");
    sees("Olga", "comes to you as a direct message");
    ASSERT_TRUE(eventually([this] {
        return !box_->files().all().empty() && box_->files().all().begin()->second.shared;
    })) << debrief_->output();
    const sandbox::StoredFile& file = box_->files().all().begin()->second;
    EXPECT_TRUE(file.name.starts_with("debrief-") && file.name.ends_with(".csv")) << file.name;
    EXPECT_NE(file.bytes.find("F-1,follow-up,,checkout,incident,open,"), std::string::npos);
    EXPECT_NE(file.bytes.find("Call the keepers first"), std::string::npos) << file.bytes;
    EXPECT_EQ(file.bytes.find("Priya"), std::string::npos) << file.bytes;
    const auto& direct = box_->workspace().direct(sandbox::ids::olga);
    bool found = false;
    for (const auto& [ts, message] : direct.messages)
        found = found || message.files.ref().at(0)["name"].str() == file.name;
    EXPECT_TRUE(found) << "in the direct conversation of who asked";
}

TEST_F(Exports, EverythingIsReadBackIntoAnotherDatabase) {
    start();
    say_something();
    const auto out = exported({"--all", "--output", path("all.json")});
    ASSERT_EQ(out.code, 0) << out.words;
    const std::string document = content(path("all.json"));
    EXPECT_NE(document.find("Call the keepers first"), std::string::npos);
    const std::string other = other_config();
    const auto in = debrief({"import", path("all.json"), "--config", other});
    ASSERT_EQ(in.code, 0) << in.words;
    const auto again = debrief(
        {"export",
         "--all",
         "--config",
         other,
         "--output",
         path("again.json"),
         "--key",
         path("all.json.key")}
    );
    ASSERT_EQ(again.code, 0) << again.words;
    EXPECT_EQ(content(path("again.json")), content(path("all.json")));
    const auto twice = debrief({"import", path("all.json"), "--config", other});
    EXPECT_EQ(twice.code, 1);
    EXPECT_NE(twice.words.find("records in the database already"), std::string::npos);
}

TEST_F(Exports, TheConsoleWritesFilesForPeople) {
    start();
    say_something();
    const auto csv = exported({"--output", path("records.csv")});
    ASSERT_EQ(csv.code, 0) << csv.words;
    EXPECT_NE(content(path("records.csv")).find("Zebra database down"), std::string::npos);
    const auto text = exported({"--format", "md", "--service", "checkout"});
    EXPECT_EQ(text.code, 0);
    EXPECT_NE(text.words.find("## F-1 Zebra database down"), std::string::npos) << text.words;
    EXPECT_EQ(exported({"--all", "--format", "csv"}).code, 2);
    EXPECT_EQ(exported({"--since", "soon"}).code, 2);
    EXPECT_EQ(exported({"--output", path("no/such/folder.csv")}).code, 1);
}

TEST_F(Exports, TheJournalProvesItself) {
    start();
    say_something();
    const auto fine = debrief({"journal", "verify", "--config", config_file()});
    EXPECT_EQ(fine.code, 0) << fine.words;
    EXPECT_NE(fine.words.find("The journal is in order: "), std::string::npos) << fine.words;
    kill_debrief();
    EXPECT_TRUE(stored("UPDATE journal SET detail = 'something else' WHERE id = 2").empty());
    const auto broken = debrief({"journal", "verify", "--config", config_file()});
    EXPECT_EQ(broken.code, 1);
    EXPECT_NE(broken.words.find("Line 2 was changed after it was written."), std::string::npos)
        << broken.words;
    EXPECT_TRUE(stored("DELETE FROM journal WHERE id = 2").empty());
    EXPECT_NE(
        debrief({"journal", "verify", "--config", config_file()}).words.find("Line 2 is missing."),
        std::string::npos
    );
    EXPECT_EQ(debrief({"journal"}).code, 2);
}

class TeamsExports : public TeamsAtWork {
  protected:
    /// The link that this person was given in the chat with Debrief; empty while there is none.
    std::string link(std::string_view person) {
        const std::string mark = "/api/v1/exports/";
        for (const auto& [id, message] : office().tenant().personal(person).messages) {
            const auto card = json::dump(message.card);
            const auto at = card.find(mark);
            if (at != std::string::npos) return card.substr(at, mark.size() + 32);
        }
        return {};
    }
};

TEST_F(TeamsExports, ALinkInThePersonalChatDownloads) {
    // Port 0: the address that was picked.
    more_ = teams_settings();
    start_debrief(more_, "127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0");
    ASSERT_TRUE(eventually([this] { return get("/readyz").status == 200; })) << debrief_->output();
    opens_at_teams("Zebra database down");
    says("Olga", "@Debrief export json");
    namespace ids = sandbox::teams::ids;
    ASSERT_TRUE(eventually([this] { return !link(ids::olga).empty(); })) << debrief_->output();
    const auto file = get(link(ids::olga));
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.headers.get("Content-Type"), "application/json");
    EXPECT_TRUE(file.headers.get("Content-Disposition").starts_with("attachment; filename="));
    const auto parsed = json::parse(file.body);
    ASSERT_TRUE(parsed) << file.body;
    EXPECT_EQ((*parsed)["records"].at(0)["text"].str(), "Zebra database down");
    EXPECT_EQ(count_at_teams("/api/v1/exports/"), 0U) << "not in the channel";
    EXPECT_EQ(get("/api/v1/exports/0123456789abcdef0123456789abcdef").status, 404);
}

}  // namespace
}  // namespace debrief::test
