// Signals and crashes: what was answered has happened, once.
#include "tests/journeys/at_work.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <map>

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;
using namespace std::chrono_literals;
using sandbox::Fault;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* search_service =
    "[[service]]\nname = \"search\"\nslack_channels = [\"C0SEARCH001\"]\n";

class Endings : public AtWork {
  protected:
    /// A request that is sent until it is answered, as Slack and people do.
    struct Sent {
        std::string type, body, answer, problem;
    };

    std::string thread_message(const std::string& text, int number) {
        char ts[32];
        std::snprintf(ts, sizeof ts, "1799999999.%06d", number);
        json::Value event = json::Value::object();
        event.set("type", "message").set("channel", ids::checkout).set("channel_type", "channel");
        event.set("user", ids::piotr).set("text", text).set("ts", ts).set("event_ts", ts);
        event.set("thread_ts", heads()[0]->ts);
        json::Value envelope = json::Value::object();
        envelope.set("type", "event_callback").set("team_id", ids::team);
        envelope.set("event_id", std::string("Ev") + ts).set("event", std::move(event));
        return json::dump(envelope);
    }
    /// Sends everything that has no answer yet, all at once.
    void send_what_is_open(std::map<std::string, Sent>& all, std::size_t& under_way) {
        for (auto& [name, sent] : all) {
            if (!sent.answer.empty()) continue;
            ++under_way;
            asio::co_spawn(context_, send(sent, under_way), asio::detached);
        }
    }
    asio::awaitable<void> send(Sent& sent, std::size_t& under_way) {
        net::HttpRequest request = signed_request(sent.type, sent.body);
        const std::string url = url_ + "/slack/events";
        auto answer = co_await client_->send(url, std::move(request));
        --under_way;
        if (!answer || answer->status != 200) {
            sent.problem = answer ? std::to_string(answer->status) : answer.error().what();
            co_return;
        }
        sent.answer = answer->body.empty() ? "ok" : answer->body;
    }
    static std::size_t answered(const std::map<std::string, Sent>& all) {
        std::size_t count = 0;
        for (const auto& [name, sent] : all) count += sent.answer.empty() ? 0U : 1U;
        return count;
    }
    static std::string name_of(int round, int number) {
        return "said-" + std::to_string(round) + "-" + std::to_string(100 + number);
    }
};

TEST_F(Endings, KilledUnderLoadEverythingAnsweredHasHappenedOnce) {
    start();
    opens("Olga", "Under load");
    constexpr int rounds = 4;
    constexpr int replies = 40;
    std::map<std::string, Sent> all;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < replies; ++i) {
            const std::string name = name_of(round, i);
            all[name] = {"application/json", thread_message(name, round * replies + i), "", ""};
        }
        const std::string told = "told-" + std::to_string(round);
        all[told] = {form_type, command_form("feedback F-1 " + told, told), "", ""};
        // Another moment each time: before the first answer, and in the middle of them.
        const std::size_t enough = answered(all) + static_cast<std::size_t>(round * 9);
        std::size_t under_way = 0;
        send_what_is_open(all, under_way);
        ASSERT_TRUE(eventually([&] { return answered(all) >= enough; }));
        kill_debrief();
        ASSERT_TRUE(eventually([&] { return under_way == 0; }));
        const std::size_t kept = answered(all);
        EXPECT_GE(stored("SELECT 1 FROM feedback").size(), kept) << "answered and lost";
        start();
    }
    std::size_t under_way = 0;
    send_what_is_open(all, under_way);
    ASSERT_TRUE(eventually([&] { return under_way == 0; }));
    EXPECT_EQ(answered(all), all.size());
    // What was answered and is asked again gets the same answer.
    Sent repeated = all["told-0"];
    const auto again = post(signed_request(repeated.type, repeated.body));
    EXPECT_EQ(again.body, repeated.answer);

    EXPECT_EQ(stored("SELECT text FROM feedback").size(), all.size());
    EXPECT_EQ(stored("SELECT DISTINCT text FROM feedback").size(), all.size());
    EXPECT_THAT(stored("PRAGMA integrity_check"), ElementsAre("ok"));
    const std::string total = std::to_string(all.size()) + " pieces of feedback";
    EXPECT_TRUE(eventually([&] {
        return heads()[0]->text.find(total) != std::string::npos &&
               stored("SELECT 1 FROM outbox").empty();
    })) << heads()[0]->text;
    EXPECT_EQ(heads().size(), 1U);
    for (int round = 0; round < rounds; ++round)
        EXPECT_EQ(count(ids::checkout, "told-" + std::to_string(round)), 1U) << round;
}

TEST_F(Endings, ToldToStopItEndsInTimeAndNothingComesTwice) {
    start();
    opens("Olga", "First");
    // Slack took the message, and its answer is still out when the program is told to stop.
    Fault lost;
    lost.kind = Fault::Kind::lost;
    box_->api().faults().next("chat.postMessage", lost);
    types("Olga", "/debrief open incident Second");
    ASSERT_TRUE(has_heads(2));
    const auto told = std::chrono::steady_clock::now();
    stop_debrief();
    EXPECT_LT(std::chrono::steady_clock::now() - told, 10s);

    start();
    types("Olga", "/debrief feedback F-2 After the restart");
    sees("Ivan", "After the restart");
    EXPECT_TRUE(eventually([this] { return stored("SELECT 1 FROM outbox").empty(); }))
        << debrief_->output();
    EXPECT_EQ(heads().size(), 2U);
}

TEST_F(Endings, ToldToStopItFinishesWhatItTook) {
    start();
    opens("Olga", "Under load");
    std::map<std::string, Sent> all;
    for (int i = 0; i < 60; ++i)
        all[name_of(0, i)] = {"application/json", thread_message(name_of(0, i), i), "", ""};
    std::size_t under_way = 0;
    send_what_is_open(all, under_way);
    ASSERT_TRUE(eventually([&] { return answered(all) > 0; }));
    stop_debrief();
    ASSERT_TRUE(eventually([&] { return under_way == 0; }));
    EXPECT_EQ(stored("SELECT 1 FROM feedback").size(), answered(all));
}

TEST_F(Endings, AHangupTakesOverAGoodConfigurationAndRefusesABrokenOne) {
    start();
    types("Olga", "/debrief open incident Slow service:search");
    sees("Olga", "There is no service");
    std::ofstream(config_file(), std::ios::app) << search_service;
    debrief_->signal(SIGHUP);
    const auto said = [this](const char* words) {
        return eventually([&] { return debrief_->output().find(words) != std::string::npos; });
    };
    ASSERT_TRUE(said("the configuration was read again")) << debrief_->output();
    types("Olga", "/debrief open incident Slow service:search");
    EXPECT_TRUE(eventually([this] { return count(ids::search, "Slow") == 1; }));

    std::ofstream(config_file(), std::ios::app) << "servce = 1\n";
    debrief_->signal(SIGHUP);
    ASSERT_TRUE(said("the new configuration is not used")) << debrief_->output();
    EXPECT_THAT(debrief_->output(), HasSubstr("servce"));
    types("Olga", "/debrief open incident Slower service:search");
    EXPECT_TRUE(eventually([this] { return count(ids::search, "Slower") == 1; }));
}

}  // namespace
}  // namespace debrief::test
