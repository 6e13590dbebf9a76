// How a place in a message takes inserted values: what is escaped there and how a person, a time or
// a link is written. A place is a `const Markup&`; each platform is a table of these functions.
#pragma once
#include "bot/base/json.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace debrief::templates {

/// Writes one kind of value at the end of `out`. Everything written is safe in its place: it opens
/// no mention, link or element that the template did not ask for.
struct Markup {
    void (*value)(std::string& out, std::string_view text);
    /// `person` is an object {"name": …, "slack": …, "teams": …} or a plain name.
    void (*mention)(std::string& out, json::Ref person);
    /// Milliseconds since the epoch, UTC: date and time of day.
    void (*date)(std::string& out, std::int64_t time);
    void (*day)(std::string& out, std::int64_t time);
    /// Only http, https and mailto become links; for any other address the label alone is written.
    void (*link)(std::string& out, std::string_view url, std::string_view label);
    void (*quote)(std::string& out, std::string_view text);
    void (*code)(std::string& out, std::string_view text);
};

/// Plain words: plain_text objects, values, ids. Nothing is escaped, a mention is a name, a time is
/// written out in UTC.
[[nodiscard]] const Markup& plain_words();
/// Slack's mrkdwn: & < > are escaped.
[[nodiscard]] const Markup& slack_mrkdwn();
/// The Markdown of Teams' cards and messages. Mentions are marked (mentions.hpp) and get their
/// final text when the card is fitted.
[[nodiscard]] const Markup& teams_markdown();
/// Plain text in Teams: like plain words, but nothing in it is taken for a macro or a mention.
[[nodiscard]] const Markup& teams_words();

/// The name to show for a person (object with "name", or a string).
[[nodiscard]] std::string_view name_of(json::Ref person);
/// Whether an address may become a link: http, https or mailto, without control characters.
[[nodiscard]] bool is_linkable(std::string_view url);

}  // namespace debrief::templates
