// The page's own API: one person's view, what they do, and who may ask.
#include "bot/core/calendar.hpp"
#include "tests/sandbox/playground.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::sandbox {
namespace {

class Page : public Playground {
  protected:
    Page() { start(); }
    /// As a browser would ask that shows a page of `origin` and found the sandbox as `host`.
    int status_of(const std::string& host, const std::string& origin) {
        net::HttpRequest request("GET", "/sandbox/state?as=U0OLGA00001&since=0");
        request.headers.add("Host", host);
        if (!origin.empty()) request.headers.add("Origin", origin);
        PageServer server(*box);
        return run(server.answer(std::move(request))).status;
    }
    json::Value state(const std::string& who, std::uint64_t since = 0) {
        const std::string target = "/sandbox/state?as=" + who + "&since=" + std::to_string(since);
        return send(net::HttpRequest("GET", target)).body;
    }
    Answer act(json::Value what) {
        net::HttpRequest request("POST", "/sandbox/act");
        request.headers.add("Content-Type", "application/json");
        if (!what["as"].exists()) what.set("as", ids::olga);
        request.body = json::dump(what);
        return send(std::move(request));
    }
    /// The channel in a state, or a missing Ref.
    static json::Ref channel_in(const json::Value& state, std::string_view id) {
        json::Ref found;
        state["channels"].each([&](json::Ref each) {
            if (each["id"].str() == id) found = each;
        });
        return found;
    }
};

TEST_F(Page, IsServed) {
    EXPECT_EQ(send(net::HttpRequest("GET", "/")).status, 200);
    EXPECT_EQ(send(net::HttpRequest("GET", "/archives/C0CHECKOUT1/p1795176000000000")).status, 200);
    EXPECT_EQ(send(net::HttpRequest("GET", "/page/app.js")).status, 200);
    EXPECT_EQ(send(net::HttpRequest("GET", "/page/../sandbox.cpp")).status, 404);
    EXPECT_EQ(send(net::HttpRequest("GET", "/elsewhere")).status, 404);
}

TEST_F(Page, OtherSitesMayNotAsk) {
    EXPECT_EQ(status_of("127.0.0.1:8080", ""), 200);
    EXPECT_EQ(status_of("localhost:8080", "http://localhost:8080"), 200);
    EXPECT_EQ(status_of("127.0.0.1:8080", "https://evil.example.com"), 403);
    EXPECT_EQ(status_of("127.0.0.1:8080", "http://127.0.0.1:9999"), 403);
    EXPECT_EQ(status_of("evil.example.com:80", ""), 403) << "a name of theirs that leads here";
    net::HttpRequest form("POST", "/sandbox/act");
    form.headers.add("Content-Type", "text/plain");
    form.body = R"({"as":"U0OLGA00001","do":"type","channel":"C0CHECKOUT1","text":"x"})";
    EXPECT_EQ(send(std::move(form)).status, 403) << "a form of another site can send this";
    EXPECT_EQ(newest(ids::checkout), nullptr);
}

TEST_F(Page, ShowsWhatOnePersonMaySee) {
    types(ids::olga, ids::leads, "secret");
    post(
        "chat.postEphemeral",
        object().set("channel", ids::checkout).set("user", ids::olga).set("text", "psst")
    );
    const json::Value olga = state(ids::olga);
    EXPECT_EQ(channel_in(olga, ids::leads)["messages"].at(0)["text"].str(), "secret");
    EXPECT_EQ(channel_in(olga, ids::checkout)["messages"].at(0)["only_you"].boolean(), true);
    const json::Value piotr = state(ids::piotr);
    EXPECT_FALSE(channel_in(piotr, ids::leads).exists());
    EXPECT_EQ(channel_in(piotr, ids::checkout)["messages"].size(), 0U);
    EXPECT_EQ(send(net::HttpRequest("GET", "/sandbox/state?as=U0SAM000001&since=0")).status, 400);
}

TEST_F(Page, WaitsForNews) {
    const auto revision = static_cast<std::uint64_t>(*state(ids::olga)["revision"].integer());
    bool answered = false;
    const auto watch = [&]() -> asio::awaitable<void> {
        const std::string url =
            box->page_url() + "sandbox/state?as=U0OLGA00001&since=" + std::to_string(revision);
        net::HttpRequest request("GET", "/");
        auto result = co_await client->send(url, request);
        answered = result.has_value();
    };
    asio::co_spawn(context, watch(), [](std::exception_ptr) {});
    context.restart();
    context.run_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(answered);
    box->workspace().react(ids::checkout, say(ids::checkout, "x"), ids::olga, "eyes");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!answered && std::chrono::steady_clock::now() < end)
        context.run_one_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(answered);
}

TEST_F(Page, PeopleActThroughIt) {
    EXPECT_TRUE(
        act(object().set("do", "type").set("channel", ids::checkout).set("text", "one")).ok()
    );
    const std::string ts = newest(ids::checkout)->ts;
    const auto at = [&](const char* what) {
        return object().set("do", what).set("channel", ids::checkout).set("ts", ts);
    };
    EXPECT_TRUE(act(at("edit").set("text", "two")).ok());
    EXPECT_EQ(newest(ids::checkout)->text, "two");
    EXPECT_FALSE(act(at("edit").set("text", "three").set("as", ids::ivan)).ok());
    EXPECT_TRUE(act(at("react").set("name", "eyes")).ok());
    EXPECT_EQ(newest(ids::checkout)->reactions.size(), 1U);
    EXPECT_TRUE(act(at("react").set("name", "eyes")).ok());
    EXPECT_TRUE(newest(ids::checkout)->reactions.empty());
    EXPECT_TRUE(act(at("erase")).ok());
    EXPECT_EQ(newest(ids::checkout), nullptr);
    EXPECT_FALSE(act(object().set("do", "dance")).ok());
    EXPECT_FALSE(act(at("type").set("as", ids::bot_user)).ok());
}

TEST_F(Page, MembershipCanChange) {
    const auto change = [&](const char* what, const char* who, const char* where) {
        return act(object().set("do", what).set("as", who).set("channel", where)).ok();
    };
    EXPECT_TRUE(change("join", ids::mei, ids::checkout));
    EXPECT_TRUE(box->workspace().is_member(ids::checkout, ids::mei));
    EXPECT_FALSE(change("join", ids::mei, ids::leads));
    EXPECT_TRUE(change("invite", ids::olga, ids::general));
    EXPECT_TRUE(box->workspace().bot_is_in(ids::general));
    EXPECT_TRUE(change("remove", ids::olga, ids::general));
    EXPECT_FALSE(box->workspace().bot_is_in(ids::general));
}

TEST_F(Page, TheClockMovesInStepsOfAnHour) {
    std::vector<UtcTime> seen;
    clock.on_moved([&] { seen.push_back(clock.now()); });
    box->set_idle_check([]() -> asio::awaitable<bool> { co_return true; });
    const UtcTime before = clock.now();
    EXPECT_TRUE(act(object().set("do", "clock").set("ms", 150 * 60'000)).ok());
    EXPECT_EQ(clock.now() - before, std::chrono::minutes(150));
    EXPECT_EQ(seen.size(), 3U) << "13:00, 14:00, 14:30";
    EXPECT_TRUE(act(object().set("do", "clock").set("to", "monday")).ok());
    EXPECT_EQ(
        core::Calendar("Europe/Berlin", core::WorkingHours(), {}).format(clock.now(), "%a %H:%M"),
        "Mon 09:00"
    );
    EXPECT_FALSE(act(object().set("do", "clock").set("ms", -1)).ok());
}

TEST_F(Page, TheOutsidePostsToTheSources) {
    EXPECT_FALSE(act(object()
                         .set("do", "outside")
                         .set("kind", "github")
                         .set("service", "checkout")
                         .set("title", "v1"))
                     .ok());
    box->set_sources(
        {SourceLink("alertmanager", bot->url("/sources/am"), Secret("t1")),
         SourceLink("github", bot->url("/sources/gh"), Secret("t2"))}
    );
    EXPECT_TRUE(act(object()
                        .set("do", "outside")
                        .set("kind", "alertmanager")
                        .set("service", "checkout")
                        .set("title", "Down"))
                    .ok());
    const auto& alert = bot->requests().at(0);
    EXPECT_EQ(alert.target, "/sources/am");
    EXPECT_EQ(alert.headers.get("authorization"), "Bearer t1");
    EXPECT_EQ(body_of(alert)["alerts"].at(0)["status"].str(), "resolved");
    EXPECT_EQ(body_of(alert)["alerts"].at(0)["endsAt"].str(), "2026-11-20T12:00:00Z");
    EXPECT_TRUE(act(object()
                        .set("do", "outside")
                        .set("kind", "github")
                        .set("service", "checkout")
                        .set("title", "v1"))
                    .ok());
    EXPECT_EQ(body_of(bot->requests().at(1))["release"]["tag_name"].str(), "v1");
    bot->push(net::HttpResponse(422, "text/plain", "no"));
    EXPECT_EQ(
        act(object()
                .set("do", "outside")
                .set("kind", "github")
                .set("service", "x")
                .set("title", "v1"))
            .text("problem"),
        "Debrief refused the webhook: no"
    );
}

TEST_F(Page, FormsAreShownToTheirOwner) {
    types(ids::olga, ids::checkout, "/debrief form");
    const std::string trigger = field(bot->requests().at(0), "trigger_id");
    post("views.open", object().set("trigger_id", trigger).set("view", form_view()));
    const json::Value olga = state(ids::olga);
    const std::string id(olga["modals"].at(0)["id"].str());
    EXPECT_EQ(olga["modals"].at(0)["definition"]["title"]["text"].str(), "Form");
    EXPECT_EQ(state(ids::piotr)["modals"].size(), 0U);
    EXPECT_TRUE(act(object().set("do", "submit").set("view", id).set("values", filled(""))).ok());
    EXPECT_EQ(
        state(ids::olga)["modals"].at(0)["errors"]["in"].str(),
        "Please complete this required field."
    );
    EXPECT_TRUE(act(object().set("do", "close").set("view", id)).ok());
    EXPECT_EQ(state(ids::olga)["modals"].size(), 0U);
}

}  // namespace
}  // namespace debrief::sandbox
