// What people type and read in Teams: "@Debrief status" and "<at>Debrief</at> status".
#pragma once
#include "adapters/sandbox/teams/tenant.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox::teams {

struct Typed {
    Typed() = default;
    std::string text;  ///< with "<at>Name</at>", names escaped as in XML
    std::string html;  ///< the copy that Teams attaches
    std::vector<Mention> mentions;
    [[nodiscard]] bool names(std::string_view id) const;
};
/// "@name" becomes a mention when somebody (or the app, when `bot` is there) is called that.
[[nodiscard]] Typed read_typed(const Tenant& tenant, std::string_view typed, bool bot);

/// "<at>Debrief</at> status" as a person would type it again.
[[nodiscard]] std::string typed_again(const Tenant& tenant, std::string_view text);
/// The same as it is read: "@Debrief status".
[[nodiscard]] std::string without_tags(std::string_view text);

[[nodiscard]] std::string escape_xml(std::string_view text);
[[nodiscard]] std::string unescape_xml(std::string_view text);

/// Everything one sees of a message: the words of its card as that viewer sees it, or its text.
/// Dates are those of the zone.
[[nodiscard]] std::string words_of(
    const Message& message, std::string_view viewer, std::string_view zone = "UTC"
);
/// The words of a card, one line for each text, fact, input and row of buttons.
[[nodiscard]] std::string words_of_card(json::Ref card, std::string_view zone = "UTC");
/// "{{DATE(2026-11-25T17:00:00Z,SHORT)}}" and "{{TIME(…)}}" as the client shows them.
[[nodiscard]] std::string with_dates(std::string_view text, std::string_view zone);
/// The card as that viewer sees it; missing when there is none.
[[nodiscard]] json::Ref card_seen(const Message& message, std::string_view viewer);

}  // namespace debrief::sandbox::teams
