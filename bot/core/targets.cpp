// Which follow-up is meant, and who may see it.
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

std::optional<FollowUpId> named_or_here(
    const Records& records, const Origin& origin, const std::optional<FollowUpId>& id
) {
    if (id) return id;
    if (origin.channel.empty()) return std::nullopt;
    if (!origin.thread.empty()) {
        if (auto found = records.follow_up_of_thread(MessageRef(origin.channel, origin.thread)))
            return found;
    }
    return std::nullopt;
}

/// What can be done with a plan where only something that has happened will do.
Reply not_begun(const FollowUp& follow_up) {
    auto name = follow_up.id.text();
    if (follow_up.planned()) {
        return refuse(
            name + " is a plan: that upgrade has not ended yet.",
            "Until it has, say what you think with `feedback " + name + " TEXT` or `concern " +
                name + " TEXT`; `plan show " + name + "` shows the plan."
        );
    }
    return refuse(
        name + " was cancelled before it began.",
        "`status " + name +
            "` shows why; an upgrade that is to happen after all is planned anew "
            "with `plan TITLE`."
    );
}

}  // namespace

bool Ruling::may_see(const FollowUp& follow_up) {
    if (!follow_up.is_private) return true;
    const auto& here = command.origin.channel;
    const auto& channels = follow_up.channels;
    if (!here.empty() && std::find(channels.begin(), channels.end(), here) != channels.end())
        return true;
    if (command.actor.empty())
        return true;  // the clock and the sources see everything and show nothing
    auto me = actor().id;
    return follow_up.opened_by == me || follow_up.it_owner == me || follow_up.ops_contact == me;
}

std::optional<FollowUp> Ruling::meant(const std::optional<FollowUpId>& id) const {
    if (auto wanted = named_or_here(world.records, command.origin, id))
        return world.records.follow_up(*wanted);
    if (command.origin.channel.empty()) return std::nullopt;
    return world.records.latest_in(command.origin.channel);
}

std::optional<FollowUp> Ruling::target(const std::optional<FollowUpId>& id, Stage stage) {
    auto found = meant(id);
    if (found && may_see(*found)) {
        const bool fits = found->begun() || stage == Stage::any ||
                          (stage == Stage::planned_too && found->planned());
        if (fits) return found;
        reply(not_begun(*found));
        return std::nullopt;
    }
    if (id) {
        reply(refuse(
            "There is no " + id->text() + " that you can see here.",
            "`list` shows the open follow-ups and their numbers."
        ));
    } else {
        reply(refuse(
            "There is no follow-up in this channel yet.",
            "Name one, such as F-12 (`list` shows them), or start one with `open incident TITLE "
            "service:NAME`."
        ));
    }
    return std::nullopt;
}

void decide_channel(Ruling& ruling, const ChannelSeen& seen) {
    const auto& address = seen.address;
    if (ruling.world.records.address(address.channel) == address) return;
    ruling.save(address);
}

Service Ruling::service_of(const FollowUp& follow_up) const {
    if (const auto* known = world.directory.service(follow_up.subject.service)) return *known;
    Service unknown;
    unknown.name = follow_up.subject.service;
    unknown.timezone = world.directory.summary.timezone;
    return unknown;
}

std::optional<std::string> Ruling::known_service(const std::string& typed) {
    if (typed.empty()) return typed;
    if (const auto* known = world.directory.service(typed)) return known->name;
    const auto* near = world.directory.nearest(typed);
    refuse_field(
        "service",
        "There is no service “" + typed + "”.",
        near ? "Did you mean `service:" + near->name + "`?" : "Leave `service:` out."
    );
    return std::nullopt;
}

Calendar Ruling::calendar_for(const std::optional<PersonId>& id, const FollowUp& follow_up) const {
    auto service = service_of(follow_up);
    auto zone = service.timezone;
    if (id) {
        auto own = person(*id).timezone;
        if (!own.empty()) zone = own;
    }
    return Calendar(zone, service.working_hours, service.holidays);
}

}  // namespace debrief::core
