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
    World() {
        core::Service service;
        service.name = "checkout";
        service.channels = {channel()};
        service.ops_contact = "olga@example.com";
        service.it_owner = "ivan@example.com";
        service.timezone = "Europe/Berlin";
        directory.services = {service};
        directory.summary.timezone = "Europe/Berlin";
        meet("U1", "Olga", "olga@example.com");
        meet("U2", "Ivan", "ivan@example.com");
        meet("U3", "Piotr", "piotr@example.com");
        open();
    }

    static core::Channel channel(std::string id = checkout_channel) {
        return {core::Platform::slack, "", std::move(id)};
    }

    static core::Channel teams_channel() {
        return {core::Platform::teams, "", "19:checkout@thread.tacv2"};
    }
    /// From now on new follow-ups of "checkout" have a thread on both platforms.
    void live_in_both() { directory.services.front().channels.push_back(teams_channel()); }

    void meet(std::string user, std::string name, std::string email) {
        flow::Profile profile;
        profile.account = core::Account(core::Platform::slack, "", std::move(user));
        profile.name = std::move(name);
        profile.email = std::move(email);
        profile.timezone = "Europe/Berlin";
        sender.know(std::move(profile));
    }

    void meet_in_teams(std::string user, std::string name, std::string email) {
        flow::Profile profile;
        profile.account = core::Account(core::Platform::teams, "", std::move(user));
        profile.name = std::move(name);
        profile.email = std::move(email);
        teams_sender.know(std::move(profile));
    }

    /// A command as typed in the checkout channel.
    core::Command typed(std::string user, std::string_view line) const {
        core::Command command;
        command.actor = core::Account(core::Platform::slack, "", std::move(user));
        command.origin.channel = channel();
        command.origin.reply_by = core::ReplyBy::response;
        command.origin.via = "slash command";
        command.intent = core::read_command(line);
        return command;
    }
    core::Command intended(std::string user, core::Intent intent) const {
        auto command = typed(std::move(user), "help");
        command.intent = std::move(intent);
        return command;
    }

    core::Reply handle(core::Command command) {
        return handle("key-" + std::to_string(++last_key_), std::move(command));
    }
    core::Reply handle(std::string key, core::Command command) {
        auto reply =
            run_coroutine(store.context(), inbox->handle(std::move(key), std::move(command)));
        if (!reply) throw std::runtime_error(reply.error().what());
        return std::move(*reply);
    }
    core::Reply say(std::string user, std::string_view line) {
        return handle(typed(std::move(user), line));
    }
    /// Something a source reported, with times in minutes from now (negative: ago).
    core::Reply report(
        std::string external_id, int started_minutes, int ended_minutes, core::Subject subject = {}
    ) {
        core::SubjectReported reported;
        reported.subject = std::move(subject);
        if (reported.subject.title.empty()) reported.subject.title = "Database down";
        if (reported.subject.service.empty()) reported.subject.service = "checkout";
        reported.subject.source = "pager";
        reported.subject.external_id = std::move(external_id);
        reported.subject.started = clock.now() + std::chrono::minutes(started_minutes);
        reported.subject.ended = clock.now() + std::chrono::minutes(ended_minutes);
        reported.ended = true;
        core::Command command;
        command.origin.via = "source pager";
        command.intent = std::move(reported);
        return handle(std::move(command));
    }

    /// Delivers until nothing is due.
    void deliver() {
        for (bool more = true; more;) {
            auto step = run_coroutine(store.context(), delivery->step());
            if (!step) throw std::runtime_error(step.error().what());
            more = *step;
        }
    }
    /// Fires what is due, delivers, until nothing is due at this moment.
    void settle() {
        for (std::size_t fired = 1; fired > 0;) {
            auto tick = run_coroutine(store.context(), scheduler->tick());
            if (!tick) throw std::runtime_error(tick.error().what());
            fired = *tick;
            deliver();
        }
    }
    /// Moves the clock in steps, settling at each, as time passes for a running program.
    void pass(Duration time, Duration step = std::chrono::minutes(30)) {
        for (auto end = clock.now() + time; clock.now() < end;) {
            clock.advance(std::min(step, Duration(end - clock.now())));
            settle();
        }
    }
    /// Ends the program and starts it again.
    void restart() {
        close();
        store.reopen();
        open();
        auto recovered = run_coroutine(store.context(), delivery->recover());
        auto started = run_coroutine(store.context(), inbox->start());
        if (!recovered || !started) throw std::runtime_error("the restart failed");
    }
    void start() {
        auto started = run_coroutine(store.context(), inbox->start());
        if (!started) throw std::runtime_error(started.error().what());
    }

    template <class Function>
    auto look(Function function) {
        return store.read([&](flow::Tx& tx) { return function(tx); });
    }
    core::FollowUp follow_up(std::int64_t number = 1) {
        return look([&](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(number)); }).value();
    }
    std::vector<flow::ParkedRow> parked() {
        return look([](flow::Tx& tx) { return tx.parked_rows(100); });
    }
    std::string head_thread(std::int64_t number = 1, const core::Channel& place = channel()) {
        auto key = core::head_key(core::FollowUpId(number), place);
        return look([&](flow::Tx& tx) { return tx.posted(key); }).value().id;
    }

    FakeClock clock;
    core::Directory directory;
    FakeSender sender;
    FakeSender teams_sender;
    TempStore store;
    std::unique_ptr<flow::Inbox> inbox;
    std::unique_ptr<flow::Delivery> delivery;
    std::unique_ptr<flow::Scheduler> scheduler;

  private:
    void open() {
        auto executor = store.context().get_executor();
        deliver_ = std::make_unique<flow::Wake>(executor);
        schedule_ = std::make_unique<flow::Wake>(executor);
        auto known = [this] { return std::make_shared<core::Directory>(directory); };
        inbox = std::make_unique<flow::Inbox>(
            store.store(), clock, random_, known, *deliver_, *schedule_
        );
        flow::Senders senders{
            {core::Platform::slack, &sender}, {core::Platform::teams, &teams_sender}};
        delivery = std::make_unique<flow::Delivery>(
            store.store(), *inbox, senders, clock, random_, known, *deliver_, metrics_
        );
        scheduler =
            std::make_unique<flow::Scheduler>(store.store(), *inbox, clock, *schedule_, metrics_);
    }
    void close() {
        scheduler.reset();
        delivery.reset();
        inbox.reset();
    }

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
