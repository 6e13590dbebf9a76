// The [[source]] sections: who may tell Debrief that something ended.
#include "bot/base/text.hpp"
#include "config/nearest.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <array>

namespace debrief::config {
namespace {

/// A kind of source, and how it proves who it is.
struct Kind {
    std::string_view name;
    bool takes_token;
    bool takes_secret;
};
constexpr std::array<Kind, 3> kinds{{
    {"alertmanager", true, false},
    {"github", false, true},
    {"generic", true, true},
}};

/// Senders that Debrief knows of and does not read yet.
constexpr std::array<std::string_view, 11> later{
    "pagerduty",
    "opsgenie",
    "grafana",
    "gitlab",
    "jira",
    "servicenow",
    "argocd",
    "statuspage",
    "cdevents",
    "incident.io",
    "rootly"};

const Kind* read_kind(Section& section) {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) names.emplace_back(kind.name);
    const auto field = section.required_text("kind", suggest("", names));
    if (!field) return nullptr;
    const std::string wanted = text::lower(text::trim(field->value));
    for (const Kind& kind : kinds) {
        if (kind.name == wanted) return &kind;
    }
    const bool known = std::find(later.begin(), later.end(), wanted) != later.end();
    section.context().problem(
        field->place,
        known ? "The kind " + in_quotes(wanted) + " is not supported by this version yet."
              : "There is no kind of source called " + in_quotes(wanted) + ".",
        known ? "Use kind = \"generic\" and let the sender post that format (docs/sources.md)."
              : suggest(wanted, names)
    );
    return nullptr;
}

void read_name(Section& section, const std::vector<Source>& others, Source& source) {
    const auto field = section.required_text("name", "It becomes the address: /sources/NAME.");
    if (!field) return;
    source.name = std::string(text::trim(field->value));
    if (!is_path_part(source.name)) {
        section.context().problem(
            field->place,
            "The name " + in_quotes(source.name) + " cannot stand in an address.",
            "Use letters, digits, '-', '_' and '.', at most 64."
        );
    }
    for (const Source& other : others) {
        if (text::lower(other.name) != text::lower(source.name)) continue;
        section.context().problem(
            field->place,
            "There are two sources called " + in_quotes(source.name) + ".",
            "Names must differ in more than upper and lower case: rename one."
        );
        return;
    }
}

void read_credentials(Section& section, const Kind* kind, Source& source) {
    source.token = section.secret("token");
    source.secret = section.secret("secret");
    if (kind == nullptr) return;
    const std::string name(kind->name);
    const bool token = section.has("token"), secret = section.has("secret");
    if (kind->takes_token && kind->takes_secret && !token && !secret) {
        section.problem(
            "The source " + in_quotes(source.name) + " has neither token nor secret.",
            "Set token (sent as \"Authorization: Bearer …\") or secret (signs the body)."
        );
    } else if (!kind->takes_secret && !token) {
        section.problem(
            "The source " + in_quotes(source.name) + " has no token.",
            "Set token; " + name + " sends it as \"Authorization: Bearer …\"."
        );
    } else if (!kind->takes_token && !secret) {
        section.problem(
            "The source " + in_quotes(source.name) + " has no secret.",
            "Set secret to what is entered as \"Secret\" in the webhook's settings."
        );
    }
    if (token && !kind->takes_token)
        section.problem("A source of kind " + name + " takes no token.", "Use secret.");
    if (secret && !kind->takes_secret)
        section.problem("A source of kind " + name + " takes no secret.", "Use token.");
}

void read_names(Section& mapping, const core::Directory& directory, ServiceMapping& out) {
    const Node* names = mapping.node("map");
    if (names == nullptr) return;
    if (names->type != NodeType::table) {
        mapping.problem(
            "map is no table.", "Write [source.service.map] and below it \"theirs\" = \"ours\"."
        );
        return;
    }
    Section entries(mapping.context(), *names, "[source.service.map]");
    for (const Member& member : names->members) {
        const auto field = entries.text(member.key);
        if (!field) continue;
        if (auto ours = read_service_name(mapping.context(), *field, directory))
            out.names.emplace_back(member.key, std::move(*ours));
    }
}

void read_mapping(
    Section& section, const Kind* kind, const core::Directory& directory, ServiceMapping& out
) {
    const Node* node = section.node("service");
    if (node == nullptr) return;
    if (node->type != NodeType::table) {
        const auto field = section.text("service");
        if (!field) return;
        out.fixed = read_service_name(section.context(), *field, directory).value_or("");
        return;
    }
    Section mapping(section.context(), *node, "[source.service]");
    if (const auto field = mapping.text("field")) {
        out.field = std::string(text::trim(field->value));
        if (kind != nullptr && kind->name == "github" && out.field != "repository" &&
            out.field != "environment") {
            section.context().problem(
                field->place,
                "field is " + in_quotes(out.field) + ", which GitHub does not send.",
                "Write \"repository\" or \"environment\"."
            );
        }
    }
    read_names(mapping, directory, out);
    mapping.finish();
}

}  // namespace

void read_source(Section& section, const core::Directory& directory, std::vector<Source>& sources) {
    Source source;
    read_name(section, sources, source);
    const Kind* kind = read_kind(section);
    if (kind != nullptr) source.kind = std::string(kind->name);
    read_credentials(section, kind, source);
    read_mapping(section, kind, directory, source.service);
    for (const Field& field : section.texts("environments"))
        source.environments.push_back(field.value);
    if (section.has("environments") && kind != nullptr && kind->name != "github") {
        section.problem("environments is for sources of kind github.", "Leave it out.");
    }
    section.finish();
    if (!source.name.empty()) sources.push_back(std::move(source));
}

}  // namespace debrief::config
