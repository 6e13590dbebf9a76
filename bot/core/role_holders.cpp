// Roles as the configuration gives them, with Slack's word on who is in a user group; and the
// refusal that names who can.
#include "bot/core/role_holders.hpp"

#include <algorithm>
#include <set>

namespace debrief::core {
namespace {

constexpr std::size_t most_named = 5;
/// Who was put into a group a moment ago is found by asking again; but not for every refusal.
constexpr Duration fresh_for = std::chrono::minutes(5);
constexpr std::chrono::hours asked_every{1};

const std::string groups_key = "groups:slack";

/// A lead may what the service team and the ops contact may; an admin everything.
bool includes(Role held, Role wanted) {
    return held == wanted || (held == Role::lead && wanted < Role::lead) || held == Role::admin;
}

void ask_for_group(Ruling& ruling, const std::string& id) {
    Post post;
    post.kind = Post::Kind::look_up_group;
    post.channel = Channel(Platform::slack, "", "user group " + id);
    post.thread = id;
    post.key = "group:" + id;
    post.live = true;  // one question at a time
    ruling.decision.posts.push_back(std::move(post));
}

/// What the holders of a role come down to, for one actor.
struct Finding {
    bool held = false;
    bool given = false;             ///< the configuration gives the role to somebody
    std::set<std::string> unknown;  ///< groups that Slack did not tell about yet
    std::set<std::string> stale;    ///< groups whose members may have changed since
    std::string trouble;            ///< why Slack cannot tell
    bool stranger = false;          ///< the actor's e-mail address is not known (yet)
};

bool has_account(const UserGroup& group, const Person& person) {
    return std::any_of(person.accounts.begin(), person.accounts.end(), [&](const Account& account) {
        return account.platform == Platform::slack && account.tenant.empty() &&
               std::find(group.users.begin(), group.users.end(), account.user) != group.users.end();
    });
}

void look_into(Ruling& ruling, const RoleHolders& holders, Finding& finding) {
    const auto& me = ruling.actor();
    const auto& people = holders.people;
    if (!me.email.empty() && std::find(people.begin(), people.end(), me.email) != people.end())
        finding.held = true;
    if (me.email.empty() && !people.empty()) finding.stranger = true;
    for (const auto& id : holders.slack_groups) {
        if (finding.held) return;
        auto group = ruling.world.records.user_group(id);
        if (!group || (group->users.empty() && !group->trouble.empty())) finding.unknown.insert(id);
        if (!group) continue;
        if (!group->trouble.empty()) finding.trouble = group->trouble;
        if (ruling.world.now - group->asked_at > fresh_for) finding.stale.insert(id);
        finding.held = has_account(*group, me);
    }
}

/// The service's own people, whether or not a [[role]] names them.
std::vector<PersonId> named_for(
    Ruling& ruling, Role role, const std::string& service, const std::optional<FollowUp>& follow_up
) {
    std::vector<PersonId> found;
    const bool it = role == Role::service_team;
    if (!it && role != Role::ops_contact) return found;
    const auto* known = ruling.world.directory.service(service);
    auto own = known
                   ? ruling.world.records.person_by_email(it ? known->it_owner : known->ops_contact)
                   : std::nullopt;
    if (own) found.push_back(own->id);
    auto of = follow_up ? (it ? follow_up->it_owner : follow_up->ops_contact) : std::nullopt;
    if (of && (!own || own->id != *of)) found.push_back(*of);
    return found;
}

View person_by(const Records& records, const std::string& email) {
    if (auto known = records.person_by_email(email)) return person_view(*known);
    return View().set("name", email);
}

View account_by(const Records& records, const std::string& user) {
    if (auto known = records.person_by_account(Account(Platform::slack, "", user)))
        return person_view(*known);
    return View().set("name", user).set("slack", user);
}

/// Those who can, the service's own first, each once.
View named(
    Ruling& ruling,
    const Deed& deed,
    const std::string& service,
    const std::vector<PersonId>& own,
    std::int64_t& more
) {
    const auto& records = ruling.world.records;
    View list = View::List{};
    std::set<std::string> seen;
    std::size_t shown = 0;
    auto add = [&](View person) {
        if (!seen.insert(std::string(person.text("name"))).second) return;
        if (shown++ < most_named)
            list.push(std::move(person));
        else
            ++more;
    };
    for (const auto& id : own) add(person_view(ruling.person(id)));
    for (const auto& holders : ruling.world.directory.roles) {
        if (holders.role != deed.role || !holders.covers(service)) continue;
        for (const auto& email : holders.people) add(person_by(records, email));
        for (const auto& id : holders.slack_groups) {
            auto group = records.user_group(id);
            if (!group) continue;
            for (const auto& user : group->users) add(account_by(records, user));
        }
    }
    return list;
}

std::string only(Role role, const std::string& service) {
    const auto of = service.empty() ? std::string() : " of " + service;
    switch (role) {
        case Role::service_team:
            return "Only the service team" + of + " can ";
        case Role::ops_contact:
            return "Only the ops contact" + of + " can ";
        case Role::lead:
            return "Only a lead can ";
        case Role::admin:
        case Role::member:
            break;
    }
    return "Only an admin can ";
}

std::string_view title_of(Role role) {
    switch (role) {
        case Role::service_team:
            return "Service team";
        case Role::ops_contact:
            return "Ops contact";
        case Role::lead:
            return "Leads";
        case Role::admin:
        case Role::member:
            break;
    }
    return "Admins";
}

std::string note_on(Ruling& ruling, const Finding& finding) {
    auto ask = finding.unknown;
    ask.insert(finding.stale.begin(), finding.stale.end());
    for (const auto& id : ask) ask_for_group(ruling, id);
    if (!finding.trouble.empty()) return finding.trouble;
    if (finding.stranger) {
        // Asked when they were seen first; whose chat profile hides it has to be let see it.
        return "I do not know your e-mail address yet and am asking " +
               std::string(title_of(ruling.command.actor.platform)) +
               " for it; please try again in a minute.";
    }
    if (!finding.unknown.empty())
        return "I am still asking Slack who belongs to it; please try again in a minute.";
    if (!finding.stale.empty())
        return "I am asking Slack anew who belongs to it: if you were added just now, try again "
               "in a minute.";
    return {};
}

std::set<std::string> groups_of(const Directory& directory) {
    std::set<std::string> ids;
    for (const auto& holders : directory.roles)
        ids.insert(holders.slack_groups.begin(), holders.slack_groups.end());
    return ids;
}

}  // namespace

bool holds(
    Ruling& ruling,
    const Deed& deed,
    const std::string& service,
    const std::optional<FollowUp>& follow_up
) {
    Finding finding;
    for (const auto& holders : ruling.world.directory.roles) {
        if (!holders.covers(service)) continue;
        if (holders.role == deed.role) finding.given = true;
        if (includes(holders.role, deed.role)) look_into(ruling, holders, finding);
        if (finding.held) return true;
    }
    if (!finding.given && deed.role != Role::admin) return true;
    const auto own = named_for(ruling, deed.role, service, follow_up);
    if (std::find(own.begin(), own.end(), ruling.actor().id) != own.end()) return true;
    std::int64_t more = 0;
    View view;
    view.set("problem", only(deed.role, service) + std::string(deed.words) + ".");
    view.set("title", title_of(deed.role)).set("who", named(ruling, deed, service, own, more));
    view.set("more", more).set("note", note_on(ruling, finding));
    ruling.reply(say("not_allowed", std::move(view)));
    return false;
}

void watch_groups(Ruling& ruling) {
    const auto armed = ruling.world.records.timer(groups_key);
    if (!groups_of(ruling.world.directory).empty()) {
        // A start may come with other groups: they are asked for at once.
        ruling.set_timer(groups_key, ruling.world.now);
    } else if (armed) {
        ruling.cancel_timer(groups_key);
    }
}

void groups_due(Ruling& ruling, const std::string& key) {
    const auto ids = groups_of(ruling.world.directory);
    for (const auto& id : ids) ask_for_group(ruling, id);
    if (ids.empty()) return ruling.cancel_timer(key);
    ruling.set_timer(key, ruling.world.now + asked_every);
}

void decide_group(Ruling& ruling, const GroupSeen& seen) {
    auto group = seen.group;
    group.asked_at = ruling.world.now;
    const auto before = ruling.world.records.user_group(group.id);
    // While Slack cannot tell, what it told last counts.
    if (!group.trouble.empty() && before) group.users = before->users;
    if (!before || before->users != group.users) {
        ruling.journal(
            "user group", group.id, std::to_string(group.users.size()) + " people, says Slack"
        );
    }
    ruling.save(std::move(group));
}

}  // namespace debrief::core
