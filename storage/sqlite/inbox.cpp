// The commands that were handled, with the reply each was given.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <sqlite3.h>

namespace debrief::storage::sqlite {
namespace {

const Query reply{"reply_to", "SELECT reply FROM inbox WHERE key = ?1"};
const Query insert{"remember", "INSERT INTO inbox (key, reply, at) VALUES (?1, ?2, ?3)"};
const Query delete_old{
    "forget",
    "DELETE FROM inbox WHERE rowid IN (SELECT rowid FROM inbox INDEXED BY inbox_by_time "
    "WHERE at < ?1 ORDER BY at LIMIT ?2)"};

}  // namespace

std::optional<std::string> Transaction::reply_to(std::string_view inbox_key) const {
    Statement row(connection_, reply, inbox_key);
    if (!row.step()) return std::nullopt;
    return row.value<std::string>();
}

void Transaction::remember(std::string_view inbox_key, std::string_view given, core::UtcTime now) {
    Statement(connection_, insert, inbox_key, given, now).run();
}

std::size_t Transaction::forget(core::UtcTime before, std::size_t limit) {
    Statement(connection_, delete_old, before, limit).run();
    return static_cast<std::size_t>(sqlite3_changes64(connection_.handle()));
}

}  // namespace debrief::storage::sqlite
