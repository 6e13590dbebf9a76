#include "adapters/sandbox/workspace.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <chrono>

namespace debrief::sandbox {
namespace {

Change change_of(
    Change::Kind kind, std::string_view channel, std::string_view user, std::string_view detail = {}
) {
    Change change;
    change.kind = kind;
    change.channel = channel;
    change.user = user;
    change.detail = detail;
    return change;
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::string ts_of(std::int64_t micros) {
    std::string fraction = std::to_string(micros % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(micros / 1'000'000) + "." + fraction;
}

Workspace::Workspace(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

// ---- people

void Workspace::add(Person person) {
    people_.push_back(std::move(person));
    touch();
}

const Person* Workspace::person(std::string_view id) const {
    const auto found = std::find_if(people_.begin(), people_.end(), [id](const Person& each) {
        return each.id == id;
    });
    return found == people_.end() ? nullptr : &*found;
}

const Person* Workspace::person_called(std::string_view name) const {
    const std::string wanted = text::lower(name);
    for (const Person& each : people_) {
        const std::string full = text::lower(each.name);
        if (each.handle == wanted || full == wanted || full.substr(0, full.find(' ')) == wanted)
            return &each;
    }
    return nullptr;
}

// ---- channels

Channel& Workspace::add(Channel channel) {
    if (channel.created == 0) channel.created = seconds_now();
    const std::string id = channel.id;
    Channel& added = channels_.insert_or_assign(id, std::move(channel)).first->second;
    touch();
    return added;
}

Channel* Workspace::find(std::string_view id) {
    const auto found = channels_.find(std::string(id));
    return found == channels_.end() ? nullptr : &found->second;
}

const Channel* Workspace::channel(std::string_view id) const {
    const auto found = channels_.find(std::string(id));
    return found == channels_.end() ? nullptr : &found->second;
}

const Channel* Workspace::channel_called(std::string_view name) const {
    if (name.starts_with('#')) name.remove_prefix(1);
    for (const auto& [id, each] : channels_) {
        if (each.name == name && each.kind != ChannelKind::direct) return &each;
    }
    return nullptr;
}

const Channel& Workspace::direct(std::string_view person) {
    for (const auto& [id, each] : channels_) {
        if (each.kind == ChannelKind::direct && contains(each.members, person)) return each;
    }
    Channel channel;
    // The person's id with another first letter: short to read in a log, and unique.
    channel.id = "D" + std::string(person.substr(std::min<std::size_t>(1, person.size())));
    channel.kind = ChannelKind::direct;
    channel.members = {std::string(person), ids::bot_user};
    return add(std::move(channel));
}

bool Workspace::is_member(std::string_view channel_id, std::string_view user) const {
    const Channel* found = channel(channel_id);
    return found != nullptr && contains(found->members, user);
}

bool Workspace::join(std::string_view channel_id, std::string_view user, std::string_view inviter) {
    Channel* found = find(channel_id);
    if (found == nullptr || person(user) == nullptr || contains(found->members, user)) return false;
    found->members.emplace_back(user);
    tell(change_of(Change::Kind::joined, channel_id, user, inviter));
    return true;
}

bool Workspace::leave(std::string_view channel_id, std::string_view user) {
    Channel* found = find(channel_id);
    if (found == nullptr || std::erase(found->members, user) == 0) return false;
    tell(change_of(Change::Kind::left, channel_id, user));
    return true;
}

void Workspace::archive(std::string_view channel_id, bool archived) {
    Channel* found = find(channel_id);
    if (found == nullptr || found->archived == archived) return;
    found->archived = archived;
    tell(change_of(archived ? Change::Kind::archived : Change::Kind::unarchived, channel_id, {}));
}

void Workspace::rename(std::string_view channel_id, std::string name) {
    Channel* found = find(channel_id);
    if (found == nullptr) return;
    found->name = std::move(name);
    tell(change_of(Change::Kind::renamed, channel_id, {}, found->name));
}

void Workspace::remove_channel(std::string_view channel_id) {
    const Channel* found = channel(channel_id);
    if (found == nullptr) return;
    // Afterwards nobody can look up what it was.
    const Change change = change_of(
        Change::Kind::channel_deleted,
        channel_id,
        bot_is_in(channel_id) ? ids::bot_user : "",
        found->kind == ChannelKind::closed ? "closed" : "open"
    );
    channels_.erase(std::string(channel_id));
    tell(change);
}

// ---- messages

const Message* Workspace::post(std::string_view channel_id, Message message) {
    Channel* found = find(channel_id);
    if (found == nullptr) return nullptr;
    message.ts = fresh_ts();
    const std::string ts = message.ts;
    const Message& stored = found->messages.emplace(ts, std::move(message)).first->second;
    Change change = change_of(
        stored.only_for.empty() ? Change::Kind::posted : Change::Kind::seen, channel_id, stored.user
    );
    change.message = stored;
    tell(change);
    return &stored;
}

const Message* Workspace::message(std::string_view channel_id, std::string_view ts) const {
    const Channel* found = channel(channel_id);
    if (found == nullptr) return nullptr;
    const auto message = found->messages.find(std::string(ts));
    return message == found->messages.end() ? nullptr : &message->second;
}

const Message* Workspace::public_message(std::string_view channel_id, std::string_view ts) const {
    const Message* found = message(channel_id, ts);
    return found == nullptr || !found->only_for.empty() || found->tombstone ? nullptr : found;
}

bool Workspace::change(
    std::string_view channel_id, std::string_view ts, const std::function<void(Message&)>& edit
) {
    const Message* found = message(channel_id, ts);
    if (found == nullptr || found->tombstone) return false;
    Message& stored = find(channel_id)->messages[std::string(ts)];
    Change change = change_of(
        stored.only_for.empty() ? Change::Kind::changed : Change::Kind::seen,
        channel_id,
        stored.user
    );
    change.previous = stored;
    edit(stored);
    change.message = stored;
    tell(change);
    return true;
}

bool Workspace::remove(std::string_view channel_id, std::string_view ts) {
    const Message* found = message(channel_id, ts);
    if (found == nullptr || found->tombstone) return false;
    Change change = change_of(
        found->only_for.empty() ? Change::Kind::deleted : Change::Kind::seen,
        channel_id,
        found->user
    );
    change.previous = *found;
    Channel& home = *find(channel_id);
    if (replies(channel_id, ts).empty()) {
        home.messages.erase(std::string(ts));
    } else {
        Message stone;
        stone.ts = ts;
        stone.user = ids::slackbot;
        stone.text = "This message was deleted.";
        stone.tombstone = true;
        home.messages[std::string(ts)] = std::move(stone);
    }
    tell(change);
    return true;
}

std::vector<const Message*> Workspace::replies(
    std::string_view channel_id, std::string_view parent, std::string_view viewer
) const {
    std::vector<const Message*> found;
    const Channel* home = channel(channel_id);
    if (home == nullptr) return found;
    for (const auto& [ts, each] : home->messages) {
        const bool visible = each.only_for.empty() || (!viewer.empty() && each.only_for == viewer);
        if (visible && each.thread_ts == parent && ts != parent) found.push_back(&each);
    }
    return found;
}

bool Workspace::react(
    std::string_view channel_id, std::string_view ts, std::string_view user, std::string_view name
) {
    if (public_message(channel_id, ts) == nullptr) return false;
    Message& stored = find(channel_id)->messages[std::string(ts)];
    auto found = std::find_if(
        stored.reactions.begin(),
        stored.reactions.end(),
        [name](const Reaction& each) { return each.name == name; }
    );
    if (found == stored.reactions.end()) {
        stored.reactions.push_back(Reaction{std::string(name), {}});
        found = stored.reactions.end() - 1;
    }
    if (contains(found->users, user)) return false;
    found->users.emplace_back(user);
    Change change = change_of(Change::Kind::reaction_added, channel_id, user, name);
    change.message = stored;
    tell(change);
    return true;
}

bool Workspace::unreact(
    std::string_view channel_id, std::string_view ts, std::string_view user, std::string_view name
) {
    if (public_message(channel_id, ts) == nullptr) return false;
    Message& stored = find(channel_id)->messages[std::string(ts)];
    const auto found = std::find_if(
        stored.reactions.begin(),
        stored.reactions.end(),
        [name](const Reaction& each) { return each.name == name; }
    );
    if (found == stored.reactions.end() || std::erase(found->users, user) == 0) return false;
    if (found->users.empty()) stored.reactions.erase(found);
    Change change = change_of(Change::Kind::reaction_removed, channel_id, user, name);
    change.message = stored;
    tell(change);
    return true;
}

// ---- changes

void Workspace::tell(const Change& change) {
    ++revision_;
    for (const auto& listener : listeners_) listener(change);
}

std::string Workspace::fresh_ts() {
    const auto now =
        std::chrono::duration_cast<std::chrono::microseconds>(clock_.now().time_since_epoch());
    last_micros_ = std::max(static_cast<std::int64_t>(now.count()), last_micros_ + 100);
    return ts_of(last_micros_);
}

std::string Workspace::fresh_id(std::string_view prefix) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    std::string id(prefix);
    std::uint64_t bits = random_.next();
    for (int i = 0; i < 9; ++i, bits /= alphabet.size()) id += alphabet[bits % alphabet.size()];
    return id;
}

std::int64_t Workspace::seconds_now() const {
    return std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch())
        .count();
}

}  // namespace debrief::sandbox
