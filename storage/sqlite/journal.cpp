#include "storage/sqlite/journal.hpp"

#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query last{"last_journal_line", "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1"};
const Query insert{
    "append_journal_line",
    "INSERT INTO journal (id, at, actor, via, verb, subject, detail, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void put_number(std::string& to, std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i) {
        to.push_back(static_cast<char>(bits & 0xFFU));
        bits >>= 8U;
    }
}

void put_text(std::string& to, std::string_view text) {
    put_number(to, static_cast<std::int64_t>(text.size()));
    to.append(text);
}

}  // namespace

crypto::Digest chain_hash(
    const crypto::Digest& before, std::int64_t number, const flow::JournalLine& line
) {
    std::string bytes;
    bytes.reserve(256);
    bytes.append(reinterpret_cast<const char*>(before.data()), before.size());
    put_number(bytes, number);
    put_number(bytes, line.at.time_since_epoch().count());
    for (const std::string* text :
         {&line.actor, &line.via, &line.verb, &line.subject, &line.detail}) {
        put_text(bytes, *text);
    }
    return crypto::sha256(bytes);
}

void Transaction::append(const flow::JournalLine& line) {
    std::int64_t number = 0;
    crypto::Digest before{};
    {
        Statement row(connection_, last);
        if (row.step()) row.read(number, before);
    }
    ++number;
    const crypto::Digest hash = chain_hash(before, number, line);
    Statement(
        connection_,
        insert,
        number,
        line.at,
        line.actor,
        line.via,
        line.verb,
        line.subject,
        line.detail,
        hash
    )
        .run();
}

}  // namespace debrief::storage::sqlite
