// Controls.
#include "storage/sqlite/control_columns.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_control",
    "INSERT INTO controls (id, follow_up, mistake, feedback, title, kind, strength, owner, due, "
    "state, evidence, created_at, done_at, overdue_nudges, verified_by, verified_at, drop_reason, "
    "outcome, checked_by, checked_at, check_text, check_due, verify_nudges, check_nudges) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24) "
    "ON CONFLICT (id) DO UPDATE SET follow_up = excluded.follow_up, mistake = excluded.mistake, "
    "feedback = excluded.feedback, title = excluded.title, kind = excluded.kind, "
    "strength = excluded.strength, owner = excluded.owner, due = excluded.due, "
    "state = excluded.state, evidence = excluded.evidence, created_at = excluded.created_at, "
    "done_at = excluded.done_at, overdue_nudges = excluded.overdue_nudges, "
    "verified_by = excluded.verified_by, verified_at = excluded.verified_at, "
    "drop_reason = excluded.drop_reason, outcome = excluded.outcome, "
    "checked_by = excluded.checked_by, checked_at = excluded.checked_at, "
    "check_text = excluded.check_text, check_due = excluded.check_due, "
    "verify_nudges = excluded.verify_nudges, check_nudges = excluded.check_nudges"};

const Query by_id{"control", "SELECT " + control_columns + " FROM controls AS c WHERE c.id = ?1"};

const Query of_follow_up{
    "controls_of_follow_up",
    "SELECT " + control_columns +
        " FROM controls AS c INDEXED BY controls_by_follow_up WHERE c.follow_up = ?1 "
        "ORDER BY c.id LIMIT ?2"};

// As with follow-ups: each list starts from the index of its most telling filter.
constexpr Sql unfinished = "c.state IN ('proposed', 'agreed', 'in_progress')";

constexpr Sql every_filter = "(?1 = 0 OR " + unfinished +
                             ") AND (?2 IS NULL OR c.owner = ?2) AND (?3 IS NULL OR c.due < ?3) "
                             "AND (?4 IS NULL OR c.created_at >= ?4) "
                             "AND (?5 IS NULL OR c.created_at < ?5) "
                             "AND (?6 IS NULL OR c.done_at >= ?6) "
                             "AND (?7 IS NULL OR c.done_at < ?7) "
                             "AND (?8 = '' OR EXISTS (SELECT 1 FROM follow_ups AS f "
                             "WHERE f.id = c.follow_up AND f.service = ?8)) "
                             "ORDER BY c.due, c.id LIMIT ?9";

constexpr Sql select = "SELECT " + control_columns + " FROM controls AS c INDEXED BY ";
constexpr Sql no_bound_below = "-9223372036854775808";
constexpr Sql no_bound_above = "9223372036854775807";

const Query unfinished_of_owner{
    "unfinished_controls_of_owner",
    select + "controls_unfinished_of_owner WHERE c.owner = ?2 AND " + unfinished + " AND " +
        every_filter};
const Query of_owner{
    "controls_of_owner", select + "controls_by_owner WHERE c.owner = ?2 AND " + every_filter};
const Query unfinished_ones{
    "unfinished_controls",
    select + "controls_unfinished WHERE " + unfinished + " AND " + every_filter};
const Query done_between{
    "controls_done",
    select + "controls_by_done WHERE c.done_at IS NOT NULL AND c.done_at >= ifnull(?6, " +
        no_bound_below + ") AND c.done_at < ifnull(?7, " + no_bound_above + ") AND " +
        every_filter};
const Query created_between{
    "controls_created",
    select + "controls_by_created WHERE c.created_at >= ifnull(?4, " + no_bound_below +
        ") AND c.created_at < ifnull(?5, " + no_bound_above + ") AND " + every_filter};
const Query of_service{
    "controls_of_service",
    "SELECT " + control_columns +
        " FROM follow_ups AS s INDEXED BY follow_ups_by_service CROSS JOIN controls AS c "
        "INDEXED BY controls_by_follow_up ON c.follow_up = s.id WHERE s.service = ?8 AND " +
        every_filter};
const Query by_due{"controls_by_due", select + "controls_by_due WHERE " + every_filter};

const Query& query_for(const core::ControlFilter& filter) {
    if (filter.owner) return filter.unfinished_only ? unfinished_of_owner : of_owner;
    if (filter.unfinished_only) return unfinished_ones;
    if (filter.done_from || filter.done_to) return done_between;
    if (filter.created_from || filter.created_to) return created_between;
    if (!filter.service.empty()) return of_service;
    return by_due;
}

const Query next_number{"next_control", "SELECT ifnull(max(id), 0) + 1 FROM controls"};

}  // namespace

void Transaction::save(const core::Control& record) {
    Statement(
        connection_,
        upsert,
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
    )
        .run();
}

std::optional<core::Control> Transaction::control(core::ControlId id) const {
    Statement row(connection_, by_id, id);
    if (!row.step()) return std::nullopt;
    return read_control(row);
}

std::vector<core::Control> Transaction::controls(core::FollowUpId id, std::size_t limit) const {
    Statement row(connection_, of_follow_up, id, limit);
    return read_controls(row);
}

std::vector<core::Control> Transaction::controls(const core::ControlFilter& filter) const {
    Statement row(
        connection_,
        query_for(filter),
        filter.unfinished_only,
        filter.owner,
        filter.due_before,
        filter.created_from,
        filter.created_to,
        filter.done_from,
        filter.done_to,
        filter.service,
        filter.limit
    );
    return read_controls(row);
}

core::ControlId Transaction::next_control() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::ControlId>();
}

}  // namespace debrief::storage::sqlite
