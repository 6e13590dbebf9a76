// The actor: acts by what can be read, waits for what should appear, says what was there instead.
#include "adapters/sandbox/actor.hpp"

#include "adapters/sandbox/readable.hpp"
#include "tests/sandbox/playground.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::sandbox {
namespace {

class Acting : public Playground {
  protected:
    Acting() {
        start();
        actor = std::make_unique<Actor>(*box, nullptr, std::chrono::milliseconds(200));
        actor->as("Olga").in("#checkout");
    }
    void go(asio::awaitable<void> step) { run(std::move(step)); }
    std::unique_ptr<Actor> actor;
};

TEST_F(Acting, SeesWhatIsVisible) {
    say(ids::checkout, "Incident · Slow");
    go(actor->sees("Slow"));
    go(actor->does_not_see("Fast"));
    EXPECT_EQ(actor->failure(), "");
    EXPECT_EQ(actor->steps(), 2);
    go(actor->sees("Fast"));
    EXPECT_EQ(
        actor->failure(),
        "Olga Brandt expected “Fast” to appear in #checkout.\nOn the screen:\n---\nIncident · Slow"
    );
    say(ids::checkout, "Fast");
    go(actor->sees("Fast"));
    EXPECT_EQ(actor->steps(), 2) << "nothing counts after a failure";
}

TEST_F(Acting, WaitsForWhatComesLater) {
    const auto later = [&]() -> asio::awaitable<void> {
        co_await box->changed(box->workspace().revision(), std::chrono::milliseconds(30));
        Message message;
        message.text = "later";
        box->workspace().post(ids::checkout, std::move(message));
    };
    asio::co_spawn(context, later(), [](std::exception_ptr) {});
    go(actor->sees("later"));
    EXPECT_FALSE(actor->failed());
}

TEST_F(Acting, DoesNotSeeWhatIsForOthers) {
    post(
        "chat.postEphemeral",
        object().set("channel", ids::checkout).set("user", ids::olga).set("text", "psst")
    );
    go(actor->sees("psst"));
    actor->as("Piotr");
    go(actor->does_not_see("psst"));
    EXPECT_EQ(actor->failure(), "");
}

TEST_F(Acting, PressesByLabelInTheNewestMessage) {
    post(
        "chat.postMessage",
        object().set("channel", ids::checkout).set("text", "a").set("blocks", button_blocks("one"))
    );
    post(
        "chat.postMessage",
        object().set("channel", ids::checkout).set("text", "b").set("blocks", button_blocks("two"))
    );
    settle();
    forget();
    go(actor->presses("Go"));
    EXPECT_EQ(body_of(bot->requests().at(0))["actions"].at(0)["action_id"].str(), "two");
    go(actor->presses("Stop"));
    EXPECT_NE(actor->failure().find("a button “Stop”"), std::string::npos);
}

TEST_F(Acting, FillsByLabel) {
    go(actor->types("/debrief form"));
    const std::string trigger = field(bot->requests().at(0), "trigger_id");
    post("views.open", object().set("trigger_id", trigger).set("view", form_view()));
    forget();
    go(actor->sees_form("Form"));
    go(actor->fills("Words", "hello"));
    go(actor->submits());
    EXPECT_EQ(actor->failure(), "");
    EXPECT_EQ(
        body_of(bot->requests().at(0))["view"]["state"]["values"]["in"]["text"]["value"].str(),
        "hello"
    );
    go(actor->fills("Nothing", "x"));
    EXPECT_NE(actor->failure().find("a field “Nothing”"), std::string::npos);
}

TEST_F(Acting, WritesInThreads) {
    const std::string head = say(ids::checkout, "Incident · Slow");
    actor->in_thread_of("Slow");
    go(actor->types("Better now"));
    EXPECT_EQ(newest(ids::checkout)->thread_ts, head);
    go(actor->edits("Better", "Much better now"));
    EXPECT_EQ(newest(ids::checkout)->text, "Much better now");
    go(actor->erases("Much better"));
    EXPECT_EQ(newest(ids::checkout)->ts, head);
    EXPECT_EQ(actor->failure(), "");
}

TEST(Readable, TakesTheMarkupAway) {
    test::FakeClock clock;
    SeededRandom random(1);
    Workspace workspace(clock, random);
    furnish(workspace);
    EXPECT_EQ(
        readable(
            workspace,
            "*Bold* `code` <@U0OLGA00001> in <#C0SEARCH001|x>: <https://x.example|here> &amp; "
            "&lt;b&gt; :red_circle: red 9:30",
            "UTC"
        ),
        "Bold code @Olga in #search: here & <b> red 9:30"
    );
    EXPECT_EQ(
        readable(
            workspace, "<!date^1795176000^{date_short_pretty} at {time}|then>", "Europe/Berlin"
        ),
        "Fri 20 Nov at 13:00"
    );
}

}  // namespace
}  // namespace debrief::sandbox
