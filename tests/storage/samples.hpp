// Records for the storage tests.
#pragma once
#include "bot/flow/store.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace debrief::storage::test {

/// A fixed day, and so many minutes.
[[nodiscard]] inline core::UtcTime minute(std::int64_t minutes) {
    return core::UtcTime(core::Duration(1'790'000'000'000 + minutes * 60'000));
}

[[nodiscard]] inline core::Channel slack(std::string channel) {
    return {core::Platform::slack, "", std::move(channel)};
}

[[nodiscard]] inline core::FollowUp follow_up(std::int64_t number) {
    core::FollowUp record;
    record.id = core::FollowUpId(number);
    record.subject.title = "Checkout fails";
    record.subject.service = "shop";
    record.opened_at = minute(number);
    record.feedback_until = minute(number + 100);
    record.acknowledge_by = minute(number + 200);
    record.complete_by = minute(number + 300);
    return record;
}

[[nodiscard]] inline core::FollowUp closed(core::FollowUp record, core::UtcTime at) {
    record.state = core::FollowUpState::closed;
    record.closed_at = at;
    record.closing = core::Closing::settled;
    return record;
}

[[nodiscard]] inline core::Feedback feedback(std::int64_t number, std::int64_t of) {
    core::Feedback record;
    record.id = core::FeedbackId(number);
    record.follow_up = core::FollowUpId(of);
    record.giver = core::PersonId(1);
    record.text = "Tell us before, not after";
    record.at = minute(number);
    return record;
}

[[nodiscard]] inline core::Mistake mistake(std::int64_t number, std::int64_t of) {
    core::Mistake record;
    record.id = core::MistakeId(number);
    record.follow_up = core::FollowUpId(of);
    record.by = core::PersonId(1);
    record.what_happened = "The wrong switch was changed";
    record.at = minute(number);
    return record;
}

[[nodiscard]] inline core::Control control(std::int64_t number, std::int64_t of) {
    core::Control record;
    record.id = core::ControlId(number);
    record.follow_up = core::FollowUpId(of);
    record.title = "Ask for a second pair of eyes";
    record.owner = core::PersonId(1);
    record.due = minute(1000 + number);
    record.created_at = minute(number);
    return record;
}

/// Ready to be sent at once.
[[nodiscard]] inline flow::OutboxRow message(std::string marker, std::string lane) {
    flow::OutboxRow row;
    row.marker = std::move(marker);
    row.lane = std::move(lane);
    row.channel = slack("C1");
    row.template_name = "receipt";
    row.view = "{}";
    row.not_before = minute(0);
    row.created = minute(0);
    return row;
}

template <class Records>
[[nodiscard]] std::vector<std::int64_t> numbers(const Records& records) {
    std::vector<std::int64_t> found;
    for (const auto& record : records) found.push_back(record.id.value());
    return found;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace debrief::storage::test
