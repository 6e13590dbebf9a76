// What a modal of ours carries: its name, where it was opened, and what was filled in.
#pragma once
#include "bot/base/json.hpp"
#include "bot/core/command.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::slack {

/// "form_feedback" → "feedback"; empty for a modal that is not ours.
[[nodiscard]] std::string_view form_of(std::string_view callback_id);
[[nodiscard]] std::string callback_id_of(std::string_view form);

/// Where a form was opened and what it is about; travels in the modal's private_metadata.
struct FormPlace {
    std::string context, channel, thread;
    bool at_home = false;  ///< on the Home tab
};
[[nodiscard]] std::string write_place(const FormPlace& place);
/// Whatever it cannot read stays empty.
[[nodiscard]] FormPlace read_place(std::string_view private_metadata);

struct FormInput {
    std::vector<std::pair<std::string, std::string>> fields;  ///< block id → what was entered
    std::vector<core::Mention> mentions;                      ///< people who were picked
    std::vector<std::string> blocks;                          ///< of all input blocks
};
/// Untouched fields are left out. A picked person is "@U123", a ticked box "yes", a picked moment
/// "2026-11-20T14:00:00Z".
[[nodiscard]] FormInput read_input(json::Ref view);

}  // namespace debrief::slack
