// The whole program without its adapters: rules, inbox, delivery, scheduler and a real database,
// under a clock the test moves and a chat platform in memory.
#pragma once
#include "bot/base/json.hpp"
#include "bot/base/metrics.hpp"
#include "bot/core/grammar.hpp"
#include "bot/flow/delivery.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/scheduler.hpp"
#include "bot/flow/view_json.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_sender.hpp"
#include "tests/support/temp_store.hpp"

#include <map>
#include <memory>
#include <string>

namespace debrief::test {

class World {
  public:
    static constexpr const char* checkout_channel = "C1";

    /// Friday 2026-11-20, 13:00 in Berlin. One service, "checkout", in channel C1: ops contact Olga
    /// (U1), IT owner Ivan (U2).
    World();

    static core::Channel channel(std::string id = checkout_channel);

    static core::Channel teams_channel();
    /// From now on new follow-ups of "checkout" have a thread on both platforms.
    void live_in_both() { directory.services.front().channels.push_back(teams_channel()); }

    void meet(std::string user, std::string name, std::string email);

    void meet_in_teams(std::string user, std::string name, std::string email);

    /// A command as typed in the checkout channel.
    core::Command typed(std::string user, std::string_view line) const;
    core::Command intended(std::string user, core::Intent intent) const;

    core::Reply handle(core::Command command);
    core::Reply handle(std::string key, core::Command command);
    core::Reply say(std::string user, std::string_view line);
    /// Something a source reported, with times in minutes from now (negative: ago).
    core::Reply report(
        std::string external_id, int started_minutes, int ended_minutes, core::Subject subject = {}
    );

    /// Delivers until nothing is due.
    void deliver();
    /// Fires what is due, delivers, until nothing is due at this moment.
    void settle();
    /// Moves the clock in steps, settling at each, as time passes for a running program.
    void pass(Duration time, Duration step = std::chrono::minutes(30));
    /// Ends the program and starts it again.
    void restart();
    void start();

    template <class Function>
    auto look(Function function) {
        return store.read([&](flow::Tx& tx) { return function(tx); });
    }
    core::FollowUp follow_up(std::int64_t number = 1);
    std::vector<flow::ParkedRow> parked();
    std::string head_thread(std::int64_t number = 1, const core::Channel& place = channel());

    FakeClock clock;
    core::Directory directory;
    FakeSender sender;
    FakeSender teams_sender;
    TempStore store;
    std::unique_ptr<flow::Inbox> inbox;
    std::unique_ptr<flow::Delivery> delivery;
    std::unique_ptr<flow::Scheduler> scheduler;

  private:
    void open();
    void close();

    SeededRandom random_{7};
    Metrics metrics_;
    std::unique_ptr<flow::Wake> deliver_;
    std::unique_ptr<flow::Wake> schedule_;
    int last_key_ = 0;
};

/// The view of a sent message.
inline json::Value view_of(const FakeSender::Sent& sent) {
    return std::move(json::parse(sent.message.view)).value();
}
/// The view of the latest head post or update.
inline json::Value latest_head(const FakeSender& sender) {
    return view_of(sender.of("head").back());
}

}  // namespace debrief::test
