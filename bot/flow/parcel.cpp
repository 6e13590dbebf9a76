// Makes a claimed row ready to send: whom, where, which message, and what the state says now.
#include "bot/flow/parcel.hpp"

#include "bot/core/needs.hpp"
#include "bot/flow/view_json.hpp"

#include <algorithm>

namespace debrief::flow {
namespace {

using Kind = core::Post::Kind;

/// The account a person is reached by: in a channel, the one on its platform; else the first that a
/// sender reaches.
const core::Account* reached_by(
    const core::Person& person,
    const core::Channel& channel,
    const std::vector<core::Platform>& reachable
) {
    if (!channel.empty()) return person.account_on(channel.platform);
    auto found =
        std::find_if(person.accounts.begin(), person.accounts.end(), [&](const auto& account) {
            return std::find(reachable.begin(), reachable.end(), account.platform) !=
                   reachable.end();
        });
    return found == person.accounts.end() ? nullptr : &*found;
}

void address_person(const Tx& tx, const std::vector<core::Platform>& reachable, Parcel& parcel) {
    parcel.person = tx.person(*parcel.row.person);
    if (!parcel.person) {
        parcel.problem = "The person it was meant for is not known any more.";
        return;
    }
    auto& message = parcel.message;
    if (const auto* account = reached_by(*parcel.person, message.channel, reachable)) {
        message.user = account->user;
        if (message.channel.empty()) {
            message.channel.platform = account->platform;
            message.channel.tenant = account->tenant;
        }
    }
    // Of an address that nobody has, the platforms are asked again: somebody may have it by now.
    if (!parcel.person->active && !parcel.person->accounts.empty() &&
        parcel.row.kind != Kind::look_up)
        parcel.problem = parcel.person->name + " has no active account any more.";
}

void place_in_thread(const Tx& tx, Parcel& parcel) {
    const auto& row = parcel.row;
    if (!row.thread_of) {
        parcel.message.thread = row.thread;
        return;
    }
    auto head = tx.posted(core::head_key(*row.thread_of, row.channel));
    // What has not opened yet is talked about under the card of its plan.
    if (!head) head = tx.posted(core::plan_key(*row.thread_of, row.channel));
    if (!head) {
        parcel.problem =
            "The thread of " + row.thread_of->text() + " could not be opened in this channel.";
        return;
    }
    parcel.message.thread = head->id;
}

void show_state(const Tx& tx, const core::Directory& directory, core::UtcTime now, Parcel& parcel) {
    if (parcel.row.kind == Kind::look_up_group) return;
    if (parcel.row.kind == Kind::home) {
        if (!parcel.person) return;
        core::World world{tx, directory, now};
        parcel.message.view = json::dump(to_json(core::home_view(world, *parcel.person)));
        return;
    }
    auto follow_up = tx.follow_up(*parcel.row.thread_of);
    if (!follow_up) {
        parcel.needless = true;
        return;
    }
    core::World world{tx, directory, now};
    const bool is_plan = parcel.row.template_name == "plan";
    auto view = is_plan ? core::plan_view(world, *follow_up) : core::head_view(world, *follow_up);
    parcel.message.view = json::dump(to_json(view));
}

/// Upserts update what is there; replacements remember what to take away; removals need something
/// to remove.
void find_earlier(const Tx& tx, Parcel& parcel) {
    const auto& row = parcel.row;
    auto earlier = row.key.empty() ? std::nullopt : tx.posted(row.key);
    if (row.kind == Kind::upsert && earlier) {
        parcel.message.action = Outgoing::Action::update;
        parcel.message.channel = earlier->channel;
        parcel.message.message = earlier->id;
    } else if (row.kind == Kind::replace && earlier) {
        parcel.replaces = earlier->id;
    } else if (row.kind == Kind::remove) {
        parcel.message.action = Outgoing::Action::remove;
        parcel.message.message = earlier ? earlier->id : row.thread;
        if (earlier) parcel.message.channel = earlier->channel;
        parcel.needless = parcel.message.message.empty();
    }
}

/// To who ordered the file, where they did.
void address_order(const Tx& tx, Parcel& parcel) {
    const auto order = tx.export_order(parcel.row.key);
    if (!order) {
        parcel.problem = "The export has expired.";
        return;
    }
    parcel.message.channel.platform = order->by.platform;
    parcel.message.channel.tenant = order->by.tenant;
    parcel.message.user = order->by.user;
}

/// The channel's own address, else that of its tenant.
void find_way(const Tx& tx, Parcel& parcel) {
    auto& message = parcel.message;
    auto known = tx.address(message.channel);
    if (known && known->removed) {
        parcel.problem = "Debrief was removed from this conversation; add it again there.";
        return;
    }
    if (!known || known->url.empty())
        known = tx.address(core::Channel(message.channel.platform, message.channel.tenant, ""));
    if (known) message.address = known->url;
}

}  // namespace

Parcel prepare(
    const Tx& tx,
    const core::Directory& directory,
    const std::vector<core::Platform>& reachable,
    core::UtcTime now,
    OutboxRow row
) {
    Parcel parcel;
    parcel.row = std::move(row);
    auto& message = parcel.message;
    message.channel = parcel.row.channel;
    message.template_name = parcel.row.template_name;
    message.view = parcel.row.view;
    message.marker = parcel.row.marker;
    if (parcel.row.useless_after && *parcel.row.useless_after < now) {
        parcel.problem = "It could not be delivered while it was of use.";
        return parcel;
    }
    if (parcel.row.kind == Kind::ephemeral) message.action = Outgoing::Action::ephemeral;
    if (parcel.row.kind == Kind::home) message.action = Outgoing::Action::home;
    if (parcel.row.person) address_person(tx, reachable, parcel);
    if (parcel.row.kind == Kind::file) address_order(tx, parcel);
    if (parcel.row.live) {
        show_state(tx, directory, now, parcel);
    } else {
        place_in_thread(tx, parcel);
    }
    find_earlier(tx, parcel);
    find_way(tx, parcel);
    if (message.action == Outgoing::Action::remove) parcel.problem.clear();
    return parcel;
}

}  // namespace debrief::flow
