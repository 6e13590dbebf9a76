// What the parts of the grammar share. Only grammar files include it.
#pragma once
#include "bot/core/command.hpp"
#include "bot/core/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

using Problem = std::optional<Misunderstood>;

/// Both are full sentences; `field` names the form field concerned, if any.
[[nodiscard]] Misunderstood misunderstood(
    std::string problem, std::string advice, std::string field = {}
);
/// What somebody typed, short and in `backticks`, for use inside a sentence.
[[nodiscard]] std::string quoted(std::string_view typed);
/// A word without brackets and marks around it: "(private)," is "private".
[[nodiscard]] std::string_view bare(std::string_view word);
/// A title that stands in quotation marks as a whole, without them.
[[nodiscard]] std::string_view without_quotes(std::string_view title);

/// Takes a leading id such as "F-12" or "F-12:" away from `text`. With `dash` "F12" is no id: in
/// free text it may be a key on the keyboard.
template <class Id>
std::optional<Id> take_id(std::string_view& text, bool dash = true) {
    auto rest = text;
    auto word = take_word(rest);
    while (!word.empty() && std::string_view(":,.;").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    if (dash && (word.size() < 2 || word[1] != '-')) return std::nullopt;
    const auto id = Id::read(word);
    if (id) text = rest;
    return id;
}

/// The first id of this kind among the words of a form's context.
template <class Id>
std::optional<Id> id_among(std::string_view context) {
    while (!context.empty()) {
        if (const auto id = Id::read(take_word(context))) return id;
    }
    return std::nullopt;
}

/// True when there is nothing but ids of any kind (and at least one).
[[nodiscard]] bool only_ids(std::string_view text);

/// What is wrong when somebody gave "C-7" or "12" where a follow-up's number belongs.
[[nodiscard]] Problem not_a_follow_up(std::string_view text);

/// Takes these words away from the start of `text`, marks around them or not; false when it starts
/// otherwise.
bool take_phrase(std::string_view& text, std::string_view phrase);
/// "held", "did not hold", "too early" and the like, taken away from `text`.
std::optional<Check> take_check(std::string_view& text);
/// "still broken", "works!" and the like, taken away from `text`.
std::optional<Verdict> take_verdict(std::string_view& text);

/// True for "2026-11-20 14:00" and what else counts as a time, in any zone.
[[nodiscard]] bool looks_like_time(std::string_view text);
/// True for "2d", "tomorrow" and the like.
[[nodiscard]] bool looks_like_until(std::string_view text);
[[nodiscard]] Misunderstood bad_until(std::string_view text);

/// Fills one field, by the name of the option or form field; what is wrong with the value, if
/// anything.
[[nodiscard]] Problem set_field(Open& open, std::string_view name, std::string_view value);
[[nodiscard]] Problem set_field(PlanUpgrade& plan, std::string_view name, std::string_view value);
[[nodiscard]] Problem set_field(AddControl& add, std::string_view name, std::string_view value);

[[nodiscard]] Problem set_field(AddProtocol& add, std::string_view name, std::string_view value);
[[nodiscard]] Problem set_field(
    ReviewProtocol& review, std::string_view name, std::string_view value
);

[[nodiscard]] Problem set_topic(std::optional<Topic>& topic, std::string_view value);

// One verb each; `rest` is what follows the verb.
[[nodiscard]] Intent read_open(std::string_view rest);
[[nodiscard]] Intent read_plan(std::string_view rest);
[[nodiscard]] Intent read_answer(std::string_view rest);
[[nodiscard]] Intent read_acknowledge(std::string_view rest);
[[nodiscard]] Intent read_concern(std::string_view rest);
[[nodiscard]] Intent read_control(std::string_view rest);
[[nodiscard]] Intent read_protocol(std::string_view rest);
[[nodiscard]] Intent read_hand_over(std::string_view rest);
/// From the two parts of the line or of the form.
[[nodiscard]] Intent hand_over_to(std::string_view subject, std::string_view person);
[[nodiscard]] Intent read_thanks(std::string_view rest);
// What follows "control verify", "control check" and "control drop".
[[nodiscard]] Intent read_verify(std::string_view rest);
[[nodiscard]] Intent read_check(std::string_view rest);
[[nodiscard]] Intent read_drop(std::string_view rest);
[[nodiscard]] Misunderstood which_control(std::string_view step);
/// People and text from the two fields of the form.
[[nodiscard]] Intent thanks_from(
    std::optional<FollowUpId> id, std::string_view people, std::string_view text
);
[[nodiscard]] Intent read_list(std::string_view rest);
[[nodiscard]] Intent read_search(std::string_view rest);
[[nodiscard]] Intent read_export(std::string_view rest);
[[nodiscard]] Intent read_summary(std::string_view rest);
[[nodiscard]] Intent read_snooze(std::string_view rest);

}  // namespace debrief::core
