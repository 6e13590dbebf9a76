#include "adapters/teams/card_mentions.hpp"

#include <string>
#include <vector>

namespace debrief::teams {
namespace {

constexpr std::string_view tag_begin = "<at>", tag_end = "</at>";
constexpr std::string_view directory_prefix = "aad:";

bool is_of(json::Ref entity, std::string_view user) {
    if (user.starts_with(directory_prefix)) user.remove_prefix(directory_prefix.size());
    return !user.empty() && entity["mentioned"]["id"].str() == user;
}

/// Calls for every entity of the message: beside its text, and in its card.
template <class Visit>
void each_entity(json::Ref rendered, const Visit& visit) {
    rendered["entities"].each(visit);
    rendered["card"]["msteams"]["entities"].each(visit);
}

/// "<at>Ivan</at>" as a name alone. The tag holds nothing that means something in Markdown.
std::string without_tags(std::string_view tagged) {
    if (tagged.starts_with(tag_begin)) tagged.remove_prefix(tag_begin.size());
    if (tagged.ends_with(tag_end)) tagged.remove_suffix(tag_end.size());
    return std::string(tagged);
}

std::string named(std::string text, const std::vector<std::string>& tags) {
    for (const std::string& tag : tags) {
        const std::string name = without_tags(tag);
        for (auto at = text.find(tag); at != std::string::npos;
             at = text.find(tag, at + name.size()))
            text.replace(at, tag.size(), name);
    }
    return text;
}

json::Value kept(json::Ref entities, std::string_view user) {
    json::Value out = json::Value::array();
    entities.each([&](json::Ref entity) {
        if (is_of(entity, user)) out.push(json::Value(entity));
    });
    return out;
}

json::Value copied(json::Ref node, const std::vector<std::string>& tags, std::string_view user) {
    if (node.is_string()) return json::Value(named(std::string(node.str()), tags));
    json::Value out = node.is_array() ? json::Value::array() : json::Value::object();
    if (node.is_array()) {
        node.each([&](json::Ref element) { out.push(copied(element, tags, user)); });
        return out;
    }
    if (!node.is_object()) return json::Value(node);
    node.each_member([&](std::string_view key, json::Ref member) {
        if (key != "entities") {
            out.set(key, copied(member, tags, user));
            return;
        }
        json::Value rest = kept(member, user);
        if (rest.ref().size() > 0) out.set(key, std::move(rest));
    });
    return out;
}

}  // namespace

bool mentions_others(json::Ref rendered, std::string_view user) {
    bool others = false;
    each_entity(rendered, [&](json::Ref entity) { others = others || !is_of(entity, user); });
    return others;
}

json::Value mentioning_only(json::Ref rendered, std::string_view user) {
    std::vector<std::string> tags;
    each_entity(rendered, [&](json::Ref entity) {
        const std::string_view tag = entity["text"].str();
        if (!tag.empty() && !is_of(entity, user)) tags.emplace_back(tag);
    });
    return copied(rendered, tags, user);
}

}  // namespace debrief::teams
