// The record of one upgrade or incident after it ended.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/place.hpp"
#include "bot/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

enum class SubjectKind { incident, upgrade };
[[nodiscard]] std::string_view name_of(SubjectKind kind);
[[nodiscard]] std::optional<SubjectKind> subject_kind_from(std::string_view name);

/// How an upgrade or incident ended, as its source or opener says.
enum class Outcome { unknown, success, with_issues, failed, rolled_back };
[[nodiscard]] std::string_view name_of(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcome_from(std::string_view name);

/// What a follow-up follows.
struct Subject {
    SubjectKind kind = SubjectKind::incident;
    std::string title;
    std::string service;
    int severity = 3;  ///< 1 (worst) to 4; meaningful for incidents
    std::optional<UtcTime> started;
    std::optional<UtcTime> ended;
    Outcome outcome = Outcome::unknown;
    std::string version;  ///< of an upgrade; empty when unknown
    std::string link;
    std::string source;       ///< name of the [[source]], or empty when opened by a person
    std::string external_id;  ///< the source's own id
    friend bool operator==(const Subject&, const Subject&) = default;
};

/// `planned`: an upgrade that has not happened yet; its plan (plan.hpp) says what is meant to.
enum class FollowUpState { open, closed, planned };

/// Why it is closed.
enum class Closing { none, settled, with_reason, quiet, cancelled };
[[nodiscard]] std::string_view name_of(Closing closing);
[[nodiscard]] Closing closing_from(std::string_view name);

/// One person's word on how it is. The latest counts.
enum class Verdict { works, partly, broken };
[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdict_from(std::string_view name);

/// A clock that does not run (yet).
constexpr UtcTime never{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};

struct FollowUp {
    FollowUpId id;
    Subject subject;
    FollowUpState state = FollowUpState::open;
    bool is_private = false;
    std::string goal;
    std::optional<PersonId> opened_by;  ///< none when a source opened it
    std::optional<PersonId> it_owner;
    std::optional<PersonId> ops_contact;
    UtcTime opened_at;  ///< `never` while it is planned, and when the plan was cancelled
    UtcTime feedback_until;
    UtcTime acknowledge_by =
        never;  ///< of an upgrade: `never` until somebody says that it does not fully work
    UtcTime complete_by;
    std::optional<UtcTime> closed_at;
    Closing closing = Closing::none;
    std::string close_reason;
    std::optional<FollowUpId>
        earlier;  ///< the follow-up of the same thing before, when it fired again later
    std::vector<Channel> channels;  ///< where its threads are

    // Kept with the record so that no command has to count.
    std::int64_t works = 0;
    std::int64_t partly = 0;
    std::int64_t broken = 0;
    std::int64_t feedback_count = 0;
    std::int64_t mistake_count = 0;
    std::int64_t control_count = 0;
    std::int64_t concern_count = 0;  ///< open ones

    [[nodiscard]] bool open() const { return state == FollowUpState::open; }
    [[nodiscard]] bool planned() const { return state == FollowUpState::planned; }
    [[nodiscard]] bool closed() const { return state == FollowUpState::closed; }
    /// Something happened that can be followed up: it is neither planned nor a cancelled plan.
    [[nodiscard]] bool begun() const { return opened_at != never; }
    [[nodiscard]] bool answered() const { return works + partly + broken > 0; }
    /// Ops have spoken and nobody says "still broken".
    [[nodiscard]] bool answered_well() const { return answered() && broken == 0; }
    friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

/// The key under which its head post in a channel is known: "head:F-12:slack:TENANT:C1".
[[nodiscard]] std::string head_key(FollowUpId id, const Channel& channel);
/// The same for the card of its plan, under which the thread hangs until it opens.
[[nodiscard]] std::string plan_key(FollowUpId id, const Channel& channel);

struct Answer {
    FollowUpId follow_up;
    PersonId person;
    Verdict verdict = Verdict::works;
    std::string text;
    UtcTime at;
    friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace debrief::core
