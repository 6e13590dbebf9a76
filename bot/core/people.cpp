// Who is who: accounts become persons, e-mail joins the accounts of one human.
#include "bot/core/letters.hpp"
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

/// The person as pending in this decision, if it changes them.
const Person* pending(const Decision& decision, PersonId id) {
    const Person* found = nullptr;
    for (const auto& change : decision.changes) {
        const auto* person = std::get_if<Person>(&change);
        if (person && person->id == id) found = person;
    }
    return found;
}

template <class Matches>
const Person* pending_where(const Decision& decision, Matches matches) {
    for (const auto& change : decision.changes) {
        const auto* person = std::get_if<Person>(&change);
        if (person && matches(*person)) return person;
    }
    return nullptr;
}

PersonId next_id(const Ruling& ruling) {
    auto next = ruling.world.records.next_person().value();
    for (const auto& change : ruling.decision.changes) {
        const auto* person = std::get_if<Person>(&change);
        if (person) next = std::max(next, person->id.value() + 1);
    }
    return PersonId(next);
}

void ask_who(Ruling& ruling, PersonId id) {
    Post post;
    post.kind = Post::Kind::look_up;
    post.person = id;
    ruling.decision.posts.push_back(std::move(post));
}

PersonId add_person(Ruling& ruling, Person person) {
    person.id = next_id(ruling);
    auto id = person.id;
    ruling.save(std::move(person));
    ask_who(ruling, id);
    return id;
}

std::optional<PersonId> by_account(Ruling& ruling, const Account& account, std::string_view name) {
    if (const auto* person = pending_where(ruling.decision, [&](const Person& one) {
            return std::find(one.accounts.begin(), one.accounts.end(), account) !=
                   one.accounts.end();
        })) {
        return person->id;
    }
    if (auto person = ruling.world.records.person_by_account(account)) return person->id;
    Person person;
    person.name = name.empty() ? account.user : std::string(name);
    person.accounts.push_back(account);
    return add_person(ruling, std::move(person));
}

const Mention* mention_of(const Command& command, std::string_view handle) {
    auto found =
        std::find_if(command.mentions.begin(), command.mentions.end(), [&](const Mention& one) {
            return one.handle == handle;
        });
    return found == command.mentions.end() ? nullptr : &*found;
}

}  // namespace

View person_view(const Person& person) {
    View view;
    view.set("name", person.name);
    for (const auto& account : person.accounts) view.set(name_of(account.platform), account.user);
    return view;
}

Person Ruling::person(PersonId id) const {
    if (const auto* changed = pending(decision, id)) return *changed;
    if (auto stored = world.records.person(id)) return *stored;
    Person unknown;
    unknown.id = id;
    unknown.name = "somebody";
    return unknown;
}

const Person& Ruling::actor() {
    if (!actor_) {
        auto id = by_account(*this, command.actor, command.actor_name);
        actor_ = person(*id);
    }
    return *actor_;
}

std::optional<PersonId> Ruling::find(const PersonRef& ref) {
    std::string_view typed = ref.typed;
    if (lower(typed) == "me") return actor().id;
    if (!typed.empty() && typed.front() == '@') typed.remove_prefix(1);
    if (typed.empty()) return std::nullopt;
    if (typed.find('@') != std::string_view::npos) return by_email(typed);
    if (const auto* mention = mention_of(command, typed)) {
        Account account(command.actor.platform, command.actor.tenant, mention->handle);
        return by_account(*this, account, mention->name);
    }
    Account account(command.actor.platform, command.actor.tenant, std::string(typed));
    if (auto known = world.records.person_by_account(account)) return known->id;
    return std::nullopt;
}

std::optional<PersonId> Ruling::by_email(std::string_view email) {
    if (email.empty()) return std::nullopt;
    auto address = lower(email);
    if (const auto* changed =
            pending_where(decision, [&](const Person& one) { return one.email == address; })) {
        return changed->id;
    }
    if (auto known = world.records.person_by_email(address)) return known->id;
    Person person;
    person.name = address.substr(0, address.find('@'));
    person.email = address;
    return add_person(*this, std::move(person));
}

std::string Ruling::named(std::string_view text) const {
    if (command.mentions.empty()) return std::string(text);
    std::string out(text);
    for (const auto& mention : command.mentions) {
        Account account(command.actor.platform, command.actor.tenant, mention.handle);
        auto known = world.records.person_by_account(account);
        auto name = known ? known->name : mention.name;
        if (name.empty()) continue;
        std::string handle = "@" + mention.handle;
        for (auto at = out.find(handle); at != std::string::npos;
             at = out.find(handle, at + name.size() + 1)) {
            out.replace(at + 1, mention.handle.size(), name);
        }
    }
    return out;
}

namespace {

/// The person with this e-mail who is not `id`, if any: the same human, known before by another
/// way.
std::optional<Person> twin(const Records& records, PersonId id, const std::string& email) {
    if (email.empty()) return std::nullopt;
    auto other = records.person_by_email(email);
    if (!other || other->id == id) return std::nullopt;
    return other;
}

void add_account(Person& person, const Account& account) {
    if (std::find(person.accounts.begin(), person.accounts.end(), account) ==
        person.accounts.end()) {
        person.accounts.push_back(account);
    }
}

void touch_heads_of(Ruling& ruling, PersonId id) {
    FollowUpFilter filter;
    filter.state = FollowUpState::open;
    filter.involving = id;
    filter.limit = 100;
    for (const auto& follow_up : ruling.world.records.follow_ups(filter)) ruling.touch(follow_up);
}

}  // namespace

void decide_person(Ruling& ruling, const PersonFound& found) {
    auto stored = ruling.world.records.person(found.id);
    if (!stored) return;
    auto person = *stored;
    if (!found.name.empty()) person.name = found.name;
    if (!found.timezone.empty() && known_zone(found.timezone)) person.timezone = found.timezone;
    person.active = found.active;
    if (found.account) add_account(person, *found.account);
    auto email = lower(found.email);
    if (auto other = twin(ruling.world.records, person.id, email)) {
        // The configuration named this address before the account was seen: the accounts move to
        // that person, and what this one did stays readable under the same name.
        for (const auto& account : person.accounts) add_account(*other, account);
        other->name = person.name;
        if (!person.timezone.empty()) other->timezone = person.timezone;
        other->active = person.active;
        person.accounts.clear();
        ruling.save(person);
        ruling.save(*other);
        touch_heads_of(ruling, other->id);
    } else if (!email.empty() && person.email.empty()) {
        person.email = email;
        ruling.save(person);
    } else if (person != *stored) {
        ruling.save(person);
    }
    if (person != *stored) touch_heads_of(ruling, person.id);
}

}  // namespace debrief::core
