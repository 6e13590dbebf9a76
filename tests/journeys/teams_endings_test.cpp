// kill -9 in the middle of what Teams sends: what was answered has happened, once.
#include "tests/journeys/teams_signed.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <map>

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using testing::ElementsAre;

class TeamsEndings : public TeamsSigned {
  protected:
    /// An activity that is sent until it is taken, as Teams does.
    struct Sent {
        std::string body, answer, problem;
    };

    /// Somebody's words in the thread, as they come where Debrief may read all of them.
    std::string reply(const std::string& words, const std::string& root) {
        Value made = activity("", root, ids::search);
        made.set("text", words).set("entities", Value::array());
        return json::dump(made);
    }
    std::string press(const std::string& person, const std::string& name) {
        Value data = Value::object().set("value", "answer works F-1");
        Value action = Value::object().set("type", "Action.Execute").set("verb", "answer_works");
        action.set("data", std::move(data));
        Value value = Value::object().set("action", std::move(action)).set("trigger", "manual");
        const std::string head = heads_at_teams(ids::search)[0]->id;
        Value made = activity("", head, ids::search);
        made.set("type", "invoke").set("name", "adaptiveCard/action").set("id", "f:" + name);
        made.set("from", Value::object().set("id", person)).set("value", std::move(value));
        return json::dump(made.set("text", "").set("replyToId", head));
    }
    void send_what_is_open(std::map<std::string, Sent>& all, std::size_t& under_way) {
        for (auto& [name, sent] : all) {
            if (!sent.answer.empty()) continue;
            ++under_way;
            asio::co_spawn(context_, send(sent, under_way), asio::detached);
        }
    }
    asio::awaitable<void> send(Sent& sent, std::size_t& under_way) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        request.headers.add("Authorization", "Bearer " + signed_with(header(), claims()));
        request.body = sent.body;
        const std::string url = url_ + "/api/messages";
        auto answer = co_await client_->send(url, std::move(request));
        --under_way;
        if (!answer || answer->status != 200) {
            sent.problem = answer ? std::to_string(answer->status) : answer.error().what();
            co_return;
        }
        sent.answer = "taken " + answer->body;
    }
    static std::size_t answered(const std::map<std::string, Sent>& all) {
        std::size_t count = 0;
        for (const auto& [name, sent] : all) count += sent.answer.empty() ? 0U : 1U;
        return count;
    }
};

TEST_F(TeamsEndings, KilledUnderLoadEverythingAnsweredHasHappenedOnce) {
    start_with_teams();
    opens_at_teams("Under load", "service:search", 1);
    const std::string root = heads_at_teams(ids::search)[0]->id;
    constexpr int rounds = 4;
    constexpr int replies = 25;
    std::map<std::string, Sent> all;
    std::size_t said = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < replies; ++i, ++said) {
            const std::string name = "said-" + std::to_string(round * 100 + 1000 + i);
            all[name].body = reply(name, root);
        }
        for (const char* who : {ids::olga, ids::mei}) {
            const std::string name = std::string("press-") + who + std::to_string(round);
            all[name].body = press(who, name);
        }
        const std::size_t enough = answered(all) + static_cast<std::size_t>(round * 7);
        std::size_t under_way = 0;
        send_what_is_open(all, under_way);
        ASSERT_TRUE(eventually([&] { return answered(all) >= enough; }));
        kill_debrief();
        ASSERT_TRUE(eventually([&] { return under_way == 0; }));
        start_with_teams();
    }
    std::size_t under_way = 0;
    send_what_is_open(all, under_way);
    ASSERT_TRUE(eventually([&] { return under_way == 0; }));
    ASSERT_EQ(answered(all), all.size()) << debrief_->output();

    EXPECT_EQ(stored("SELECT text FROM feedback").size(), said);
    EXPECT_EQ(stored("SELECT DISTINCT text FROM feedback").size(), said);
    EXPECT_THAT(stored("SELECT COUNT(*) FROM answers"), ElementsAre("2"));
    EXPECT_THAT(stored("PRAGMA integrity_check"), ElementsAre("ok"));
    EXPECT_TRUE(settled()) << debrief_->output();
    const std::string total = std::to_string(said) + " pieces of feedback";
    EXPECT_TRUE(eventually([&] {
        return head_at_teams(0, ids::search).find(total) != std::string::npos &&
               head_at_teams(0, ids::search).find("2 Works") != std::string::npos;
    })) << head_at_teams(0, ids::search);
    EXPECT_EQ(heads_at_teams(ids::search).size(), 1U);
    EXPECT_EQ(count_at_teams("said-", ids::search), 0U) << "an echo";
}

TEST_F(TeamsEndings, KilledWhileItPostsNothingIsDoubled) {
    start_with_teams();
    opens_at_teams("First");
    for (int round = 0; round < 3; ++round) {
        const std::string title = "Round " + std::to_string(round);
        says("Olga", "@Debrief open incident " + title);
        types("Ivan", "/debrief feedback F-1 Line " + std::to_string(round));
        ASSERT_TRUE(eventually([&] { return count_at_teams("Incident · " + title) == 1; }))
            << debrief_->output();
        kill_debrief();
        start_with_teams();
        // The press tells whether the head is there, where the answer got lost.
        clicks("Olga", "Works", "Incident · " + title);
        const std::size_t known = 2 * (static_cast<std::size_t>(round) + 2);
        ASSERT_TRUE(eventually([&] { return known_heads() == known; })) << debrief_->output();
    }
    ASSERT_TRUE(settled(std::chrono::seconds(60))) << debrief_->output();
    for (int round = 0; round < 3; ++round) {
        const std::string number = std::to_string(round);
        EXPECT_EQ(count_at_teams("Incident · Round " + number), 1U);
        EXPECT_GE(count_at_teams("Line " + number), 1U);
    }
    EXPECT_EQ(heads_at_teams().size(), 4U);
}

}  // namespace
}  // namespace debrief::test
