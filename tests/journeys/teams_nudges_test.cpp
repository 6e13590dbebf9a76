// Reminders in the chat with Debrief in Teams: `debrief demo`, whose clock can be moved.
#include "adapters/sandbox/cast.hpp"
#include "adapters/sandbox/teams/card_inputs.hpp"
#include "adapters/sandbox/teams/cast.hpp"
#include "adapters/sandbox/teams/typed.hpp"
#include "bot/net/http_client.hpp"
#include "tests/journeys/process.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/temp_folder.hpp"

#include <boost/asio/io_context.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace debrief::test {
namespace {

namespace ids = sandbox::teams::ids;
using json::Value;
using testing::HasSubstr;

class TeamsNudges : public testing::Test {
  protected:
    void SetUp() override {
        client_ = net::create_http_client(context_.get_executor());
        demo_ = std::make_unique<Process>(
            std::vector<std::string>{DEBRIEF_BINARY, "demo", "--port", "0"},
            folder_.path() / "demo.txt"
        );
        ASSERT_TRUE(eventually([this] { return !demo_->word_after("listening on ").empty(); }))
            << demo_->output();
        page_ = demo_->word_after("The workspace is at ");
    }
    void TearDown() override {
        client_->stop();
        demo_->signal(SIGTERM);
        EXPECT_TRUE(eventually([this] { return demo_->ended() >= 0; }));
        EXPECT_EQ(demo_->ended(), 0) << demo_->output();
    }
    static bool eventually(const std::function<bool()>& is_so) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return true;
    }
    Value ask(net::HttpRequest request, const std::string& path) {
        auto answer = run_coroutine(context_, client_->send(page_ + path, std::move(request)));
        EXPECT_TRUE(answer) << answer.error().what();
        auto parsed = json::parse(answer ? answer->body : "null");
        EXPECT_TRUE(parsed) << answer->body;
        return parsed ? std::move(*parsed) : Value();
    }
    /// Olga does that on the sandbox's page.
    void act(const char* what, Value act) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        request.body = json::dump(act.set("do", what).set("as", sandbox::ids::olga));
        const Value answer = ask(std::move(request), "sandbox/act");
        EXPECT_EQ(answer["problem"].str(), "") << what;
    }
    void advance(std::chrono::hours by) {
        const Duration time = by;
        act("clock", Value::object().set("ms", static_cast<std::int64_t>(time.count())));
    }
    Value state() {
        net::HttpRequest request("GET", "/");
        const Value all =
            ask(std::move(request), std::string("sandbox/state?since=0&as=") + sandbox::ids::olga);
        return Value(all["teams"]);
    }
    /// The newest message of Olga's chat with Debrief that holds these words, with its chat's id
    /// as "place"; null when there is none.
    Value in_her_chat(const std::string& words) {
        const Value now = state();
        Value found;
        now["places"].each([&](json::Ref place) {
            if (place["kind"].str() != "personal") return;
            place["messages"].each([&](json::Ref message) {
                const std::string all = std::string(message["text"].str()) +
                                        sandbox::teams::words_of_card(message["card"]);
                if (message["deleted"].exists() || all.find(words) == std::string::npos) return;
                found = Value(message);
                found.set("place", place["id"].str());
            });
        });
        return found;
    }
    Value reminder() { return in_her_chat("How is it now?"); }
    bool is_reminded() {
        return eventually([this] { return !reminder().ref().is_null(); });
    }
    void press(const std::string& title, const Value& message) {
        const auto actions = sandbox::teams::actions_in(message["card"]);
        std::size_t index = 0;
        while (index < actions.size() && actions[index]["title"].str() != title) ++index;
        ASSERT_LT(index, actions.size()) << "no button " << title << json::dump(message);
        Value press = Value::object().set("place", message["place"].str());
        press.set("message", message["id"].str()).set("action", static_cast<std::int64_t>(index));
        act("teams.press", std::move(press));
    }
    std::string last_notice() {
        std::string words;
        state()["notices"].each([&](json::Ref notice) { words = notice["text"].str(); });
        return words;
    }

    asio::io_context context_{1};
    TempFolder folder_;
    std::unique_ptr<net::HttpClient> client_;
    std::unique_ptr<Process> demo_;
    std::string page_;
};

TEST_F(TeamsNudges, AReminderIsSnoozedComesBackAndEndsWithAnAnswer) {
    Value open = Value::object().set("place", ids::checkout);
    act("teams.type", std::move(open.set("text", "@Debrief open incident Nobody can pay")));
    // Long enough for one business day over any weekend.
    advance(std::chrono::hours(24 * 4));
    ASSERT_TRUE(is_reminded()) << json::dump(state());
    const Value first = reminder();
    EXPECT_THAT(sandbox::teams::words_of_card(first["card"]), HasSubstr("Nobody can pay"));
    press("Snooze", first);
    EXPECT_THAT(last_notice(), HasSubstr("1 reminder waits until"));
    advance(std::chrono::hours(24 * 4));
    EXPECT_TRUE(eventually([&] {
        const Value again = reminder();
        return !again.ref().is_null() && again["id"].str() != first["id"].str();
    })) << json::dump(state());
    press("Works", reminder());
    EXPECT_THAT(last_notice(), HasSubstr("Recorded: works, F-1"));
    EXPECT_TRUE(eventually([this] { return reminder().ref().is_null(); }))
        << "an answered reminder ends: " << json::dump(reminder());
}

}  // namespace
}  // namespace debrief::test
