#include "storage/sqlite/journal_check.hpp"

#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/journal.hpp"
#include "storage/sqlite/opening.hpp"
#include "storage/sqlite/statement.hpp"

namespace debrief::storage {
namespace {

using sqlite::Connection;
using sqlite::Statement;

const sqlite::Query all_lines{
    "journal_lines",
    "SELECT id, at, actor, via, verb, subject, detail, hash FROM journal ORDER BY id"};

JournalCheck check(Connection& connection) {
    Statement row(connection, all_lines);
    JournalCheck found;
    crypto::Digest before{};
    while (row.step()) {
        std::int64_t number = 0;
        flow::JournalLine line;
        crypto::Digest hash{};
        row.read(number, line.at, line.actor, line.via, line.verb, line.subject, line.detail, hash);
        const std::int64_t expected = found.lines + 1;
        if (number != expected) {
            found.broken = expected;
            found.why = "Line " + std::to_string(expected) + " is missing.";
            return found;
        }
        if (hash != sqlite::chain_hash(before, number, line)) {
            found.broken = number;
            found.why = "Line " + std::to_string(number) + " was changed after it was written.";
            return found;
        }
        before = hash;
        found.lines = number;
        found.last_hash = crypto::hex(hash);
    }
    return found;
}

}  // namespace

JournalCheck sqlite::check_journal(Connection& connection) {
    return check(connection);
}

Result<JournalCheck> verify_journal(const std::filesystem::path& path) {
    if (const Status place = sqlite::check_place(path); !place) return place.error();
    try {
        Connection connection = sqlite::open_reader(path, Options());
        return check(connection);
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "read", path);
    }
}

}  // namespace debrief::storage
