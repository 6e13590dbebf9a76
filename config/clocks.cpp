// The [clocks] section: how long things may take, each in the unit its clock counts in.
#include "bot/base/text.hpp"
#include "config/sections.hpp"

#include <array>
#include <charconv>

namespace debrief::config {
namespace {

enum class Unit { business_days, days };

/// A key, the clock it sets, and what that clock counts in.
struct ClockKey {
    std::string_view key;
    int core::Clocks::*clock;
    Unit unit;
};

constexpr std::array<ClockKey, 14> clock_keys{{
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
    {"effectiveness_check", &core::Clocks::effectiveness_check, Unit::days},
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

std::string_view example_of(Unit unit) {
    return unit == Unit::business_days ? "3 business days" : "30 days";
}

std::optional<int> read_days(Context& context, const Field& field, Unit unit) {
    const auto amount = read_amount(field.value);
    const bool business = unit == Unit::business_days;
    if (amount && amount->unit == (business ? "business day" : "day")) return amount->count;
    if (amount && !business && amount->unit == "week") return amount->count * 7;
    context.problem(
        field.place,
        field.key + " counts " + (business ? "business days" : "calendar days") + ", not " +
            in_quotes(field.value) + ".",
        "Write it as \"" + std::string(example_of(unit)) + "\"."
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
bool in_range(Context& context, const Field& field, int days) {
    if (days >= 1 && days <= 3650) return true;
    context.problem(
        field.place,
        field.key + " must be between 1 and 3650 days, not " + in_quotes(field.value) + ".",
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
        const auto days = read_days(context, *field, known.unit);
        if (days && in_range(context, *field, *days)) clocks.*known.clock = *days;
    }
    if (const auto field = section.text("merge_window")) read_merge_window(context, *field, clocks);
    if (const auto quiet = section.boolean("quiet_close")) clocks.quiet_close = *quiet;
    if (clocks.feedback_nudge > clocks.feedback_window) {
        section.problem(
            section.title() + " nudges for feedback after the feedback window is over.",
            "Make feedback_nudge shorter than feedback_window."
        );
    }
    section.finish();
}

}  // namespace debrief::config
