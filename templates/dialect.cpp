#include "templates/dialect.hpp"

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

Place slack_place(json::Ref object, std::string_view key, bool top) {
    const auto type = object["type"].str();
    if (key == "text") {
        if (top || type == "mrkdwn") return Place::markup;
        if (type == "plain_text") return Place::text;
    }
    const bool is_string =
        std::find(slack_strings.begin(), slack_strings.end(), key) != slack_strings.end();
    return is_string ? Place::words : Place::typed;
}

}  // namespace

const Dialect& dialect_of(Platform) {
    // "verbatim" keeps Slack from turning addresses and #names inside people's words into links.
    static const Dialect slack{Platform::slack, "slack", slack_mrkdwn(), slack_place, "verbatim"};
    return slack;
}

}  // namespace debrief::templates
