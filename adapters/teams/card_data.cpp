#include "adapters/teams/card_data.hpp"

#include "adapters/teams/activity.hpp"
#include "bot/base/text.hpp"
#include "bot/core/grammar.hpp"

#include <algorithm>
#include <array>

namespace debrief::teams {
namespace {

constexpr std::array<std::string_view, 8> reserved{
    "value", "form", "context", "nonce", "conversation", "thread", "m", "msteams"};
/// No form of ours comes near.
constexpr std::size_t most_inputs = 100;
constexpr std::size_t longest_context = 500;

std::string entered(json::Ref input) {
    if (input.is_string()) return std::string(input.str());
    if (const auto ticked = input.boolean()) return *ticked ? "true" : "false";
    return input.number() ? json::dump(input) : std::string();
}

}  // namespace

CardData read_card_data(json::Ref data) {
    CardData out;
    out.line = data["value"].str();
    out.form = data["form"].str();
    out.context = data["context"].str().substr(0, longest_context);
    out.nonce = data["nonce"].str();
    out.marker = data["m"].str();
    return out;
}

Fields read_inputs(json::Ref data) {
    Fields fields;
    data.each_member([&](std::string_view name, json::Ref input) {
        const bool is_input = std::find(reserved.begin(), reserved.end(), name) == reserved.end();
        if (!is_input || fields.size() >= most_inputs) return;
        std::string value = entered(input);
        if (!text::trim(value).empty()) fields.emplace_back(name, std::move(value));
    });
    return fields;
}

core::Intent intent_of(const CardData& data, const Fields& inputs) {
    if (!data.form.empty()) return core::read_form(data.form, data.context, inputs);
    if (!text::trim(data.line).empty()) return core::read_command(data.line);
    core::Misunderstood misunderstood;
    misunderstood.problem = "This button is not one that Debrief knows: nothing was done.";
    misunderstood.advice =
        "It may belong to an older version. Use the newest message of the follow-up, or mention "
        "Debrief and type `help`.";
    return misunderstood;
}

std::optional<Sighting> sighting_of(json::Ref activity, const CardData& data) {
    const std::string_view message = activity["replyToId"].str();
    if (data.marker.empty() || message.empty()) return std::nullopt;
    Sighting sighting;
    sighting.marker = data.marker;
    sighting.message = core::MessageRef(channel_of(activity), std::string(message));
    return sighting;
}

}  // namespace debrief::teams
