// Concerns.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "x.id, x.follow_up, x.raised_by, x.side, x.topic, x.text, x.state, x.answered_by, x.need, "
    "x.proposed_by, x.proposed_side, x.resolution, x.owner, x.reason, x.at, x.ended_at";

const Query upsert{
    "save_concern",
    "INSERT INTO concerns (id, follow_up, raised_by, side, topic, text, state, answered_by, need, "
    "proposed_by, proposed_side, resolution, owner, reason, at, ended_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) "
    "ON CONFLICT (id) DO UPDATE SET follow_up = excluded.follow_up, "
    "raised_by = excluded.raised_by, side = excluded.side, topic = excluded.topic, "
    "text = excluded.text, state = excluded.state, answered_by = excluded.answered_by, "
    "need = excluded.need, proposed_by = excluded.proposed_by, "
    "proposed_side = excluded.proposed_side, resolution = excluded.resolution, "
    "owner = excluded.owner, reason = excluded.reason, at = excluded.at, "
    "ended_at = excluded.ended_at"};

const Query by_id{"concern", "SELECT " + columns + " FROM concerns AS x WHERE x.id = ?1"};

constexpr Sql still_open = "x.state IN ('raised', 'answered', 'proposed')";

const Query of_follow_up{
    "concerns",
    "SELECT " + columns +
        " FROM concerns AS x INDEXED BY concerns_by_follow_up WHERE x.follow_up = ?1 "
        "AND (?2 = 0 OR " +
        still_open + ") ORDER BY x.id LIMIT 50"};

const Query open_ones{
    "open_concerns",
    "SELECT " + columns + " FROM concerns AS x INDEXED BY concerns_open WHERE " + still_open +
        " ORDER BY x.id LIMIT ?1"};

const Query next_number{"next_concern", "SELECT ifnull(max(id), 0) + 1 FROM concerns"};

std::vector<core::Concern> all(Statement& row) {
    std::vector<core::Concern> found;
    while (row.step()) {
        core::Concern& record = found.emplace_back();
        row.read(
            record.id,
            record.follow_up,
            record.raised_by,
            record.side,
            record.topic,
            record.text,
            record.state,
            record.answered_by,
            record.need,
            record.proposed_by,
            record.proposed_side,
            record.resolution,
            record.owner,
            record.reason,
            record.at,
            record.ended_at
        );
    }
    return found;
}

}  // namespace

void Transaction::save(const core::Concern& record) {
    Statement(
        connection_,
        upsert,
        record.id,
        record.follow_up,
        record.raised_by,
        record.side,
        record.topic,
        record.text,
        record.state,
        record.answered_by,
        record.need,
        record.proposed_by,
        record.proposed_side,
        record.resolution,
        record.owner,
        record.reason,
        record.at,
        record.ended_at
    )
        .run();
}

std::optional<core::Concern> Transaction::concern(core::ConcernId id) const {
    Statement row(connection_, by_id, id);
    auto found = all(row);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<core::Concern> Transaction::concerns(core::FollowUpId id, bool open_only) const {
    Statement row(connection_, of_follow_up, id, open_only);
    return all(row);
}

std::vector<core::Concern> Transaction::open_concerns(std::size_t limit) const {
    Statement row(connection_, open_ones, limit);
    return all(row);
}

core::ConcernId Transaction::next_concern() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::ConcernId>();
}

}  // namespace debrief::storage::sqlite
