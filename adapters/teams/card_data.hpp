// What a button or dialog of ours carries in its data: it comes back from a client that may be old,
// or may have changed it.
#pragma once
#include "adapters/teams/decode.hpp"

#include <string_view>

namespace debrief::teams {

/// Valid while the activity lives.
struct CardData {
    std::string_view line;           ///< of a button: as if it had been typed
    std::string_view form, context;  ///< of a dialog: which one, and what about
    std::string_view nonce;          ///< of a dialog: this very one
    std::string_view marker;         ///< of the message
};
/// Whatever it cannot read stays empty.
[[nodiscard]] CardData read_card_data(json::Ref data);

/// What was entered, by field. Untouched fields are left out.
[[nodiscard]] Fields read_inputs(json::Ref data);

/// What is meant; what is wrong, in words, when the data are none of ours.
[[nodiscard]] core::Intent intent_of(const CardData& data, const Fields& inputs);

/// That this message is one of our cards, when the data prove it.
[[nodiscard]] std::optional<Sighting> sighting_of(json::Ref activity, const CardData& data);

}  // namespace debrief::teams
