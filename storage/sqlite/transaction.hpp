// flow::Tx on a connection of SQLite: what one job sees and changes. Its parts are in one file per
// concern.
#pragma once
#include "bot/flow/store.hpp"
#include "storage/sqlite/connection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::storage::sqlite {

/// Made anew for each job. Errors of the database are thrown as DatabaseError.
class Transaction final : public flow::Tx {
  public:
    explicit Transaction(Connection& connection) : connection_(connection) {}

    // follow_ups.cpp
    [[nodiscard]] std::optional<core::FollowUp> follow_up(core::FollowUpId id) const override;
    [[nodiscard]] std::optional<core::FollowUp> follow_up_of(
        std::string_view source, std::string_view external_id
    ) const override;
    [[nodiscard]] std::optional<core::FollowUp> upgrade_of(
        std::string_view service, std::string_view version, core::UtcTime since
    ) const override;
    [[nodiscard]] std::optional<core::FollowUp> latest_in(const core::Channel& channel
    ) const override;
    [[nodiscard]] core::FollowUpId next_follow_up() const override;
    // follow_up_save.cpp
    void save(const core::FollowUp& record) override;
    void link_source(std::string_view source, std::string_view external_id, core::FollowUpId id)
        override;
    // follow_up_lists.cpp
    [[nodiscard]] std::vector<core::FollowUp> follow_ups(const core::FollowUpFilter& filter
    ) const override;
    [[nodiscard]] core::Figures figures(
        core::UtcTime from, core::UtcTime to, std::string_view service
    ) const override;
    [[nodiscard]] std::vector<core::GoalFigures> goal_figures(
        core::UtcTime from, core::UtcTime to, std::string_view service
    ) const override;

    // answers.cpp
    void save(const core::Answer& record) override;
    [[nodiscard]] std::optional<core::Answer> answer(core::FollowUpId id, core::PersonId person)
        const override;
    [[nodiscard]] std::vector<core::Answer> answers(core::FollowUpId id, std::size_t limit)
        const override;

    [[nodiscard]] std::vector<core::Answer> answers_by(core::PersonId person, std::size_t limit)
        const override;

    // addresses.cpp
    void save(const core::ChannelAddress& record) override;
    [[nodiscard]] std::optional<core::ChannelAddress> address(const core::Channel& channel
    ) const override;

    // user_groups.cpp
    void save(const core::UserGroup& record) override;
    [[nodiscard]] std::optional<core::UserGroup> user_group(std::string_view id) const override;

    // merge.cpp
    void merge(core::PersonId from, core::PersonId into) override;

    // feedback.cpp
    void save(const core::Feedback& record) override;
    [[nodiscard]] std::optional<core::Feedback> feedback(core::FeedbackId id) const override;
    [[nodiscard]] std::optional<core::Feedback> feedback_of(const core::MessageRef& message
    ) const override;
    [[nodiscard]] std::vector<core::Feedback> feedbacks(core::FollowUpId id, std::size_t limit)
        const override;
    [[nodiscard]] std::vector<core::Feedback> feedback_done(
        core::UtcTime from, core::UtcTime to, std::size_t limit
    ) const override;
    [[nodiscard]] std::vector<core::Feedback> said(std::string_view service, std::size_t limit)
        const override;
    [[nodiscard]] core::FeedbackId next_feedback() const override;

    // mistakes.cpp
    void save(const core::Mistake& record) override;
    [[nodiscard]] std::optional<core::Mistake> mistake(core::MistakeId id) const override;
    [[nodiscard]] std::vector<core::Mistake> mistakes(core::FollowUpId id) const override;
    [[nodiscard]] std::vector<core::Mistake> mistakes_between(
        core::UtcTime from, core::UtcTime to, std::size_t limit
    ) const override;
    [[nodiscard]] core::MistakeId next_mistake() const override;

    // controls.cpp
    void save(const core::Control& record) override;
    [[nodiscard]] std::optional<core::Control> control(core::ControlId id) const override;
    [[nodiscard]] std::vector<core::Control> controls(core::FollowUpId id, std::size_t limit)
        const override;
    [[nodiscard]] std::vector<core::Control> controls(const core::ControlFilter& filter
    ) const override;
    [[nodiscard]] core::ControlId next_control() const override;

    // proof.cpp
    [[nodiscard]] std::vector<core::Control> controls_to_prove(
        core::PersonId person, std::size_t limit
    ) const override;
    [[nodiscard]] std::vector<core::Control> controls_in_place(
        std::string_view service, std::size_t limit
    ) const override;
    [[nodiscard]] std::vector<core::Control> checks_due(core::UtcTime before, std::size_t limit)
        const override;
    [[nodiscard]] std::vector<core::Control> checked(
        core::UtcTime from, core::UtcTime to, std::size_t limit
    ) const override;

    // thanks.cpp
    void save(const core::Thanks& record) override;
    [[nodiscard]] std::optional<core::Thanks> thanks(core::ThanksId id) const override;
    [[nodiscard]] std::vector<core::Thanks> thanks_between(
        core::UtcTime from, core::UtcTime to, std::size_t limit
    ) const override;
    [[nodiscard]] core::ThanksId next_thanks() const override;

    // concerns.cpp
    void save(const core::Concern& record) override;
    [[nodiscard]] std::optional<core::Concern> concern(core::ConcernId id) const override;
    [[nodiscard]] std::vector<core::Concern> concerns(core::FollowUpId id, bool open_only)
        const override;
    [[nodiscard]] std::vector<core::Concern> open_concerns(std::size_t limit) const override;
    [[nodiscard]] core::ConcernId next_concern() const override;

    // protocols.cpp
    void save(const core::Protocol& record) override;
    [[nodiscard]] std::optional<core::Protocol> protocol(core::ProtocolId id) const override;
    [[nodiscard]] std::optional<core::Protocol> protocol_from(core::FeedbackId id) const override;
    [[nodiscard]] std::vector<core::Protocol> protocols_of(
        std::string_view service, std::size_t limit
    ) const override;
    [[nodiscard]] std::vector<core::Protocol> protocols(std::string_view service, std::size_t limit)
        const override;
    [[nodiscard]] std::vector<core::Protocol> protocols_owned(
        core::PersonId owner, std::size_t limit
    ) const override;
    [[nodiscard]] std::vector<core::Protocol> protocols_between(
        core::UtcTime from, core::UtcTime to, std::size_t limit
    ) const override;
    [[nodiscard]] core::ProtocolId next_protocol() const override;

    // hand_overs.cpp
    void save(const core::HandOver& record) override;
    [[nodiscard]] std::optional<core::HandOver> hand_over(core::HandOverId id) const override;
    [[nodiscard]] std::optional<core::HandOver> hand_over_asked(
        std::string_view subject, core::PersonId from
    ) const override;
    [[nodiscard]] std::vector<core::HandOver> hand_overs_to(
        core::PersonId person, std::size_t limit
    ) const override;
    [[nodiscard]] core::HandOverId next_hand_over() const override;

    // plans.cpp
    void save(const core::Plan& record) override;
    [[nodiscard]] std::optional<core::Plan> plan(core::FollowUpId id) const override;

    // people.cpp
    void save(const core::Person& record) override;
    [[nodiscard]] std::optional<core::Person> person(core::PersonId id) const override;
    [[nodiscard]] std::optional<core::Person> person_by_account(const core::Account& account
    ) const override;
    [[nodiscard]] std::optional<core::Person> person_by_email(std::string_view email
    ) const override;
    [[nodiscard]] core::PersonId next_person() const override;

    // search.cpp
    [[nodiscard]] std::vector<core::SearchHit> search(
        const core::SearchQuery& query, const std::function<bool(core::FollowUpId)>& may_see
    ) const override;
    [[nodiscard]] bool behind_in_search() const override;
    void catch_up_search() override;

    // exports.cpp
    void save(const core::ExportOrder& order) override;
    [[nodiscard]] std::optional<core::ExportOrder> export_order(std::string_view name
    ) const override;

    // inbox.cpp
    [[nodiscard]] std::optional<std::string> reply_to(std::string_view inbox_key) const override;
    void remember(std::string_view inbox_key, std::string_view reply, core::UtcTime now) override;
    std::size_t forget(core::UtcTime before, std::size_t limit) override;

    // journal.cpp
    void append(const flow::JournalLine& line) override;

    // timers.cpp
    void set_timer(std::string_view key, core::UtcTime due) override;
    void cancel_timer(std::string_view key) override;
    [[nodiscard]] std::optional<core::UtcTime> timer(std::string_view key) const override;
    [[nodiscard]] std::vector<flow::DueTimer> due_timers(core::UtcTime now, std::size_t limit)
        const override;
    [[nodiscard]] std::optional<core::UtcTime> next_timer() const override;

    // outbox.cpp
    bool enqueue(const flow::OutboxRow& row) override;
    [[nodiscard]] std::vector<flow::OutboxRow> claim(core::UtcTime now, std::size_t limit) override;
    [[nodiscard]] std::optional<core::UtcTime> next_due() const override;
    void delivered(std::int64_t id) override;
    void postpone(
        std::int64_t id, core::UtcTime not_before, bool count_attempt, bool outcome_unknown
    ) override;
    std::size_t recover(core::UtcTime now) override;
    // parked.cpp
    void park(std::int64_t id, std::string_view reason, core::UtcTime now) override;
    [[nodiscard]] std::vector<flow::ParkedRow> parked_rows(std::size_t limit) const override;
    [[nodiscard]] flow::OutboxFigures outbox_figures() const override;
    [[nodiscard]] core::Parked parked(core::UtcTime from, core::UtcTime to) const override;

    // posted.cpp
    void save_posted(const flow::PostedMessage& message) override;
    [[nodiscard]] std::optional<core::MessageRef> posted(std::string_view key) const override;
    void forget_posted(std::string_view key) override;
    [[nodiscard]] std::optional<core::FollowUpId> follow_up_of_thread(const core::MessageRef& head
    ) const override;

  private:
    /// The one row of the query as a follow-up, remembered for save().
    template <class... Values>
    std::optional<core::FollowUp> one_follow_up(const Query& query, const Values&... values) const;
    void load_channels(core::FollowUp& record) const;
    void save_places(const core::FollowUp& record, const core::FollowUp* before);
    void save_accounts(const core::Person& record);
    [[nodiscard]] std::optional<core::Person> one_person(class Statement& statement) const;
    /// Removes a head and lets the next of its lane move up.
    void leave_lane(std::int64_t id, std::string_view lane);
    /// The lane of a row that is being sent; throws when it is not.
    [[nodiscard]] std::string lane_of_sent(std::int64_t id) const;
    void drop_waiting_live(std::string_view key);

    Connection& connection_;
    /// The follow-up that this job saw last, as stored: save() writes only what differs from it.
    mutable std::optional<core::FollowUp> seen_;
};

}  // namespace debrief::storage::sqlite
