// Saving a follow-up. Most saves only raise a count, so what is written depends on what differs
// from the stored state: untouched columns leave their indexes alone.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <array>
#include <utility>

namespace debrief::storage::sqlite {
namespace {

const Query insert_record{
    "insert_follow_up",
    "INSERT INTO follow_ups (id, kind, title, service, severity, started_at, ended_at, outcome, "
    "version, link, source, external_id, state, is_private, goal, opened_by, it_owner, "
    "ops_contact, opened_at, feedback_until, acknowledge_by, complete_by, closed_at, closing, "
    "close_reason, earlier, works, partly, broken, feedback_count, mistake_count, control_count, "
    "concern_count) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)"};

const Query update_record{
    "update_follow_up",
    "UPDATE follow_ups SET kind = ?2, title = ?3, service = ?4, severity = ?5, started_at = ?6, "
    "ended_at = ?7, outcome = ?8, version = ?9, link = ?10, source = ?11, external_id = ?12, "
    "state = ?13, is_private = ?14, goal = ?15, opened_by = ?16, it_owner = ?17, "
    "ops_contact = ?18, opened_at = ?19, feedback_until = ?20, acknowledge_by = ?21, "
    "complete_by = ?22, closed_at = ?23, closing = ?24, close_reason = ?25, earlier = ?26, "
    "works = ?27, partly = ?28, broken = ?29, feedback_count = ?30, mistake_count = ?31, "
    "control_count = ?32, concern_count = ?33 WHERE id = ?1"};

const Query update_counts{
    "update_counts",
    "UPDATE follow_ups SET works = ?2, partly = ?3, broken = ?4, feedback_count = ?5, "
    "mistake_count = ?6, control_count = ?7, concern_count = ?8 WHERE id = ?1"};

const Query update_feedback_count{
    "update_feedback_count", "UPDATE follow_ups SET feedback_count = ?2 WHERE id = ?1"};

const Query delete_channels{
    "delete_channels", "DELETE FROM follow_up_channels WHERE follow_up = ?1"};
const Query insert_channel{
    "insert_channel",
    "INSERT INTO follow_up_channels (follow_up, position, platform, tenant, channel, open) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

const Query delete_involved{
    "delete_involved", "DELETE FROM follow_up_people WHERE person = ?1 AND follow_up = ?2"};
const Query insert_involved{
    "insert_involved",
    "INSERT INTO follow_up_people (person, follow_up, open) VALUES (?1, ?2, ?3) "
    "ON CONFLICT DO NOTHING"};

const Query insert_link{
    "insert_link",
    "INSERT INTO source_links (source, external_id, follow_up) VALUES (?1, ?2, ?3) "
    "ON CONFLICT DO NOTHING"};
const Query delete_link{
    "delete_link",
    "DELETE FROM source_links WHERE source = ?1 AND external_id = ?2 AND follow_up = ?3"};

void write_record(Connection& connection, const Query& query, const core::FollowUp& record) {
    const core::Subject& subject = record.subject;
    Statement(
        connection,
        query,
        record.id,
        subject.kind,
        subject.title,
        subject.service,
        subject.severity,
        subject.started,
        subject.ended,
        subject.outcome,
        subject.version,
        subject.link,
        subject.source,
        subject.external_id,
        record.state,
        record.is_private,
        record.goal,
        record.opened_by,
        record.it_owner,
        record.ops_contact,
        record.opened_at,
        record.feedback_until,
        record.acknowledge_by,
        record.complete_by,
        record.closed_at,
        record.closing,
        record.close_reason,
        record.earlier,
        record.works,
        record.partly,
        record.broken,
        record.feedback_count,
        record.mistake_count,
        record.control_count,
        record.concern_count
    )
        .run();
}

void copy_feedback_count(core::FollowUp& to, const core::FollowUp& from) {
    to.feedback_count = from.feedback_count;
}

void copy_counts(core::FollowUp& to, const core::FollowUp& from) {
    copy_feedback_count(to, from);
    to.works = from.works;
    to.partly = from.partly;
    to.broken = from.broken;
    to.mistake_count = from.mistake_count;
    to.control_count = from.control_count;
    to.concern_count = from.concern_count;
}

/// Brings the stored row from `before` (which becomes equal to `record` as far as it was) to
/// `record` with the smallest statement that does.
void write_difference(
    Connection& connection, core::FollowUp& before, const core::FollowUp& record
) {
    copy_feedback_count(before, record);
    if (before == record) {
        Statement(connection, update_feedback_count, record.id, record.feedback_count).run();
        return;
    }
    copy_counts(before, record);
    if (before == record) {
        Statement(
            connection,
            update_counts,
            record.id,
            record.works,
            record.partly,
            record.broken,
            record.feedback_count,
            record.mistake_count,
            record.control_count,
            record.concern_count
        )
            .run();
        return;
    }
    write_record(connection, update_record, record);
}

using Involved = std::array<std::optional<core::PersonId>, 3>;

Involved involved_in(const core::FollowUp& record) {
    return {record.opened_by, record.it_owner, record.ops_contact};
}

}  // namespace

void Transaction::save(const core::FollowUp& record) {
    // Looks the record up unless this job just did. What was seen is taken away first: a refusal
    // half-way must not leave a wrong memory.
    if (!seen_ || seen_->id != record.id) {
        seen_.reset();
        static_cast<void>(follow_up(record.id));
    }
    std::optional<core::FollowUp> before = std::exchange(seen_, std::nullopt);
    if (!before) {
        write_record(connection_, insert_record, record);
        save_places(record, nullptr);
    } else if (*before != record) {
        write_difference(connection_, *before, record);
        save_places(record, &*before);
    }
    const core::Subject& subject = record.subject;
    const bool linked = before && before->subject.source == subject.source &&
                        before->subject.external_id == subject.external_id;
    if (!linked && !subject.source.empty() && !subject.external_id.empty()) {
        Statement(connection_, insert_link, subject.source, subject.external_id, record.id).run();
    }
    seen_ = record;
}

void Transaction::save_places(const core::FollowUp& record, const core::FollowUp* before) {
    const bool same_state = before != nullptr && before->state == record.state;
    if (!same_state || before->channels != record.channels) {
        if (before != nullptr) Statement(connection_, delete_channels, record.id).run();
        std::int64_t position = 0;
        for (const core::Channel& place : record.channels) {
            Statement(
                connection_,
                insert_channel,
                record.id,
                position++,
                place.platform,
                place.tenant,
                place.id,
                record.open()
            )
                .run();
        }
    }
    if (same_state && involved_in(*before) == involved_in(record)) return;
    if (before != nullptr) {
        for (const auto& person : involved_in(*before)) {
            if (person) Statement(connection_, delete_involved, *person, record.id).run();
        }
    }
    for (const auto& person : involved_in(record)) {
        if (person)
            Statement(connection_, insert_involved, *person, record.id, record.open()).run();
    }
}

void Transaction::link_source(
    std::string_view source, std::string_view external_id, core::FollowUpId id
) {
    // A link that is named again becomes the latest.
    Statement(connection_, delete_link, source, external_id, id).run();
    Statement(connection_, insert_link, source, external_id, id).run();
}

}  // namespace debrief::storage::sqlite
