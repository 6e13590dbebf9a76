// Invokes: Teams waits for the answer. Buttons of cards, and dialogs.
#include "adapters/teams/activity.hpp"
#include "adapters/teams/card_data.hpp"
#include "adapters/teams/decode.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

#include <string>
#include <string_view>

namespace debrief::teams {
namespace {

constexpr int not_implemented = 501;

/// The key of this very dialog, submitted by this person: a second press of its button, or a client
/// that did not see the answer, has the same one.
std::string key_of_dialog(json::Ref activity, const CardData& data) {
    std::string_view who = activity["from"]["aadObjectId"].str();
    if (who.empty()) who = activity["from"]["id"].str();
    std::string name;
    for (const std::string_view part : {data.nonce, data.form, data.context, who}) {
        name += part;
        name += '\n';
    }
    return "teams:dialog:" + crypto::hex(crypto::sha256(name));
}

Happening happening_by(json::Ref activity, AnswerAs answer_as, std::string_view via) {
    Happening happening;
    happening.key = key_of(activity);
    happening.answer_as = answer_as;
    happening.command = command_by(activity, core::ReplyBy::response, via);
    happening.command.origin.thread = thread_of_card(activity);
    return happening;
}

Decoded decoded_as(json::Ref activity, const CardData& data, Happening happening) {
    Decoded decoded;
    decoded.sighting = sighting_of(activity, data);
    decoded.happening = std::move(happening);
    return decoded;
}

/// Asked for by the card itself, without anybody pressing anything: only what merely shows may
/// happen.
bool only_shows(const core::Intent& intent) {
    return std::holds_alternative<core::ShowStatus>(intent) ||
           std::holds_alternative<core::ShowList>(intent) ||
           std::holds_alternative<core::ShowSummary>(intent) ||
           std::holds_alternative<core::ShowHelp>(intent);
}

Decoded pressed(json::Ref activity) {
    const json::Ref value = activity["value"];
    const json::Ref data = value["action"]["data"];
    const CardData card = read_card_data(data);
    const bool by_itself = text::lower(value["trigger"].str()) == "automatic";
    Happening happening =
        happening_by(activity, by_itself ? AnswerAs::refresh : AnswerAs::action, "button");
    happening.command.intent = intent_of(card, read_inputs(data));
    if (by_itself && !only_shows(happening.command.intent)) {
        core::Misunderstood unasked;
        unasked.problem = "This card does not bring itself up to date.";
        unasked.advice = "Press the button to act.";
        happening.command.intent = std::move(unasked);
    }
    return decoded_as(activity, card, std::move(happening));
}

Decoded opens_dialog(json::Ref activity) {
    const json::Ref data = activity["value"]["data"];
    const CardData card = read_card_data(data);
    Happening happening = happening_by(activity, AnswerAs::dialog, "button");
    happening.command.origin.can_open_form = true;
    happening.command.intent = intent_of(card, read_inputs(data));
    return decoded_as(activity, card, std::move(happening));
}

Decoded submitted(json::Ref activity) {
    const json::Ref data = activity["value"]["data"];
    const CardData card = read_card_data(data);
    Happening happening = happening_by(activity, AnswerAs::submit, "form");
    if (!card.nonce.empty()) happening.key = key_of_dialog(activity, card);
    happening.form = card.form;
    happening.context = card.context;
    happening.fields = read_inputs(data);
    happening.command.origin.can_open_form = true;
    happening.command.intent = intent_of(card, happening.fields);
    return decoded_as(activity, card, std::move(happening));
}

}  // namespace

Decoded decode_invoke(json::Ref activity) {
    const std::string_view name = activity["name"].str();
    const bool is_known =
        name == "adaptiveCard/action" || name == "task/fetch" || name == "task/submit";
    Decoded nothing;
    if (!is_known) {
        nothing.status = not_implemented;
        return nothing;
    }
    if (!is_by_person(activity)) return nothing;
    if (name == "adaptiveCard/action") return pressed(activity);
    return name == "task/fetch" ? opens_dialog(activity) : submitted(activity);
}

}  // namespace debrief::teams
