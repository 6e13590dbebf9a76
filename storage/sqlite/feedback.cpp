// Feedback.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "b.id, b.follow_up, b.giver, b.anonymous, b.text, b.state, b.platform, b.tenant, b.channel, "
    "b.message, b.edited, b.control, b.at, b.answer, b.missing, b.shown";

const Query upsert{
    "save_feedback",
    "INSERT INTO feedback (id, follow_up, giver, anonymous, text, state, platform, tenant, "
    "channel, message, edited, control, at, answer, missing, shown) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) "
    "ON CONFLICT (id) DO UPDATE SET follow_up = excluded.follow_up, giver = excluded.giver, "
    "anonymous = excluded.anonymous, text = excluded.text, state = excluded.state, "
    "platform = excluded.platform, tenant = excluded.tenant, channel = excluded.channel, "
    "message = excluded.message, edited = excluded.edited, control = excluded.control, "
    "at = excluded.at, answer = excluded.answer, missing = excluded.missing, "
    "shown = excluded.shown"};

const Query by_id{"feedback", "SELECT " + columns + " FROM feedback AS b WHERE b.id = ?1"};

const Query by_message{
    "feedback_of",
    "SELECT " + columns +
        " FROM feedback AS b INDEXED BY feedback_by_message WHERE b.message = ?1 "
        "AND b.message <> '' AND b.channel = ?2 AND b.tenant = ?3 AND b.platform = ?4"};

const Query of_follow_up{
    "feedbacks",
    "SELECT " + columns +
        " FROM feedback AS b INDEXED BY feedback_by_follow_up WHERE b.follow_up = ?1 "
        "ORDER BY b.id DESC LIMIT ?2"};

const Query done_between{
    "feedback_done",
    "SELECT " + columns +
        " FROM controls AS c INDEXED BY controls_by_done CROSS JOIN feedback AS b "
        "INDEXED BY feedback_by_control ON b.control = c.id WHERE b.control IS NOT NULL "
        "AND c.done_at IS NOT NULL AND c.done_at >= ?1 AND c.done_at < ?2 "
        "ORDER BY c.done_at, b.id LIMIT ?3"};

const Query newest_said{
    "newest_said",
    "SELECT " + columns +
        " FROM feedback AS b CROSS JOIN follow_ups AS f ON f.id = b.follow_up "
        "WHERE f.is_private = 0 AND b.state <> 'withdrawn' ORDER BY b.id DESC LIMIT ?1"};

const Query said_of_service{
    "said_of_service",
    "SELECT " + columns +
        " FROM follow_ups AS f INDEXED BY follow_ups_by_service CROSS JOIN feedback AS b "
        "INDEXED BY feedback_by_follow_up ON b.follow_up = f.id "
        "WHERE f.service = ?2 AND f.is_private = 0 AND b.state <> 'withdrawn' "
        "ORDER BY b.id DESC LIMIT ?1"};

const Query next_number{"next_feedback", "SELECT ifnull(max(id), 0) + 1 FROM feedback"};

core::Feedback read_feedback(Statement& row) {
    core::Feedback record;
    core::Channel& place = record.message.channel;
    row.read(
        record.id,
        record.follow_up,
        record.giver,
        record.anonymous,
        record.text,
        record.state,
        place.platform,
        place.tenant,
        place.id,
        record.message.id,
        record.edited,
        record.control,
        record.at,
        record.answer,
        record.missing,
        record.shown
    );
    return record;
}

std::optional<core::Feedback> one(Statement& row) {
    if (!row.step()) return std::nullopt;
    return read_feedback(row);
}

std::vector<core::Feedback> all(Statement& row) {
    std::vector<core::Feedback> found;
    while (row.step()) found.push_back(read_feedback(row));
    return found;
}

}  // namespace

void Transaction::save(const core::Feedback& record) {
    const core::Channel& place = record.message.channel;
    Statement(
        connection_,
        upsert,
        record.id,
        record.follow_up,
        record.giver,
        record.anonymous,
        record.text,
        record.state,
        place.platform,
        place.tenant,
        place.id,
        record.message.id,
        record.edited,
        record.control,
        record.at,
        record.answer,
        record.missing,
        record.shown
    )
        .run();
}

std::optional<core::Feedback> Transaction::feedback(core::FeedbackId id) const {
    Statement row(connection_, by_id, id);
    return one(row);
}

std::optional<core::Feedback> Transaction::feedback_of(const core::MessageRef& message) const {
    const core::Channel& place = message.channel;
    Statement row(connection_, by_message, message.id, place.id, place.tenant, place.platform);
    return one(row);
}

std::vector<core::Feedback> Transaction::feedbacks(core::FollowUpId id, std::size_t limit) const {
    Statement row(connection_, of_follow_up, id, limit);
    return all(row);
}

std::vector<core::Feedback> Transaction::feedback_done(
    core::UtcTime from, core::UtcTime to, std::size_t limit
) const {
    Statement row(connection_, done_between, from, to, limit);
    return all(row);
}

std::vector<core::Feedback> Transaction::said(std::string_view service, std::size_t limit) const {
    if (service.empty()) {
        Statement row(connection_, newest_said, limit);
        return all(row);
    }
    Statement row(connection_, said_of_service, limit, service);
    return all(row);
}

core::FeedbackId Transaction::next_feedback() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::FeedbackId>();
}

}  // namespace debrief::storage::sqlite
