// People at work in Microsoft Teams, beside those in Slack, with the real program behind both.
#pragma once
#include "adapters/sandbox/teams/actor.hpp"
#include "tests/journeys/at_work.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::test {

class TeamsAtWork : public AtWork {
  protected:
    /// Checkout has a channel in both tools, search one in Teams only, pager the group chat.
    [[nodiscard]] std::string teams_settings() {
        namespace ids = sandbox::teams::ids;
        const std::string webhook_secret(office().settings().webhook_secret.reveal());
        return list("teams_channels", ids::checkout) + "[[service]]\nname = \"search\"\n" +
               list("teams_channels", ids::search) + "[[service]]\nname = \"pager\"\n" +
               list("teams_channels", ids::on_call) + "[teams]\n" + line("app_id", ids::app) +
               line("app_password", app_password) + line("tenant_id", ids::tenant) +
               line("login_url", office().login_url()) +
               line("openid_metadata_url", office().openid_metadata_url()) +
               list("service_urls", office().service_url()) +
               "[[teams.outgoing_webhook]]\nname = \"ops\"\n" + line("secret", webhook_secret);
    }
    /// `more`: the rest of the configuration.
    void start_with_teams(const std::string& more = "") {
        start(teams_settings() + more);
        office().set_outgoing_webhook(url_ + "/teams/outgoing/ops");
    }
    [[nodiscard]] sandbox::TeamsTenant& office() { return box_->teams(); }

    // ---- people

    sandbox::TeamsActor at_teams(std::string_view name, std::string_view place = "checkout") {
        sandbox::TeamsActor actor(*box_);
        actor.as(name).in(place);
        return actor;
    }
    /// One person does one thing in Teams; what went wrong is a failure of the test.
    void says(std::string_view name, const std::string& text, std::string_view place = "checkout") {
        sandbox::TeamsActor actor = at_teams(name, place);
        run(actor.types(text));
        expect_fine(actor);
    }
    void says_in_thread(std::string_view name, const std::string& text, const std::string& head) {
        sandbox::TeamsActor actor = at_teams(name);
        actor.in_thread_of(head);
        run(actor.types(text));
        expect_fine(actor);
    }
    void reads(
        std::string_view name, const std::string& words, std::string_view place = "checkout"
    ) {
        sandbox::TeamsActor actor = at_teams(name, place);
        run(actor.sees(words));
        expect_fine(actor);
    }
    void clicks(
        std::string_view name,
        const std::string& title,
        const std::string& on = "",
        std::string_view place = "checkout"
    ) {
        sandbox::TeamsActor actor = at_teams(name, place);
        run(actor.presses(title, on));
        expect_fine(actor);
    }
    void expect_fine(const sandbox::TeamsActor& actor) {
        EXPECT_FALSE(actor.failed()) << actor.failure() << "\n" << debrief_->output();
    }
    /// Waits until the follow-up has a head in each of `places` (1: Teams alone, 2: Slack too) and
    /// the program knows where.
    void opens_at_teams(
        const std::string& title, const std::string& options = "", std::size_t places = 2
    ) {
        const std::size_t before = known_heads();
        says("Olga", "@Debrief open incident " + title + " " + options);
        ASSERT_TRUE(eventually([&] { return known_heads() >= before + places; }))
            << debrief_->output();
    }
    [[nodiscard]] std::size_t known_heads() const {
        return stored("SELECT 1 FROM posted WHERE follow_up IS NOT NULL").size();
    }

    // ---- what is in Teams

    [[nodiscard]] std::vector<const sandbox::teams::Message*> posts_at_teams(
        std::string_view place = sandbox::teams::ids::checkout
    ) {
        std::vector<const sandbox::teams::Message*> found;
        for (const auto& [id, message] : office().tenant().conversation(place)->messages) {
            if (message.by_bot && !message.deleted) found.push_back(&message);
        }
        return found;
    }
    /// Posts of Debrief's that hold these words.
    [[nodiscard]] std::size_t count_at_teams(
        const std::string& words, std::string_view place = sandbox::teams::ids::checkout
    ) {
        const auto all = posts_at_teams(place);
        const auto holds = [&](const sandbox::teams::Message* message) {
            return sandbox::teams::words_of(*message, "").find(words) != std::string::npos;
        };
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
    }
    /// The heads: posts of Debrief's that begin a thread.
    [[nodiscard]] std::vector<const sandbox::teams::Message*> heads_at_teams(
        std::string_view place = sandbox::teams::ids::checkout
    ) {
        auto all = posts_at_teams(place);
        std::erase_if(all, [](const auto* message) { return !message->root.empty(); });
        return all;
    }
    /// Everything a head says, as somebody at Teams reads it.
    [[nodiscard]] std::string head_at_teams(
        std::size_t number = 0, std::string_view place = sandbox::teams::ids::checkout
    ) {
        const auto all = heads_at_teams(place);
        return number < all.size() ? sandbox::teams::words_of(*all[number], "") : std::string();
    }
    [[nodiscard]] std::size_t calls_to_teams(std::string_view operation) {
        const auto& calls = office().connector().calls();
        return static_cast<std::size_t>(std::count_if(
            calls.begin(),
            calls.end(),
            [&](const sandbox::teams::Call& call) { return call.operation == operation; }
        ));
    }
    /// Until nothing waits any more, neither to be sent nor to be heard.
    [[nodiscard]] bool settled(std::chrono::milliseconds limit = std::chrono::seconds(20)) {
        return eventually(
            [this] {
                return office().channel().under_way() == 0 && office().channel().waiting() == 0 &&
                       stored("SELECT 1 FROM outbox").empty();
            },
            limit
        );
    }
    /// Microsoft was content with everything the program did.
    void expect_no_complaints() {
        EXPECT_THAT(office().desks().complaints, testing::IsEmpty());
        EXPECT_EQ(office().windows().impatient(), 0) << "Retry-After was not honoured";
        EXPECT_THAT(office().channel().given_up(), testing::IsEmpty());
        for (const auto& call : office().connector().calls())
            EXPECT_NE(call.status, 400) << call.operation << " " << call.words;
    }

    static constexpr const char* app_password = "sandbox-client-secret";

  private:
    static std::string line(const std::string& key, const std::string& value) {
        return key + " = \"" + value + "\"\n";
    }
    static std::string list(const std::string& key, const std::string& value) {
        return key + " = [\"" + value + "\"]\n";
    }
};

}  // namespace debrief::test
