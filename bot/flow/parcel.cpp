// Makes a claimed row ready to send: whom, where, which message, and what the state says now.
#include "bot/flow/parcel.hpp"

#include "bot/flow/view_json.hpp"

namespace debrief::flow {
namespace {

using Kind = core::Post::Kind;

/// The account a person is reached by: on the message's platform, or on the first that has a
/// sender.
void address_person(const Tx& tx, Parcel& parcel) {
    parcel.person = tx.person(*parcel.row.person);
    if (!parcel.person) {
        parcel.problem = "The person it was meant for is not known any more.";
        return;
    }
    const auto* account = parcel.person->account_on(parcel.message.channel.platform);
    if (account) parcel.message.user = account->user;
    if (!parcel.person->active)
        parcel.problem = parcel.person->name + " has no active account any more.";
}

void place_in_thread(const Tx& tx, Parcel& parcel) {
    const auto& row = parcel.row;
    if (!row.thread_of) {
        parcel.message.thread = row.thread;
        return;
    }
    auto head = tx.posted(core::head_key(*row.thread_of, row.channel));
    if (!head) {
        parcel.problem =
            "The thread of " + row.thread_of->text() + " could not be opened in this channel.";
        return;
    }
    parcel.message.thread = head->id;
}

void show_state(const Tx& tx, const core::Directory& directory, core::UtcTime now, Parcel& parcel) {
    auto follow_up = tx.follow_up(*parcel.row.thread_of);
    if (!follow_up) {
        parcel.needless = true;
        return;
    }
    core::World world{tx, directory, now};
    parcel.message.view = json::dump(to_json(core::head_view(world, *follow_up)));
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

}  // namespace

Parcel prepare(const Tx& tx, const core::Directory& directory, core::UtcTime now, OutboxRow row) {
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
    if (parcel.row.person) address_person(tx, parcel);
    if (parcel.row.live) {
        show_state(tx, directory, now, parcel);
    } else {
        place_in_thread(tx, parcel);
    }
    find_earlier(tx, parcel);
    if (message.action == Outgoing::Action::remove) parcel.problem.clear();
    return parcel;
}

}  // namespace debrief::flow
