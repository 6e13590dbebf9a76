// Deadlines.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "set_timer",
    "INSERT INTO timers (key, due) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET "
    "due = excluded.due"};
const Query remove{"cancel_timer", "DELETE FROM timers WHERE key = ?1"};
const Query by_key{"timer", "SELECT due FROM timers WHERE key = ?1"};
const Query due_now{
    "due_timers",
    "SELECT key, due FROM timers INDEXED BY timers_by_due WHERE due <= ?1 "
    "ORDER BY due, key LIMIT ?2"};
const Query earliest{"next_timer", "SELECT min(due) FROM timers INDEXED BY timers_by_due"};

}  // namespace

void Transaction::set_timer(std::string_view key, core::UtcTime due) {
    Statement(connection_, upsert, key, due).run();
}

void Transaction::cancel_timer(std::string_view key) {
    Statement(connection_, remove, key).run();
}

std::optional<core::UtcTime> Transaction::timer(std::string_view key) const {
    Statement row(connection_, by_key, key);
    if (!row.step()) return std::nullopt;
    return row.value<core::UtcTime>();
}

std::vector<flow::DueTimer> Transaction::due_timers(core::UtcTime now, std::size_t limit) const {
    Statement row(connection_, due_now, now, limit);
    std::vector<flow::DueTimer> found;
    while (row.step()) {
        flow::DueTimer& timer = found.emplace_back();
        row.read(timer.key, timer.due);
    }
    return found;
}

std::optional<core::UtcTime> Transaction::next_timer() const {
    Statement row(connection_, earliest);
    row.step();
    return row.value<std::optional<core::UtcTime>>();
}

}  // namespace debrief::storage::sqlite
