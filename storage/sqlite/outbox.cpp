// Messages on their way. The first row of a lane is its head (`waiting`, or `sending` once
// claimed); the others are `queued` until the head is done. So the due rows are one index.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <stdexcept>

namespace debrief::storage::sqlite {
namespace {

const Query waiting_live{
    "waiting_live_row",
    "SELECT id, lane, state <> 'queued' FROM outbox INDEXED BY outbox_live "
    "WHERE key = ?1 AND live = 1 AND key <> '' AND state <> 'sending'"};

const Query head_of{
    "head_of_lane",
    "SELECT 1 FROM outbox INDEXED BY outbox_heads WHERE lane = ?1 AND state <> 'queued'"};

const Query insert{
    "enqueue",
    "INSERT INTO outbox (state, kind, marker, lane, platform, tenant, channel, person, thread_of, "
    "thread, key, template, view, live, not_before, useless_after, attempts, first_attempt, "
    "outcome_unknown, created) VALUES (iif(?1, 'queued', 'waiting'), ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)"};

const Query due_heads{
    "due_rows",
    "SELECT id, kind, marker, lane, platform, tenant, channel, person, thread_of, thread, key, "
    "template, view, live, not_before, useless_after, attempts, first_attempt, outcome_unknown, "
    "created FROM outbox INDEXED BY outbox_due WHERE state = 'waiting' AND not_before <= ?1 "
    "ORDER BY not_before, id LIMIT ?2"};

const Query begin_sending{
    "claim",
    "UPDATE outbox SET state = 'sending', attempts = ?2, first_attempt = ?3 WHERE id = ?1"};

const Query earliest{
    "next_due", "SELECT min(not_before) FROM outbox INDEXED BY outbox_due WHERE state = 'waiting'"};

const Query sent_row{
    "sent_row", "SELECT lane, live, key FROM outbox WHERE id = ?1 AND state = 'sending'"};

const Query remove{"remove_row", "DELETE FROM outbox WHERE id = ?1"};

const Query move_up{
    "move_up",
    "UPDATE outbox SET state = 'waiting' WHERE id = (SELECT id FROM outbox INDEXED BY outbox_queue "
    "WHERE lane = ?1 AND state = 'queued' ORDER BY id LIMIT 1)"};

const Query wait_again{
    "postpone",
    "UPDATE outbox SET state = 'waiting', not_before = ?2, "
    "first_attempt = iif(attempts - ?3 > 0, first_attempt, NULL), attempts = attempts - ?3, "
    "outcome_unknown = ?4 WHERE id = ?1"};

const Query being_sent{
    "rows_being_sent",
    "SELECT id FROM outbox INDEXED BY outbox_sending WHERE state = 'sending' ORDER BY id"};

void read_row(Statement& row, flow::OutboxRow& to) {
    row.read(
        to.id,
        to.kind,
        to.marker,
        to.lane,
        to.channel.platform,
        to.channel.tenant,
        to.channel.id,
        to.person,
        to.thread_of,
        to.thread,
        to.key,
        to.template_name,
        to.view,
        to.live,
        to.not_before,
        to.useless_after,
        to.attempts,
        to.first_attempt,
        to.outcome_unknown,
        to.created
    );
}

}  // namespace

bool Transaction::enqueue(const flow::OutboxRow& row) {
    if (row.live && !row.key.empty() && Statement(connection_, waiting_live, row.key).step()) {
        return false;
    }
    const bool behind = Statement(connection_, head_of, row.lane).step();
    Statement(
        connection_,
        insert,
        behind,
        row.kind,
        row.marker,
        row.lane,
        row.channel.platform,
        row.channel.tenant,
        row.channel.id,
        row.person,
        row.thread_of,
        row.thread,
        row.key,
        row.template_name,
        row.view,
        row.live,
        row.not_before,
        row.useless_after,
        row.attempts,
        row.first_attempt,
        row.outcome_unknown,
        row.created
    )
        .run();
    return !behind;
}

std::vector<flow::OutboxRow> Transaction::claim(core::UtcTime now, std::size_t limit) {
    std::vector<flow::OutboxRow> claimed;
    {
        Statement row(connection_, due_heads, now, limit);
        while (row.step()) read_row(row, claimed.emplace_back());
    }
    for (flow::OutboxRow& row : claimed) {
        ++row.attempts;
        if (!row.first_attempt) row.first_attempt = now;
        Statement(connection_, begin_sending, row.id, row.attempts, row.first_attempt).run();
    }
    return claimed;
}

std::optional<core::UtcTime> Transaction::next_due() const {
    Statement row(connection_, earliest);
    row.step();
    return row.value<std::optional<core::UtcTime>>();
}

std::string Transaction::lane_of_sent(std::int64_t id) const {
    Statement row(connection_, sent_row, id);
    if (!row.step()) {
        throw std::invalid_argument("message " + std::to_string(id) + " is not being sent");
    }
    return row.value<std::string>();
}

void Transaction::leave_lane(std::int64_t id, std::string_view lane) {
    Statement(connection_, remove, id).run();
    Statement(connection_, move_up, lane).run();
}

void Transaction::delivered(std::int64_t id) {
    const std::string lane = lane_of_sent(id);
    leave_lane(id, lane);
}

void Transaction::postpone(
    std::int64_t id, core::UtcTime not_before, bool count_attempt, bool outcome_unknown
) {
    std::string lane;
    std::string key;
    bool live = false;
    {
        Statement row(connection_, sent_row, id);
        if (!row.step()) {
            throw std::invalid_argument("message " + std::to_string(id) + " is not being sent");
        }
        row.read(lane, live, key);
    }
    if (live && !key.empty()) drop_waiting_live(key);
    const int taken_back = count_attempt ? 0 : 1;
    Statement(connection_, wait_again, id, not_before, taken_back, outcome_unknown).run();
}

void Transaction::drop_waiting_live(std::string_view key) {
    // While a live row was being sent another one came. The older one, which may have had its
    // effect already, stays and will show what the newer one would have shown.
    std::int64_t id = 0;
    std::string lane;
    bool head = false;
    {
        Statement row(connection_, waiting_live, key);
        if (!row.step()) return;
        row.read(id, lane, head);
    }
    if (head) {
        leave_lane(id, lane);
    } else {
        Statement(connection_, remove, id).run();
    }
}

std::size_t Transaction::recover(core::UtcTime now) {
    std::vector<std::int64_t> ids;
    {
        Statement row(connection_, being_sent);
        while (row.step()) ids.push_back(row.value<std::int64_t>());
    }
    for (const std::int64_t id : ids) postpone(id, now, true, true);
    return ids.size();
}

}  // namespace debrief::storage::sqlite
