#include "adapters/sandbox/teams/activity_check.hpp"

#include "adapters/sandbox/teams/card_check.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <array>

namespace debrief::sandbox::teams {
namespace {

using json::Ref;

constexpr std::string_view card_type = "application/vnd.microsoft.card.adaptive";
constexpr std::array<std::string_view, 18> known_members{
    "type",
    "id",
    "text",
    "textFormat",
    "summary",
    "attachments",
    "entities",
    "channelData",
    "from",
    "attachmentLayout",
    "recipient",
    "conversation",
    "replyToId",
    "importance",
    "locale",
    "inputHint",
    "timestamp",
    "deliveryMode"};

Refusal bad_syntax(const std::string& what) {
    return Refusal(400, "BadSyntax", what);
}

Refusal refuse_shape(Ref activity) {
    if (!activity.is_object()) return bad_syntax("The activity must be an object.");
    if (holds_null(activity)) return bad_syntax("No member may be null: leave it out.");
    std::string unknown;
    activity.each_member([&](std::string_view name, Ref) {
        if (std::find(known_members.begin(), known_members.end(), name) == known_members.end())
            unknown = name;
    });
    if (!unknown.empty()) return bad_syntax("An activity has no member “" + unknown + "”.");
    const std::string_view type = activity["type"].str();
    if (type != "message" && type != "typing") return bad_syntax("type must be message or typing.");
    const Ref format = activity["textFormat"];
    if (format && format.str() != "plain" && format.str() != "markdown" && format.str() != "xml")
        return bad_syntax("textFormat must be plain, markdown or xml.");
    return {};
}

Refusal refuse_card(Ref card, const Sizes& sizes) {
    const auto problems = problems_of_card(card, CardUse::message);
    if (!problems.empty()) return Refusal(400, "BadArgument", problems.front());
    if (json::dump(card).size() > sizes.card)
        return Refusal(413, "MessageSizeTooBig", "The card is too large.");
    if (card["fallbackText"].str().empty())
        return Refusal(400, "BadArgument", "card.fallbackText: is missing");
    return {};
}

Refusal refuse_attachments(Ref activity, const Sizes& sizes) {
    const Ref attachments = activity["attachments"];
    if (!attachments) return {};
    if (!attachments.is_array()) return bad_syntax("attachments must be an array.");
    Refusal refusal;
    attachments.each([&](Ref each) {
        if (refusal) return;
        if (each["contentType"].str() != card_type)
            refusal = Refusal(400, "BadArgument", "Only Adaptive Cards can be attached here.");
        else
            refusal = refuse_card(each["content"], sizes);
    });
    if (!refusal && attachments.size() > 1)
        return Refusal(400, "BadArgument", "Send one card in one activity.");
    return refusal;
}

Refusal refuse_mentions(Ref activity, const Tenant& tenant, const Conversation& place) {
    std::vector<std::string> problems =
        problems_of_mentions(activity["entities"], {std::string(activity["text"].str())});
    const Ref card = card_of(activity);
    for (auto& each : problems_of_mentions(card["msteams"]["entities"], mentionable_texts(card)))
        problems.push_back(std::move(each));
    const auto check_person = [&](Ref entity) {
        if (entity["type"].str() != "mention") return;
        const std::string id(entity["mentioned"]["id"].str());
        const Person* person = tenant.person(id);
        if (id != ids::bot && (person == nullptr || !tenant.is_member(place, person->id)))
            problems.push_back("nobody here is " + id);
    };
    activity["entities"].each(check_person);
    card["msteams"]["entities"].each(check_person);
    return problems.empty() ? Refusal() : Refusal(400, "BadArgument", problems.front());
}

}  // namespace

std::size_t utf16_bytes(std::string_view utf8) {
    std::size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80U) continue;
        units += byte >= 0xF0U ? 2 : 1;
    }
    return units * 2;
}

bool holds_null(Ref value) {
    bool found = value.is_null();
    value.each([&](Ref each) { found = found || holds_null(each); });
    value.each_member([&](std::string_view, Ref each) { found = found || holds_null(each); });
    return found;
}

Ref card_of(Ref activity) {
    Ref card;
    activity["attachments"].each([&](Ref each) {
        if (!card && each["contentType"].str() == card_type) card = each["content"];
    });
    return card;
}

Refusal refuse_activity(
    Ref activity,
    std::string_view raw,
    const Sizes& sizes,
    const Tenant& tenant,
    const Conversation& place
) {
    if (utf16_bytes(raw) > sizes.message_utf16)
        return Refusal(413, "MessageSizeTooBig", "Message size too large.");
    if (Refusal refusal = refuse_shape(activity)) return refusal;
    if (activity["type"].str() == "typing") return {};
    if (Refusal refusal = refuse_attachments(activity, sizes)) return refusal;
    const bool empty = text::trim(activity["text"].str()).empty();
    if (empty && !card_of(activity)) return bad_syntax("A message needs text or an attachment.");
    return refuse_mentions(activity, tenant, place);
}

}  // namespace debrief::sandbox::teams
