// Records with every field at random, for round trips.
#pragma once
#include "bot/flow/store.hpp"
#include "storage/sqlite/names.hpp"

#include <rapidcheck.h>

#include <array>
#include <string>

namespace debrief::storage::test {

/// What people write, and what breaks careless stores. No NUL: no platform delivers one.
inline std::string any_text() {
    static const std::vector<std::string> pieces{
        "a",
        " ",
        "'",
        "\"",
        "\\",
        "%s",
        "\n",
        "; DROP TABLE people; --",
        "?1",
        "Grüße",
        "日本語",
        "مرحبا",
        "\u202Eשלום",
        "😀",
        "👩‍👩‍👧‍👦",
        "e\u0301",
        "\uFEFF",
        "\U0010FFFF"};
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text;
    for (const auto& piece : chosen) text += piece;
    return text;
}

template <class Enum>
Enum any_of() {
    return static_cast<Enum>(*rc::gen::inRange<int>(0, static_cast<int>(sqlite::names<Enum>.size()))
    );
}

inline bool any_bool() {
    return *rc::gen::arbitrary<bool>();
}

inline std::int64_t any_count() {
    return *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
}

inline core::UtcTime any_time() {
    // From 1906 to far in the future.
    return core::UtcTime(
        core::Duration(*rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 253'402'300'800'000))
    );
}

/// One of the people 1 to 9.
inline core::PersonId any_person() {
    return core::PersonId(*rc::gen::inRange<std::int64_t>(1, 10));
}

template <class Make>
auto maybe(Make make) -> std::optional<decltype(make())> {
    if (any_bool()) return std::nullopt;
    return make();
}

inline core::Channel any_channel() {
    return {any_of<core::Platform>(), any_text(), any_text()};
}

inline core::Subject any_subject() {
    core::Subject subject;
    subject.kind = any_of<core::SubjectKind>();
    subject.title = any_text();
    subject.service = any_text();
    subject.severity = *rc::gen::inRange(1, 5);
    subject.started = maybe(any_time);
    subject.ended = maybe(any_time);
    subject.outcome = any_of<core::Outcome>();
    subject.version = any_text();
    subject.link = any_text();
    subject.source = any_text();
    subject.external_id = any_text();
    return subject;
}

inline core::FollowUp any_follow_up(core::FollowUpId id) {
    core::FollowUp record;
    record.id = id;
    record.subject = any_subject();
    record.state = any_of<core::FollowUpState>();
    record.is_private = any_bool();
    record.goal = any_text();
    record.opened_by = maybe(any_person);
    record.it_owner = maybe(any_person);
    record.ops_contact = maybe(any_person);
    record.opened_at = any_time();
    record.feedback_until = any_time();
    record.acknowledge_by = any_time();
    record.complete_by = any_time();
    record.closed_at = maybe(any_time);
    record.closing = any_of<core::Closing>();
    record.close_reason = any_text();
    // Refers to itself: the one number that is sure to exist.
    record.earlier = maybe([&] { return id; });
    const int places = *rc::gen::inRange(0, 4);
    for (int i = 0; i < places; ++i) {
        core::Channel place = any_channel();
        place.id += std::to_string(i);  // a follow-up has one thread per channel
        record.channels.push_back(place);
    }
    for (std::int64_t* count :
         {&record.works,
          &record.partly,
          &record.broken,
          &record.feedback_count,
          &record.mistake_count,
          &record.control_count,
          &record.concern_count}) {
        *count = any_count();
    }
    return record;
}

inline core::Answer any_answer(core::FollowUpId of) {
    core::Answer record;
    record.follow_up = of;
    record.person = any_person();
    record.verdict = any_of<core::Verdict>();
    record.text = any_text();
    record.at = any_time();
    return record;
}

inline core::Feedback any_feedback(core::FeedbackId id, core::FollowUpId of) {
    core::Feedback record;
    record.id = id;
    record.follow_up = of;
    record.giver = any_person();
    record.anonymous = any_bool();
    record.text = any_text();
    record.state = any_of<core::FeedbackState>();
    record.message = {any_channel(), any_text()};
    record.edited = any_bool();
    record.at = any_time();
    record.answer = any_text();
    record.missing = any_text();
    record.shown = any_bool();
    return record;
}

inline core::Mistake any_mistake(core::MistakeId id, core::FollowUpId of) {
    core::Mistake record;
    record.id = id;
    record.follow_up = of;
    record.by = any_person();
    record.what_happened = any_text();
    record.put_right = any_text();
    record.what_next = any_text();
    record.at = any_time();
    const int factors = *rc::gen::inRange(0, 4);
    for (int i = 0; i < factors; ++i) {
        record.factors.push_back({any_text(), any_person(), any_time()});
    }
    const int heard = *rc::gen::inRange(0, 3);
    for (int i = 0; i < heard; ++i)
        record.heard.push_back({any_person(), any_bool(), any_text(), any_time()});
    return record;
}

inline core::Control any_control(core::ControlId id, core::FollowUpId of) {
    core::Control record;
    record.id = id;
    record.follow_up = of;
    record.title = any_text();
    record.kind = any_of<core::ControlKind>();
    record.strength = any_of<core::Strength>();
    record.owner = any_person();
    record.due = any_time();
    record.state = any_of<core::ControlState>();
    record.evidence = any_text();
    record.created_at = any_time();
    record.done_at = maybe(any_time);
    record.overdue_nudges = *rc::gen::inRange(0, 1000);
    record.verified_by = maybe(any_person);
    record.verified_at = maybe(any_time);
    record.drop_reason = any_text();
    record.check = any_of<core::Check>();
    record.checked_by = maybe(any_person);
    record.checked_at = maybe(any_time);
    record.check_text = any_text();
    record.check_due = maybe(any_time);
    record.verify_nudges = *rc::gen::inRange(0, 1000);
    record.check_nudges = *rc::gen::inRange(0, 1000);
    return record;
}

inline core::Thanks any_thanks(core::ThanksId id, core::FollowUpId of) {
    core::Thanks record;
    record.id = id;
    record.follow_up = maybe([&] { return of; });
    record.by = any_person();
    const int people = *rc::gen::inRange(0, 4);
    for (int i = 0; i < people; ++i) record.to.push_back(any_person());
    record.text = any_text();
    record.at = any_time();
    return record;
}

inline core::Concern any_concern(core::ConcernId id, core::FollowUpId of) {
    core::Concern record;
    record.id = id;
    record.follow_up = of;
    record.raised_by = any_person();
    record.side = any_of<core::Side>();
    record.topic = maybe([] { return any_of<core::Topic>(); });
    record.text = any_text();
    record.state = any_of<core::ConcernState>();
    record.answered_by = maybe(any_person);
    record.need = any_text();
    record.proposed_by = maybe(any_person);
    record.proposed_side = any_of<core::Side>();
    record.resolution = any_text();
    record.owner = maybe(any_person);
    record.reason = any_text();
    record.at = any_time();
    record.ended_at = maybe(any_time);
    return record;
}

inline core::Protocol any_protocol(core::ProtocolId id, core::FollowUpId of) {
    core::Protocol record;
    record.id = id;
    record.service = any_text();
    record.title = any_text();
    record.steps = any_text();
    record.owner = any_person();
    record.agreed_by = any_person();
    record.follow_up = maybe([&] { return of; });
    record.state = any_of<core::ProtocolState>();
    record.reason = any_text();
    record.at = any_time();
    record.review_at = any_time();
    record.reviewed_by = maybe(any_person);
    record.reviewed_at = maybe(any_time);
    record.nudges = *rc::gen::inRange(0, 1000);
    return record;
}

inline core::HandOver any_hand_over(core::HandOverId id) {
    core::HandOver record;
    record.id = id;
    record.subject = any_text();
    record.from = any_person();
    record.to = any_person();
    record.asked_by = any_person();
    record.state = any_of<core::HandOverState>();
    record.reason = any_text();
    record.at = any_time();
    record.ended_at = maybe(any_time);
    record.nudges = *rc::gen::inRange(0, 1000);
    return record;
}

inline core::Person any_person_record(core::PersonId id) {
    core::Person record;
    record.id = id;
    record.name = any_text();
    if (any_bool()) record.email = "person" + id.text() + "@example.org";
    record.timezone = any_text();
    record.active = any_bool();
    const int accounts = *rc::gen::inRange(0, 4);
    for (int i = 0; i < accounts; ++i) {
        record.accounts.emplace_back(
            any_of<core::Platform>(), any_text(), any_text() + "#" + std::to_string(i)
        );
    }
    return record;
}

inline flow::OutboxRow any_message(std::string marker) {
    flow::OutboxRow row;
    row.kind = any_of<core::Post::Kind>();
    row.marker = std::move(marker);
    row.lane = any_text();
    row.channel = any_channel();
    row.person = maybe(any_person);
    row.thread_of = maybe([] { return core::FollowUpId(any_count()); });
    row.thread = any_text();
    row.key = any_text();
    row.template_name = any_text();
    row.view = any_text();
    row.live = any_bool();
    row.not_before = any_time();
    row.useless_after = maybe(any_time);
    row.attempts = *rc::gen::inRange(0, 1000);
    row.first_attempt = maybe(any_time);
    row.outcome_unknown = any_bool();
    row.created = any_time();
    return row;
}

}  // namespace debrief::storage::test
