// The columns of a follow-up, in the order in which rows are read.
#pragma once
#include "bot/core/follow_up.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/statement.hpp"

namespace debrief::storage::sqlite {

inline constexpr Sql follow_up_columns =
    "f.id, f.kind, f.title, f.service, f.severity, f.started_at, f.ended_at, f.outcome, f.version, "
    "f.link, f.source, f.external_id, f.state, f.is_private, f.goal, f.opened_by, f.it_owner, "
    "f.ops_contact, f.opened_at, f.feedback_until, f.acknowledge_by, f.complete_by, f.closed_at, "
    "f.closing, f.close_reason, f.earlier, f.works, f.partly, f.broken, f.feedback_count, "
    "f.mistake_count, f.control_count, f.concern_count";

/// All but the channels.
inline void read_follow_up(Statement& row, core::FollowUp& record) {
    core::Subject& subject = record.subject;
    row.read(
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
    );
}

}  // namespace debrief::storage::sqlite
