#include "templates/dialect.hpp"

#include "templates/cards.hpp"
#include "templates/limits.hpp"

#include <algorithm>
#include <array>

namespace debrief::templates {

namespace {

// Slack refuses numbers in these, so an id like 12 must become "12".
constexpr std::array<std::string_view, 11> slack_strings{
    "value",
    "action_id",
    "block_id",
    "url",
    "callback_id",
    "private_metadata",
    "alt_text",
    "initial_value",
    "external_id",
    "image_url",
    "text"};

Place slack_place(json::Ref object, std::string_view key, std::string_view, bool top) {
    const auto type = object["type"].str();
    if (key == "text") {
        if (top || type == "mrkdwn") return Place::markup;
        if (type == "plain_text") return Place::text;
    }
    const bool is_string =
        std::find(slack_strings.begin(), slack_strings.end(), key) != slack_strings.end();
    return is_string ? Place::words : Place::typed;
}

json::Value fit_slack(json::Value expanded, bool is_view) {
    return is_view ? fit_view(std::move(expanded)) : fit_message(std::move(expanded));
}
std::vector<Finding> check_slack(json::Ref document, bool is_view) {
    return is_view ? check_view(document) : check_message(document);
}

Place place_of_kind(cards::Is is) {
    switch (is) {
        case cards::Is::markup:
            return Place::markup;
        case cards::Is::plain:
            return Place::text;
        case cards::Is::id:
        case cards::Is::words:
        case cards::Is::address:
            return Place::words;
        default:
            return Place::typed;
    }
}

Place teams_place(json::Ref object, std::string_view key, std::string_view inside, bool top) {
    if (key.empty()) return inside == "inlines" ? Place::text : Place::typed;
    // Beside a card the text is what is read out and notified; alone it is the message itself.
    if (top && key == "text") return object["card"].exists() ? Place::text : Place::markup;
    if (inside.empty()) return key == "title" ? Place::text : Place::typed;
    // The typed line that a button carries; a chart's data has values, too, but they are numbers.
    if (inside == "data" && key == "value" && !object["legend"].exists()) return Place::words;
    const auto* part = cards::find_part(cards::parts_of(cards::type_of(object, inside)), key);
    return part != nullptr ? place_of_kind(part->is) : Place::typed;
}

}  // namespace

const Dialect& dialect_of(Platform platform) {
    // "verbatim" keeps Slack from turning addresses and #names inside people's words into links.
    static const Dialect slack{
        Platform::slack,
        "slack",
        slack_mrkdwn(),
        plain_words(),
        slack_place,
        "verbatim",
        fit_slack,
        check_slack};
    static const Dialect teams{
        Platform::teams,
        "teams",
        teams_markdown(),
        teams_words(),
        teams_place,
        "",
        fit_teams,
        check_teams};
    return platform == Platform::slack ? slack : teams;
}

std::span<const Dialect* const> all_dialects() {
    static const std::array<const Dialect*, 2> all{
        &dialect_of(Platform::slack), &dialect_of(Platform::teams)};
    return all;
}

}  // namespace debrief::templates
