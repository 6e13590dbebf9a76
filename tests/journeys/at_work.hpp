// People at work in the workspace, with the real program behind it; and the program's other verbs.
#pragma once
#include "adapters/sandbox/actor.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"
#include "tests/journeys/served.hpp"

#include <sqlite3.h>

#include <utility>

namespace debrief::test {

/// How one of the program's verbs ended.
struct Ended {
    int code = -1;
    std::string words;
};

class AtWork : public Served {
  protected:
    template <class T>
    T run(asio::awaitable<T> task) {
        return run_coroutine(context_, std::move(task));
    }

    /// Starts the program and waits until it knows the workspace.
    void start(const std::string& more = "") {
        more_ = more;
        start_debrief(more);
        ASSERT_TRUE(eventually([this] { return get("/readyz").status == 200; }))
            << debrief_->output();
    }
    /// Ends the program as a power cut would.
    void kill_debrief() {
        debrief_->signal(SIGKILL);
        ASSERT_TRUE(eventually([this] { return debrief_->ended() >= 0; }));
        debrief_.reset();
    }
    net::HttpResponse get(const std::string& path) {
        auto answer = run(client_->send(url_ + path, net::HttpRequest("GET", "/")));
        return answer ? *answer : net::HttpResponse(0, "", answer.error().what());
    }

    // ---- people

    sandbox::Actor person(std::string_view name) {
        sandbox::Actor actor(*box_);
        actor.as(name);
        return actor;
    }
    /// One person does one thing; what went wrong is a failure of the test.
    void types(std::string_view name, const std::string& text, const std::string& thread_of = "") {
        sandbox::Actor actor = person(name);
        if (!thread_of.empty()) actor.in_thread_of(thread_of);
        run(actor.types(text));
        EXPECT_FALSE(actor.failed()) << actor.failure();
    }
    void sees(std::string_view name, const std::string& words) {
        sandbox::Actor actor = person(name);
        run(actor.sees(words));
        EXPECT_FALSE(actor.failed()) << actor.failure() << "\n" << debrief_->output();
    }
    void presses(std::string_view name, const std::string& label, const std::string& on = "") {
        sandbox::Actor actor = person(name);
        run(actor.presses(label, on));
        EXPECT_FALSE(actor.failed()) << actor.failure();
    }
    /// Waits until the head of the new follow-up is there and the program knows where: only then
    /// are replies in its thread known to be about it.
    void opens(std::string_view name, const std::string& title, const std::string& options = "") {
        const std::size_t before = heads().size();
        types(name, "/debrief open incident " + title + " " + options);
        ASSERT_TRUE(has_heads(before + 1)) << debrief_->output();
        ASSERT_TRUE(eventually([&] {
            return stored("SELECT 1 FROM posted WHERE follow_up IS NOT NULL").size() > before;
        }));
    }

    // ---- the workspace

    [[nodiscard]] std::vector<const sandbox::Message*> posts(std::string_view channel) const {
        std::vector<const sandbox::Message*> found;
        for (const auto& [ts, message] : box_->workspace().channel(channel)->messages) {
            if (message.by_app && message.only_for.empty()) found.push_back(&message);
        }
        return found;
    }
    /// Posts of Debrief's that everybody sees and that hold these words.
    [[nodiscard]] std::size_t count(std::string_view channel, const std::string& words) const {
        std::size_t found = 0;
        for (const sandbox::Message* message : posts(channel))
            found += message->text.find(words) != std::string::npos ? 1U : 0U;
        return found;
    }

    // ---- requests as Slack signs them

    net::HttpRequest signed_request(
        const std::string& type, std::string body, Duration age = Duration(0)
    ) {
        const auto sent = std::chrono::floor<std::chrono::seconds>(now() - age);
        const std::string stamp = std::to_string(sent.time_since_epoch().count());
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", type);
        request.headers.add("X-Slack-Request-Timestamp", stamp);
        request.headers.add("X-Slack-Signature", box_->link().sign(stamp, body));
        request.body = std::move(body);
        return request;
    }
    net::HttpResponse post(net::HttpRequest request) {
        auto answer = run(client_->send(url_ + "/slack/events", std::move(request)));
        return answer ? *answer : net::HttpResponse(0, "", answer.error().what());
    }
    static std::string command_form(
        const std::string& text,
        const std::string& trigger,
        const std::string& channel = sandbox::ids::checkout,
        const std::string& team = sandbox::ids::team
    ) {
        const std::vector<std::pair<std::string, std::string>> fields{
            {"command", "/debrief"},
            {"text", text},
            {"team_id", team},
            {"channel_id", channel},
            {"user_id", sandbox::ids::olga},
            {"user_name", "olga"},
            {"trigger_id", trigger}};
        return net::encode_form(fields);
    }
    static constexpr const char* form_type = "application/x-www-form-urlencoded";

    // ---- the program's other verbs, and what is stored

    Ended debrief(std::vector<std::string> arguments, bool unprivileged = false) {
        arguments.insert(arguments.begin(), DEBRIEF_BINARY);
        Process process(arguments, folder_.path() / "verb.log", unprivileged);
        Ended ended;
        EXPECT_TRUE(eventually([&] { return process.ended() >= 0; }));
        ended.code = process.ended();
        ended.words = process.output();
        return ended;
    }
    Ended verb(const std::string& name) { return debrief({name, "--config", config_file()}); }
    [[nodiscard]] std::string config_file() const {
        return (folder_.path() / "debrief.toml").string();
    }
    [[nodiscard]] std::string database() const { return (folder_.path() / "debrief.db").string(); }
    /// The first column of every row.
    [[nodiscard]] std::vector<std::string> stored(const std::string& query) const {
        std::vector<std::string> rows;
        sqlite3* handle = nullptr;
        EXPECT_EQ(sqlite3_open(database().c_str(), &handle), SQLITE_OK);
        sqlite3_busy_timeout(handle, 5'000);
        const auto add = [](void* list, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(list)->emplace_back(values[0] ? values[0] : "");
            return 0;
        };
        char* problem = nullptr;
        EXPECT_EQ(sqlite3_exec(handle, query.c_str(), add, &rows, &problem), SQLITE_OK)
            << query << ": " << problem;
        sqlite3_free(problem);
        sqlite3_close(handle);
        return rows;
    }

    std::string more_;
};

}  // namespace debrief::test
