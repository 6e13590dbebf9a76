// The [clocks] section: how long things may take, each in the unit its clock counts in.
#include "bot/base/text.hpp"
#include "config/sections.hpp"

#include <array>
#include <charconv>

namespace debrief::config {
namespace {

enum class Unit { business_days, days, nudges };

/// A key, the clock it sets, and what that clock counts in.
struct ClockKey {
    std::string_view key;
    int core::Clocks::*clock;
    Unit unit;
};

constexpr std::array<ClockKey, 17> clock_keys{{
    {"acknowledgement_severity_1_2", &core::Clocks::acknowledgement_high, Unit::business_days},
    {"acknowledgement", &core::Clocks::acknowledgement, Unit::business_days},
    {"feedback_window", &core::Clocks::feedback_window, Unit::business_days},
    {"feedback_nudge", &core::Clocks::feedback_nudge, Unit::business_days},
    {"complete_severity_1", &core::Clocks::complete_severity_1, Unit::days},
    {"complete", &core::Clocks::complete, Unit::business_days},
    {"complete_upgrade", &core::Clocks::complete_upgrade, Unit::business_days},
    {"control_due_severity_1_2", &core::Clocks::control_due_high, Unit::days},
    {"control_due", &core::Clocks::control_due, Unit::days},
    {"control_nudge_before", &core::Clocks::control_nudge_before, Unit::days},
    {"control_nudge_every", &core::Clocks::control_nudge_every, Unit::days},
    {"control_escalation", &core::Clocks::control_escalation, Unit::nudges},
    {"effectiveness_check", &core::Clocks::effectiveness_check, Unit::days},
    {"effectiveness_recheck", &core::Clocks::effectiveness_recheck, Unit::days},
    {"nudge_every", &core::Clocks::nudge_every, Unit::days},
    {"second_look", &core::Clocks::second_look, Unit::days},
    {"protocol_review", &core::Clocks::protocol_review, Unit::days},
}};

/// "3 business days" as 3 and "business day": the unit in the singular, words one space apart.
struct Amount {
    int count = 0;
    std::string unit;
};
std::optional<Amount> read_amount(std::string_view value) {
    value = text::trim(value);
    Amount amount;
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), amount.count);
    if (error != std::errc() || amount.count < 0 || amount.count > 100'000) return std::nullopt;
    const auto rest = value.substr(static_cast<std::size_t>(end - value.data()));
    amount.unit = text::lower(text::trim(rest));
    if (amount.unit.ends_with('s')) amount.unit.pop_back();
    return amount;
}

/// How a unit is written, how it is called, and an example.
struct UnitWords {
    std::string_view word, plural, example;
};
UnitWords words_of(Unit unit) {
    switch (unit) {
        case Unit::business_days:
            return {"business day", "business days", "3 business days"};
        case Unit::nudges:
            return {"nudge", "nudges", "3 nudges"};
        case Unit::days:
            break;
    }
    return {"day", "calendar days", "30 days"};
}

std::optional<int> read_count(Context& context, const Field& field, Unit unit) {
    const auto amount = read_amount(field.value);
    const auto words = words_of(unit);
    if (amount && amount->unit == words.word) return amount->count;
    if (amount && unit == Unit::days && amount->unit == "week") return amount->count * 7;
    context.problem(
        field.place,
        field.key + " counts " + std::string(words.plural) + ", not " + in_quotes(field.value) +
            ".",
        "Write it as \"" + std::string(words.example) + "\"."
    );
    return std::nullopt;
}

void read_merge_window(Context& context, const Field& field, core::Clocks& clocks) {
    const auto amount = read_amount(field.value);
    if (amount && amount->unit == "minute") {
        clocks.merge_window = std::chrono::minutes(amount->count);
    } else if (amount && amount->unit == "hour") {
        clocks.merge_window = std::chrono::hours(amount->count);
    } else {
        context.problem(
            field.place,
            field.key + " counts minutes or hours, not " + in_quotes(field.value) + ".",
            "Write it as \"30 minutes\" or \"2 hours\"."
        );
    }
}

/// A clock that never runs would leave something open for ever; ten years are a slip of the pen.
bool in_range(Context& context, const Field& field, int count, Unit unit) {
    if (count >= 1 && count <= 3650) return true;
    context.problem(
        field.place,
        field.key + " must be between 1 and 3650 " + (unit == Unit::nudges ? "nudges" : "days") +
            ", not " + in_quotes(field.value) + ".",
        "Choose another number."
    );
    return false;
}

}  // namespace

void read_clocks(Section& section, core::Clocks& clocks) {
    Context& context = section.context();
    for (const ClockKey& known : clock_keys) {
        const auto field = section.text(known.key);
        if (!field) continue;
        const auto count = read_count(context, *field, known.unit);
        if (count && in_range(context, *field, *count, known.unit)) clocks.*known.clock = *count;
    }
    if (const auto field = section.text("merge_window")) read_merge_window(context, *field, clocks);
    if (const auto quiet = section.boolean("quiet_close")) clocks.quiet_close = *quiet;
    if (clocks.feedback_nudge > clocks.feedback_window) {
        section.problem(
            section.title() + " nudges for feedback after the feedback window is over.",
            "Make feedback_nudge shorter than feedback_window."
        );
    }
    if (clocks.effectiveness_recheck <= clocks.effectiveness_check) {
        section.problem(
            section.title() + " asks again whether a control held before it asks first.",
            "Make effectiveness_recheck longer than effectiveness_check; both count from done."
        );
    }
    section.finish();
}

}  // namespace debrief::config
