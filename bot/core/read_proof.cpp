// control verify C-n [TEXT] | control check C-n held|partly|failed|early [TEXT] | control drop C-n
// REASON
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

namespace debrief::core {
namespace {

struct Phrase {
    std::string_view words;
    Check check;
};
/// Longer phrases first: "held partly" is not "held".
constexpr Phrase phrases[] = {
    {"did not hold", Check::failed},
    {"didn't hold", Check::failed},
    {"didn’t hold", Check::failed},
    {"does not hold", Check::failed},
    {"doesn't hold", Check::failed},
    {"doesn’t hold", Check::failed},
    {"not held", Check::failed},
    {"failed", Check::failed},
    {"too early to say", Check::early},
    {"too early", Check::early},
    {"early", Check::early},
    {"held partly", Check::partly},
    {"partly held", Check::partly},
    {"holds partly", Check::partly},
    {"partly holds", Check::partly},
    {"partly", Check::partly},
    {"partially", Check::partly},
    {"held", Check::held},
    {"holds", Check::held},
};

ShowForm form_of(std::string_view name, ControlId id) {
    ShowForm form;
    form.form = name;
    form.context = id.text();
    return form;
}

}  // namespace

std::optional<Check> take_check(std::string_view& text) {
    for (const auto& phrase : phrases) {
        if (take_phrase(text, phrase.words)) return phrase.check;
    }
    return std::nullopt;
}

Intent read_verify(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("verify");
    VerifyControl verify;
    verify.id = *id;
    if (!only_ids(rest)) verify.text = rest;
    return verify;
}

Intent read_check(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("check");
    if (rest.empty() || only_ids(rest)) return form_of("check", *id);
    CheckControl check;
    check.id = *id;
    const auto word = take_check(rest);
    if (!word) {
        const auto line = "`control check " + id->text();
        return misunderstood(
            quoted(first_word(rest)) + " does not say whether it held.",
            "Type " + line + " held`, " + line + " partly`, " + line + " failed` or " + line +
                " early`; a sentence may follow."
        );
    }
    check.check = *word;
    check.text = rest;
    return check;
}

Intent read_drop(std::string_view rest) {
    const auto id = take_id<ControlId>(rest, false);
    if (!id) return which_control("drop");
    if (rest.empty() || only_ids(rest)) return form_of("drop", *id);
    DropControl drop;
    drop.id = *id;
    drop.reason = rest;
    return drop;
}

}  // namespace debrief::core
