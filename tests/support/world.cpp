#include "tests/support/world.hpp"

#include <stdexcept>
#include <utility>

namespace debrief::test {

World::World() {
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

core::Channel World::channel(std::string id) {
    return {core::Platform::slack, "", std::move(id)};
}

core::Channel World::teams_channel() {
    return {core::Platform::teams, "", "19:checkout@thread.tacv2"};
}

void World::meet(std::string user, std::string name, std::string email) {
    flow::Profile profile;
    profile.account = core::Account(core::Platform::slack, "", std::move(user));
    profile.name = std::move(name);
    profile.email = std::move(email);
    profile.timezone = "Europe/Berlin";
    sender.know(std::move(profile));
}

void World::meet_in_teams(std::string user, std::string name, std::string email) {
    flow::Profile profile;
    profile.account = core::Account(core::Platform::teams, "", std::move(user));
    profile.name = std::move(name);
    profile.email = std::move(email);
    teams_sender.know(std::move(profile));
}

core::Command World::typed(std::string user, std::string_view line) const {
    core::Command command;
    command.actor = core::Account(core::Platform::slack, "", std::move(user));
    command.origin.channel = channel();
    command.origin.reply_by = core::ReplyBy::response;
    command.origin.via = "slash command";
    command.intent = core::read_command(line);
    return command;
}

core::Command World::intended(std::string user, core::Intent intent) const {
    auto command = typed(std::move(user), "help");
    command.intent = std::move(intent);
    return command;
}

core::Reply World::handle(core::Command command) {
    return handle("key-" + std::to_string(++last_key_), std::move(command));
}

core::Reply World::handle(std::string key, core::Command command) {
    auto reply = run_coroutine(store.context(), inbox->handle(std::move(key), std::move(command)));
    if (!reply) throw std::runtime_error(reply.error().what());
    return std::move(*reply);
}

core::Reply World::say(std::string user, std::string_view line) {
    return handle(typed(std::move(user), line));
}

core::Reply World::report(
    std::string external_id, int started_minutes, int ended_minutes, core::Subject subject
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

void World::deliver() {
    for (bool more = true; more;) {
        auto step = run_coroutine(store.context(), delivery->step());
        if (!step) throw std::runtime_error(step.error().what());
        more = *step;
    }
}

void World::settle() {
    for (std::size_t fired = 1; fired > 0;) {
        auto tick = run_coroutine(store.context(), scheduler->tick());
        if (!tick) throw std::runtime_error(tick.error().what());
        fired = *tick;
        deliver();
    }
}

void World::pass(Duration time, Duration step) {
    for (auto end = clock.now() + time; clock.now() < end;) {
        clock.advance(std::min(step, Duration(end - clock.now())));
        settle();
    }
}

void World::restart() {
    close();
    store.reopen();
    open();
    auto recovered = run_coroutine(store.context(), delivery->recover());
    auto started = run_coroutine(store.context(), inbox->start());
    if (!recovered || !started) throw std::runtime_error("the restart failed");
}

void World::start() {
    auto started = run_coroutine(store.context(), inbox->start());
    if (!started) throw std::runtime_error(started.error().what());
}

core::FollowUp World::follow_up(std::int64_t number) {
    return look([&](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(number)); }).value();
}

std::vector<flow::ParkedRow> World::parked() {
    return look([](flow::Tx& tx) { return tx.parked_rows(100); });
}

std::string World::head_thread(std::int64_t number, const core::Channel& place) {
    auto key = core::head_key(core::FollowUpId(number), place);
    return look([&](flow::Tx& tx) { return tx.posted(key); }).value().id;
}

void World::open() {
    auto executor = store.context().get_executor();
    deliver_ = std::make_unique<flow::Wake>(executor);
    schedule_ = std::make_unique<flow::Wake>(executor);
    auto known = [this] { return std::make_shared<core::Directory>(directory); };
    inbox =
        std::make_unique<flow::Inbox>(store.store(), clock, random_, known, *deliver_, *schedule_);
    flow::Senders senders{{core::Platform::slack, &sender}, {core::Platform::teams, &teams_sender}};
    delivery = std::make_unique<flow::Delivery>(
        store.store(), *inbox, senders, clock, random_, known, *deliver_, metrics_
    );
    scheduler =
        std::make_unique<flow::Scheduler>(store.store(), *inbox, clock, *schedule_, metrics_);
}

void World::close() {
    scheduler.reset();
    delivery.reset();
    inbox.reset();
}

}  // namespace debrief::test
