#include "adapters/sandbox/teams/tenant.hpp"

#include "bot/base/text.hpp"
#include "bot/core/calendar.hpp"

#include <algorithm>

namespace debrief::sandbox::teams {
namespace {

constexpr std::string_view thread_mark = ";messageid=";

bool is_root(std::string_view text) {
    const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c >= '0' && c <= '9';
    });
    return digits && text != "0";
}

bool contains(const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

Place place_of(std::string_view id) {
    const auto mark = id.find(thread_mark);
    if (mark == std::string_view::npos) return Place(std::string(id), {});
    const std::string_view root = id.substr(mark + thread_mark.size());
    // What names no message is no thread: such an id is unknown as a whole.
    if (!is_root(root)) return Place(std::string(id), {});
    return Place(std::string(id.substr(0, mark)), std::string(root));
}

std::string id_of(const Place& place) {
    return place.root.empty() ? place.conversation
                              : place.conversation + std::string(thread_mark) + place.root;
}

// ---- people

const Person* Tenant::person(std::string_view id) const {
    const auto found = std::find_if(people_.begin(), people_.end(), [id](const Person& each) {
        return each.id == id || each.aad == id || (!each.email.empty() && each.email == id);
    });
    return found == people_.end() ? nullptr : &*found;
}

const Person* Tenant::person_called(std::string_view name) const {
    const std::string wanted = text::lower(name);
    const auto found = std::find_if(people_.begin(), people_.end(), [&](const Person& each) {
        const std::string full = text::lower(each.name);
        return each.handle == wanted || full == wanted || full.substr(0, full.find(' ')) == wanted;
    });
    return found == people_.end() ? nullptr : &*found;
}

// ---- places

void Tenant::add(Team team) {
    std::string id = team.id;
    teams_.insert_or_assign(std::move(id), std::move(team));
}

Conversation& Tenant::add(Conversation conversation) {
    std::string id = conversation.id;
    return conversations_.insert_or_assign(std::move(id), std::move(conversation)).first->second;
}

Team* Tenant::team(std::string_view id) {
    const auto found = teams_.find(std::string(id));
    return found == teams_.end() ? nullptr : &found->second;
}

const Team* Tenant::team(std::string_view id) const {
    const auto found = teams_.find(std::string(id));
    return found == teams_.end() ? nullptr : &found->second;
}

Conversation* Tenant::conversation(std::string_view id) {
    const auto found = conversations_.find(std::string(id));
    return found == conversations_.end() ? nullptr : &found->second;
}

const Conversation* Tenant::conversation(std::string_view id) const {
    const auto found = conversations_.find(std::string(id));
    return found == conversations_.end() ? nullptr : &found->second;
}

const Conversation* Tenant::conversation_called(std::string_view name) const {
    if (name.starts_with('#')) name.remove_prefix(1);
    const std::string wanted = text::lower(name);
    for (const auto& [id, each] : conversations_) {
        const bool open = each.scope != Scope::personal && !each.closed;
        if (open && text::lower(each.name) == wanted) return &each;
    }
    for (const auto& [id, each] : teams_) {
        if (text::lower(each.name) == wanted) return conversation(id);
    }
    return nullptr;
}

std::string Tenant::name_of(const Conversation& place) const {
    const Team* whole = team(place.id);
    return whole == nullptr ? place.name : whole->name;
}

Conversation& Tenant::personal(std::string_view person_id) {
    const Person* someone = person(person_id);
    std::string id = "a:1" + (someone == nullptr ? std::string(person_id) : someone->handle);
    // Stable for a person and this bot, and as long as real ones.
    while (id.size() < 60) id += "-d3b41ef";
    const auto found = conversations_.find(id);
    if (found != conversations_.end()) return found->second;
    Conversation chat;
    chat.id = std::move(id);
    chat.scope = Scope::personal;
    chat.members.emplace_back(person_id);
    return add(std::move(chat));
}

const std::vector<std::string>& Tenant::members_of(const Conversation& place) const {
    const Team* owner = place.scope == Scope::channel ? team(place.team) : nullptr;
    return owner == nullptr ? place.members : owner->members;
}

bool Tenant::is_member(const Conversation& place, std::string_view person) const {
    return contains(members_of(place), person);
}

bool Tenant::installed_in(const Conversation& place) const {
    const Team* owner = place.scope == Scope::channel ? team(place.team) : nullptr;
    return owner == nullptr ? place.installed : owner->installed;
}

bool Tenant::removed_from(const Conversation& place) const {
    const Team* owner = place.scope == Scope::channel ? team(place.team) : nullptr;
    const bool removed = owner == nullptr ? place.removed : owner->removed;
    return removed && !installed_in(place);
}

bool Tenant::reads_all_of(const Conversation& place) const {
    if (place.scope == Scope::personal) return true;
    const Team* owner = place.scope == Scope::channel ? team(place.team) : nullptr;
    return owner == nullptr ? place.consent : owner->consent;
}

// ---- messages

const Message* Tenant::post(const Place& place, Message message) {
    Conversation* where = conversation(place.conversation);
    if (where == nullptr || where->closed) return nullptr;
    if (!place.root.empty()) {
        const auto root = where->messages.find(place.root);
        if (root == where->messages.end() || !root->second.root.empty()) return nullptr;
    }
    message.id = fresh_message_id();
    message.root = place.root;
    std::string id = message.id;
    const Message& stored =
        where->messages.insert_or_assign(std::move(id), std::move(message)).first->second;
    Change change;
    change.kind = Change::Kind::posted;
    change.conversation = place.conversation;
    change.message = stored;
    tell(change);
    return &stored;
}

const Message* Tenant::message(std::string_view conversation_id, std::string_view id) const {
    const Conversation* where = conversation(conversation_id);
    if (where == nullptr) return nullptr;
    const auto found = where->messages.find(std::string(id));
    return found == where->messages.end() ? nullptr : &found->second;
}

bool Tenant::change(
    std::string_view conversation_id, std::string_view id, const std::function<void(Message&)>& edit
) {
    Conversation* where = conversation(conversation_id);
    if (where == nullptr) return false;
    const auto found = where->messages.find(std::string(id));
    if (found == where->messages.end()) return false;
    Change change;
    change.kind = Change::Kind::changed;
    change.conversation = conversation_id;
    change.previous = found->second;
    edit(found->second);
    change.message = found->second;
    tell(change);
    return true;
}

bool Tenant::remove(std::string_view conversation_id, std::string_view id) {
    const Message* message = this->message(conversation_id, id);
    if (message == nullptr || message->deleted) return false;
    return change(conversation_id, id, [](Message& each) { each.deleted = true; });
}

std::string Tenant::thread_of(const Conversation& place, const Message& message) const {
    if (place.scope != Scope::channel) return {};
    return message.root.empty() ? message.id : message.root;
}

// ---- changes

void Tenant::tell(const Change& change) {
    for (const auto& listener : listeners_) listener(change);
}

std::string Tenant::fresh_message_id() {
    last_id_ = std::max<std::int64_t>(last_id_ + 1, clock_.now().time_since_epoch().count());
    return std::to_string(last_id_);
}

std::string Tenant::fresh_guid() {
    std::string key = fresh_key(random_);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) key.insert(at, "-");
    return key;
}

std::string timestamp(UtcTime time) {
    const core::Calendar utc("UTC", core::WorkingHours(), {});
    const auto millis = time.time_since_epoch().count() % 1000;
    std::string fraction = std::to_string(1000 + millis).substr(1);
    return utc.format(time, "%Y-%m-%dT%H:%M:") + utc.format(time, "%S").substr(0, 2) + "." +
           fraction + "0000Z";
}

}  // namespace debrief::sandbox::teams
