// Deliveries that were given up, and how the outbox stands.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query copy_row{
    "park",
    "INSERT INTO parked SELECT id, kind, marker, lane, platform, tenant, channel, person, "
    "thread_of, thread, key, template, view, live, useless_after, attempts, first_attempt, "
    "outcome_unknown, created, ?2, ?3 FROM outbox WHERE id = ?1"};

const Query latest{
    "parked_rows",
    "SELECT id, template, iif(channel = '', 'direct message', channel), reason, parked_at "
    "FROM parked INDEXED BY parked_by_time ORDER BY parked_at DESC, id DESC LIMIT ?1"};

const Query waiting_count{"count_waiting", "SELECT count(*) FROM outbox"};
const Query oldest{"oldest_waiting", "SELECT created FROM outbox ORDER BY id LIMIT 1"};
const Query parked_count{"count_parked", "SELECT count(*) FROM parked"};

const Query count_between{
    "parked_between",
    "SELECT count(*) FROM parked INDEXED BY parked_by_time WHERE parked_at >= ?1 "
    "AND parked_at < ?2"};
const Query reasons_between{
    "park_reasons",
    "SELECT reason, count(*) FROM parked INDEXED BY parked_by_time WHERE parked_at >= ?1 "
    "AND parked_at < ?2 GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 5"};

}  // namespace

void Transaction::park(std::int64_t id, std::string_view reason, core::UtcTime now) {
    const std::string lane = lane_of_sent(id);
    Statement(connection_, copy_row, id, reason, now).run();
    leave_lane(id, lane);
}

std::vector<flow::ParkedRow> Transaction::parked_rows(std::size_t limit) const {
    Statement row(connection_, latest, limit);
    std::vector<flow::ParkedRow> found;
    while (row.step()) {
        flow::ParkedRow& parked = found.emplace_back();
        row.read(parked.id, parked.template_name, parked.destination, parked.reason, parked.at);
    }
    return found;
}

flow::OutboxFigures Transaction::outbox_figures() const {
    flow::OutboxFigures figures;
    Statement waiting(connection_, waiting_count);
    waiting.step();
    waiting.read(figures.waiting);
    Statement parked(connection_, parked_count);
    parked.step();
    parked.read(figures.parked);
    Statement first(connection_, oldest);
    if (first.step()) first.read(figures.oldest_waiting);
    return figures;
}

core::Parked Transaction::parked(core::UtcTime from, core::UtcTime to) const {
    core::Parked found;
    Statement count(connection_, count_between, from, to);
    count.step();
    count.read(found.count);
    Statement row(connection_, reasons_between, from, to);
    while (row.step()) {
        auto& [reason, times] = found.reasons.emplace_back();
        row.read(reason, times);
    }
    return found;
}

}  // namespace debrief::storage::sqlite
