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

/// Who has this account, as this decision leaves them; made when unknown.
Person by_account(Ruling& ruling, const Account& account, std::string_view name) {
    if (const auto* person = pending_where(ruling.decision, [&](const Person& one) {
            return std::find(one.accounts.begin(), one.accounts.end(), account) !=
                   one.accounts.end();
        })) {
        return ruling.person(person->id);
    }
    if (auto person = ruling.world.records.person_by_account(account)) return *person;
    Person person;
    person.name = name.empty() ? account.user : std::string(name);
    person.accounts.push_back(account);
    person.id = add_person(ruling, person);
    return person;
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
    if (actor_) return *actor_;
    actor_ = by_account(*this, command.actor, command.actor_name);
    if (!actor_->active) {  // there again
        actor_->active = true;
        save(*actor_);
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
        return by_account(*this, account, mention->name).id;
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

constexpr std::size_t answers_merged = 1'000;

std::int64_t& count_of(FollowUp& follow_up, Verdict verdict) {
    return verdict == Verdict::works    ? follow_up.works
           : verdict == Verdict::partly ? follow_up.partly
                                        : follow_up.broken;
}

/// Follow-ups that both answered count the later answer only.
void count_once(Ruling& ruling, PersonId from, PersonId into) {
    const auto& records = ruling.world.records;
    for (const auto& answer : records.answers_by(from, answers_merged)) {
        auto other = records.answer(answer.follow_up, into);
        auto follow_up = records.follow_up(answer.follow_up);
        if (!other || !follow_up) continue;
        --count_of(*follow_up, other->at >= answer.at ? answer.verdict : other->verdict);
        ruling.save(*follow_up);
        ruling.touch(*follow_up);
    }
}

void add_account(Person& person, const Account& account) {
    if (std::find(person.accounts.begin(), person.accounts.end(), account) ==
        person.accounts.end()) {
        person.accounts.push_back(account);
    }
}

/// `from` turned out to be the same human as `into`, who stays.
void merge(Ruling& ruling, const Person& from, Person& into) {
    count_once(ruling, from.id, into.id);
    for (const auto& account : from.accounts) add_account(into, account);
    ruling.save(PersonMerged{from.id, into.id});
    ruling.journal(
        "merge", "person " + into.id.text(), "the same human as person " + from.id.text()
    );
}

void touch_heads_of(Ruling& ruling, PersonId id) {
    FollowUpFilter filter;
    filter.involving = id;
    filter.limit = 100;
    for (const auto state : {FollowUpState::open, FollowUpState::planned}) {
        filter.state = state;
        for (const auto& follow_up : ruling.world.records.follow_ups(filter))
            ruling.touch(follow_up);
    }
}

/// An account is gone, or nobody has the address. Who has another account is reached there from now
/// on; else they left.
void account_gone(Ruling& ruling, const PersonFound& found) {
    const auto& records = ruling.world.records;
    auto person = found.id.value() > 0 ? records.person(found.id) : std::nullopt;
    if (!person && found.account) person = records.person_by_account(*found.account);
    if (!person || !person->active) return;
    auto& accounts = person->accounts;
    const bool another = std::any_of(accounts.begin(), accounts.end(), [&](const Account& one) {
        return found.account && one != *found.account;
    });
    if (another) {
        accounts.erase(
            std::remove(accounts.begin(), accounts.end(), *found.account), accounts.end()
        );
    } else {
        person->active = false;
    }
    ruling.save(*person);
    touch_heads_of(ruling, person->id);
    if (!another) person_left(ruling, *person);
}

}  // namespace

void decide_person(Ruling& ruling, const PersonFound& found) {
    if (!found.active) return account_gone(ruling, found);
    const auto& records = ruling.world.records;
    auto asked = records.person(found.id);
    if (!asked) return;
    auto email = lower(found.email);
    // The configuration may have named the address before the account was seen, or the other way
    // round: whoever has the address stays.
    auto same_address = email.empty() ? std::nullopt : records.person_by_email(email);
    auto same_account = found.account ? records.person_by_account(*found.account) : std::nullopt;
    auto before = same_address ? *same_address : *asked;
    auto person = before;
    if (asked->id != person.id && asked->email.empty()) merge(ruling, *asked, person);
    if (same_account && same_account->id != person.id && same_account->id != asked->id &&
        same_account->email.empty()) {
        merge(ruling, *same_account, person);
    }
    bool taken = same_account && same_account->id != person.id && !same_account->email.empty();
    if (found.account && !taken) add_account(person, *found.account);
    if (!found.name.empty()) person.name = found.name;
    if (!found.timezone.empty() && known_zone(found.timezone)) person.timezone = found.timezone;
    person.active = true;
    if (person.email.empty()) person.email = email;
    if (person == before) return;
    ruling.save(person);
    touch_heads_of(ruling, person.id);
    if (asked->id != person.id) touch_heads_of(ruling, asked->id);
}

}  // namespace debrief::core
