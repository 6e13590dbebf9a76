// The columns of a control, in the order in which they are read.
#pragma once
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/statement.hpp"

#include <vector>

namespace debrief::storage::sqlite {

inline constexpr Sql control_columns =
    "c.id, c.follow_up, c.mistake, c.feedback, c.title, c.kind, c.strength, c.owner, c.due, "
    "c.state, c.evidence, c.created_at, c.done_at, c.overdue_nudges, c.verified_by, "
    "c.verified_at, c.drop_reason, c.outcome, c.checked_by, c.checked_at, c.check_text, "
    "c.check_due, c.verify_nudges, c.check_nudges";

inline core::Control read_control(Statement& row) {
    core::Control record;
    row.read(
        record.id,
        record.follow_up,
        record.mistake,
        record.feedback,
        record.title,
        record.kind,
        record.strength,
        record.owner,
        record.due,
        record.state,
        record.evidence,
        record.created_at,
        record.done_at,
        record.overdue_nudges,
        record.verified_by,
        record.verified_at,
        record.drop_reason,
        record.check,
        record.checked_by,
        record.checked_at,
        record.check_text,
        record.check_due,
        record.verify_nudges,
        record.check_nudges
    );
    return record;
}

inline std::vector<core::Control> read_controls(Statement& row) {
    std::vector<core::Control> found;
    while (row.step()) found.push_back(read_control(row));
    return found;
}

}  // namespace debrief::storage::sqlite
