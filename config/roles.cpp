// Who may do what: [[role]].
#include "bot/base/text.hpp"
#include "config/nearest.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <array>

namespace debrief::config {
namespace {

constexpr std::array given_roles{
    core::Role::service_team, core::Role::ops_contact, core::Role::lead, core::Role::admin};

std::optional<core::Role> read_name(Section& section) {
    std::vector<std::string> known;
    for (const auto role : given_roles) known.emplace_back(name_of(role));
    const auto field = section.required_text("name", suggest("", known));
    if (!field) return std::nullopt;
    const std::string name = text::lower(text::trim(field->value));
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return given_roles[static_cast<std::size_t>(found - known.begin())];
    const bool member = name == "member" || name == "members";
    section.context().problem(
        field->place,
        member ? "Members need no [[role]]: everybody is one."
               : "There is no role called " + in_quotes(field->value) + ".",
        member ? "Leave it out." : suggest(name, known)
    );
    return std::nullopt;
}

void read_groups(Section& section, core::RoleHolders& holders) {
    for (const Field& field : section.texts("slack_user_groups")) {
        const std::string id(text::trim(field.value));
        const bool shaped =
            id.size() > 1 && id.front() == 'S' && std::all_of(id.begin(), id.end(), [](char c) {
                return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            });
        if (shaped) {
            holders.slack_groups.push_back(id);
            continue;
        }
        section.context().problem(
            field.place,
            "slack_user_groups holds no id of a user group: " + in_quotes(id) + ".",
            "In Slack, open the user group under People, and take the id (S…) from \"Copy group "
            "ID\" in its menu."
        );
    }
}

/// What a bot hears from Teams about the members of a team does not say who owns it.
void refuse_team_owners(Section& section) {
    const Node* node = section.node("teams_owners_of");
    if (node == nullptr) return;
    section.context().problem(
        node->place,
        "teams_owners_of cannot be used: Teams does not tell a bot who the owners of a team are.",
        "Name them by e-mail in people."
    );
}

}  // namespace

void read_role(Section& section, core::Directory& directory) {
    core::RoleHolders holders;
    const auto role = read_name(section);
    for (const Field& field : section.texts("people")) {
        if (auto email = read_email(section.context(), field))
            holders.people.push_back(std::move(*email));
    }
    read_groups(section, holders);
    refuse_team_owners(section);
    for (const Field& field : section.texts("services")) {
        if (auto name = read_service_name(section.context(), field, directory))
            holders.services.push_back(std::move(*name));
    }
    const bool names_somebody =
        section.has("people") || section.has("slack_user_groups") || section.has("teams_owners_of");
    if (!names_somebody) {
        section.problem(
            "[[role]] names nobody.",
            "Write people = [\"olga@example.com\"] or slack_user_groups = [\"S0123ABCD\"]."
        );
    }
    section.finish();
    if (!role) return;
    holders.role = *role;
    directory.roles.push_back(std::move(holders));
}

}  // namespace debrief::config
