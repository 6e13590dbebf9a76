// What the rules may ask of the stored state. Every look-up is by an index; lists are bounded by
// the caller. A storage engine implements it for one transaction, so that a rule sees one
// consistent state.
#pragma once
#include "bot/core/concern.hpp"
#include "bot/core/control.hpp"
#include "bot/core/export_order.hpp"
#include "bot/core/feedback.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/core/hand_over.hpp"
#include "bot/core/mistake.hpp"
#include "bot/core/person.hpp"
#include "bot/core/plan.hpp"
#include "bot/core/protocol.hpp"
#include "bot/core/roles.hpp"
#include "bot/core/search.hpp"
#include "bot/core/thanks.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::core {

/// Which follow-ups a list wants; newest first. Unset members do not filter.
struct FollowUpFilter {
    std::optional<FollowUpState> state;
    std::string service;                 ///< exact name; empty: all
    std::optional<UtcTime> opened_from;  ///< inclusive
    std::optional<UtcTime> opened_to;    ///< exclusive
    std::optional<UtcTime> closed_from;
    std::optional<UtcTime> closed_to;
    std::optional<UtcTime> complete_before;  ///< completion was due before
    std::optional<UtcTime>
        acknowledge_before;    ///< acknowledgement was due before and there is no mistake yet
    bool broken_only = false;  ///< at least one standing answer "still broken"
    std::optional<PersonId> involving;  ///< IT owner, ops contact or opener
    bool include_private = true;
    std::size_t limit = 20;
};

/// Which controls a list wants; earliest due first.
struct ControlFilter {
    bool unfinished_only = true;
    std::optional<PersonId> owner;
    std::optional<UtcTime> due_before;
    std::optional<UtcTime> created_from, created_to;
    std::optional<UtcTime> done_from, done_to;
    std::string service;
    std::size_t limit = 20;
};

/// Counts over the follow-ups opened in a span of time. Private ones are counted in everything
/// here.
struct Figures {
    std::int64_t opened = 0;
    std::int64_t incidents = 0;
    std::int64_t upgrades = 0;
    std::int64_t answered = 0;      ///< at least one answer
    std::int64_t all_well = 0;      ///< answered, and nobody says partly or broken
    std::int64_t still_broken = 0;  ///< somebody says broken
    std::int64_t closed = 0;
    std::int64_t quiet = 0;  ///< closed quietly: unanswered
    std::int64_t is_private = 0;
    std::int64_t feedback = 0;
    std::int64_t mistakes = 0;
};

/// The same for one goal; private ones are left out, because a goal may name them.
struct GoalFigures {
    std::string goal;
    Figures figures;
};

/// Deliveries that were given up, for the summary's gaps.
struct Parked {
    std::int64_t count = 0;
    std::vector<std::pair<std::string, std::int64_t>>
        reasons;  ///< in words, with counts, most first, at most 5
};

class Records {
  public:
    virtual ~Records() = default;

    // Follow-ups
    [[nodiscard]] virtual std::optional<FollowUp> follow_up(FollowUpId id) const = 0;
    /// The latest one that the source's thing with this id led to or was merged into.
    [[nodiscard]] virtual std::optional<FollowUp> follow_up_of(
        std::string_view source, std::string_view external_id
    ) const = 0;
    /// The latest one about this upgrade opened or ended at or after `since`; plans are none.
    [[nodiscard]] virtual std::optional<FollowUp> upgrade_of(
        std::string_view service, std::string_view version, UtcTime since
    ) const = 0;
    /// The newest open one with a thread in this channel; else the newest closed one.
    [[nodiscard]] virtual std::optional<FollowUp> latest_in(const Channel& channel) const = 0;
    /// The one whose thread hangs under this message.
    [[nodiscard]] virtual std::optional<FollowUpId> follow_up_of_thread(const MessageRef& head
    ) const = 0;
    [[nodiscard]] virtual std::vector<FollowUp> follow_ups(const FollowUpFilter& filter) const = 0;

    // Answers and feedback
    [[nodiscard]] virtual std::optional<Answer> answer(FollowUpId id, PersonId person) const = 0;
    /// The latest first.
    [[nodiscard]] virtual std::vector<Answer> answers(FollowUpId id, std::size_t limit) const = 0;
    [[nodiscard]] virtual std::optional<Feedback> feedback(FeedbackId id) const = 0;
    [[nodiscard]] virtual std::optional<Feedback> feedback_of(const MessageRef& message) const = 0;
    /// The latest first.
    [[nodiscard]] virtual std::vector<Feedback> feedbacks(FollowUpId id, std::size_t limit)
        const = 0;
    /// Feedback that became a control that was done in the span.
    [[nodiscard]] virtual std::vector<Feedback> feedback_done(
        UtcTime from, UtcTime to, std::size_t limit
    ) const = 0;

    /// What was said about follow-ups that are not private, withdrawn feedback left out; the latest
    /// first. Of one service, or of all.
    [[nodiscard]] virtual std::vector<Feedback> said(std::string_view service, std::size_t limit)
        const = 0;

    /// Everything a person answered; for merging two records of one human.
    [[nodiscard]] virtual std::vector<Answer> answers_by(PersonId person, std::size_t limit)
        const = 0;

    // Mistakes and controls
    [[nodiscard]] virtual std::optional<Mistake> mistake(MistakeId id) const = 0;
    [[nodiscard]] virtual std::vector<Mistake> mistakes(FollowUpId id) const = 0;
    [[nodiscard]] virtual std::vector<Mistake> mistakes_between(
        UtcTime from, UtcTime to, std::size_t limit
    ) const = 0;
    [[nodiscard]] virtual std::optional<Control> control(ControlId id) const = 0;
    /// Of one follow-up, by number.
    [[nodiscard]] virtual std::vector<Control> controls(FollowUpId id, std::size_t limit) const = 0;
    [[nodiscard]] virtual std::vector<Control> controls(const ControlFilter& filter) const = 0;
    /// Those that wait to be verified or checked, of follow-ups that this person is involved in;
    /// the newest follow-up first.
    [[nodiscard]] virtual std::vector<Control> controls_to_prove(PersonId person, std::size_t limit)
        const = 0;
    /// Those done or verified, of a service's follow-ups; the newest follow-up first.
    [[nodiscard]] virtual std::vector<Control> controls_in_place(
        std::string_view service, std::size_t limit
    ) const = 0;
    /// Those whose check is due before; the earliest first.
    [[nodiscard]] virtual std::vector<Control> checks_due(UtcTime before, std::size_t limit)
        const = 0;
    /// Those whose latest check was in the span.
    [[nodiscard]] virtual std::vector<Control> checked(UtcTime from, UtcTime to, std::size_t limit)
        const = 0;

    // Thanks
    [[nodiscard]] virtual std::optional<Thanks> thanks(ThanksId id) const = 0;
    [[nodiscard]] virtual std::vector<Thanks> thanks_between(
        UtcTime from, UtcTime to, std::size_t limit
    ) const = 0;

    // Concerns
    [[nodiscard]] virtual std::optional<Concern> concern(ConcernId id) const = 0;
    /// Of one follow-up, by number; at most 50.
    [[nodiscard]] virtual std::vector<Concern> concerns(FollowUpId id, bool open_only) const = 0;
    /// Of all follow-ups, the oldest first.
    [[nodiscard]] virtual std::vector<Concern> open_concerns(std::size_t limit) const = 0;

    // Protocols
    [[nodiscard]] virtual std::optional<Protocol> protocol(ProtocolId id) const = 0;
    /// The one that grew out of this feedback; the latest, if there are several.
    [[nodiscard]] virtual std::optional<Protocol> protocol_from(FeedbackId id) const = 0;
    /// Those in force for a service, by number.
    [[nodiscard]] virtual std::vector<Protocol> protocols_of(
        std::string_view service, std::size_t limit
    ) const = 0;
    /// The newest first, retired ones, too. Of one service, or of all.
    [[nodiscard]] virtual std::vector<Protocol> protocols(
        std::string_view service, std::size_t limit
    ) const = 0;
    /// Those in force that this person owns, by number.
    [[nodiscard]] virtual std::vector<Protocol> protocols_owned(PersonId owner, std::size_t limit)
        const = 0;
    /// Those agreed in the span.
    [[nodiscard]] virtual std::vector<Protocol> protocols_between(
        UtcTime from, UtcTime to, std::size_t limit
    ) const = 0;

    // Hand-overs
    [[nodiscard]] virtual std::optional<HandOver> hand_over(HandOverId id) const = 0;
    /// The one of this subject that still waits for an answer.
    [[nodiscard]] virtual std::optional<HandOver> hand_over_asked(
        std::string_view subject, PersonId from
    ) const = 0;
    /// Those that wait for this person's answer, by number.
    [[nodiscard]] virtual std::vector<HandOver> hand_overs_to(PersonId person, std::size_t limit)
        const = 0;

    // Plans
    /// The plan of an upgrade; nothing when it had none.
    [[nodiscard]] virtual std::optional<Plan> plan(FollowUpId id) const = 0;

    // People
    [[nodiscard]] virtual std::optional<Person> person(PersonId id) const = 0;
    [[nodiscard]] virtual std::optional<Person> person_by_account(const Account& account) const = 0;
    [[nodiscard]] virtual std::optional<Person> person_by_email(std::string_view email) const = 0;

    /// How a channel is reached; nothing when it was never heard of.
    [[nodiscard]] virtual std::optional<ChannelAddress> address(const Channel& channel) const = 0;

    /// Records in which every word stands, or begins a word; the best first. Of each kind the
    /// newest ones are weighed. `may_see` decides which follow-ups count at all.
    [[nodiscard]] virtual std::vector<SearchHit> search(
        const SearchQuery& query, const std::function<bool(FollowUpId)>& may_see
    ) const = 0;

    /// The export that was ordered under this name.
    [[nodiscard]] virtual std::optional<ExportOrder> export_order(std::string_view name) const = 0;
    /// Nothing when the platform was never asked for it.
    [[nodiscard]] virtual std::optional<UserGroup> user_group(std::string_view id) const = 0;

    // The next free number of each kind
    [[nodiscard]] virtual FollowUpId next_follow_up() const = 0;
    [[nodiscard]] virtual FeedbackId next_feedback() const = 0;
    [[nodiscard]] virtual MistakeId next_mistake() const = 0;
    [[nodiscard]] virtual ControlId next_control() const = 0;
    [[nodiscard]] virtual ThanksId next_thanks() const = 0;
    [[nodiscard]] virtual ConcernId next_concern() const = 0;
    [[nodiscard]] virtual ProtocolId next_protocol() const = 0;
    [[nodiscard]] virtual HandOverId next_hand_over() const = 0;
    [[nodiscard]] virtual PersonId next_person() const = 0;

    /// When the deadline of this key is due, if it is set.
    [[nodiscard]] virtual std::optional<UtcTime> timer(std::string_view key) const = 0;

    // For the summary
    [[nodiscard]] virtual Figures figures(UtcTime from, UtcTime to, std::string_view service)
        const = 0;
    /// By goal, those that were served most first.
    [[nodiscard]] virtual std::vector<GoalFigures> goal_figures(
        UtcTime from, UtcTime to, std::string_view service
    ) const = 0;
    [[nodiscard]] virtual Parked parked(UtcTime from, UtcTime to) const = 0;
};

}  // namespace debrief::core
