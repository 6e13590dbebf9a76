// Mistakes and what led to them.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "m.id, m.follow_up, m.person, m.what_happened, m.put_right, m.what_next, m.at";

const Query upsert{
    "save_mistake",
    "INSERT INTO mistakes (id, follow_up, person, what_happened, put_right, what_next, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
    "ON CONFLICT (id) DO UPDATE SET follow_up = excluded.follow_up, person = excluded.person, "
    "what_happened = excluded.what_happened, put_right = excluded.put_right, "
    "what_next = excluded.what_next, at = excluded.at"};

const Query delete_factors{"delete_factors", "DELETE FROM factors WHERE mistake = ?1"};
const Query insert_factor{
    "insert_factor",
    "INSERT INTO factors (mistake, position, text, person, at) VALUES (?1, ?2, ?3, ?4, ?5)"};
const Query factors_of{
    "factors_of", "SELECT text, person, at FROM factors WHERE mistake = ?1 ORDER BY position"};

const Query delete_heard{"delete_heard", "DELETE FROM heard WHERE mistake = ?1"};
const Query insert_heard{
    "insert_heard",
    "INSERT INTO heard (mistake, position, person, answers, text, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
const Query heard_of{
    "heard_of", "SELECT person, answers, text, at FROM heard WHERE mistake = ?1 ORDER BY position"};

const Query by_id{"mistake", "SELECT " + columns + " FROM mistakes AS m WHERE m.id = ?1"};

const Query of_follow_up{
    "mistakes",
    "SELECT " + columns +
        " FROM mistakes AS m INDEXED BY mistakes_by_follow_up WHERE m.follow_up = ?1 "
        "ORDER BY m.id"};

const Query between{
    "mistakes_between",
    "SELECT " + columns +
        " FROM mistakes AS m INDEXED BY mistakes_by_time WHERE m.at >= ?1 AND m.at < ?2 "
        "ORDER BY m.at, m.id LIMIT ?3"};

const Query next_number{"next_mistake", "SELECT ifnull(max(id), 0) + 1 FROM mistakes"};

std::vector<core::Mistake> all(Connection& connection, Statement& row) {
    std::vector<core::Mistake> found;
    while (row.step()) {
        core::Mistake& record = found.emplace_back();
        row.read(
            record.id,
            record.follow_up,
            record.by,
            record.what_happened,
            record.put_right,
            record.what_next,
            record.at
        );
        Statement factors(connection, factors_of, record.id);
        while (factors.step()) {
            core::Factor& factor = record.factors.emplace_back();
            factors.read(factor.text, factor.by, factor.at);
        }
        Statement heard(connection, heard_of, record.id);
        while (heard.step()) {
            core::Heard& one = record.heard.emplace_back();
            heard.read(one.by, one.answers, one.text, one.at);
        }
    }
    return found;
}

}  // namespace

void Transaction::save(const core::Mistake& record) {
    Statement(
        connection_,
        upsert,
        record.id,
        record.follow_up,
        record.by,
        record.what_happened,
        record.put_right,
        record.what_next,
        record.at
    )
        .run();
    Statement(connection_, delete_factors, record.id).run();
    std::int64_t position = 0;
    for (const core::Factor& factor : record.factors) {
        Statement(
            connection_, insert_factor, record.id, position++, factor.text, factor.by, factor.at
        )
            .run();
    }
    Statement(connection_, delete_heard, record.id).run();
    position = 0;
    for (const core::Heard& one : record.heard) {
        Statement(
            connection_, insert_heard, record.id, position++, one.by, one.answers, one.text, one.at
        )
            .run();
    }
}

std::optional<core::Mistake> Transaction::mistake(core::MistakeId id) const {
    Statement row(connection_, by_id, id);
    auto found = all(connection_, row);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<core::Mistake> Transaction::mistakes(core::FollowUpId id) const {
    Statement row(connection_, of_follow_up, id);
    return all(connection_, row);
}

std::vector<core::Mistake> Transaction::mistakes_between(
    core::UtcTime from, core::UtcTime to, std::size_t limit
) const {
    Statement row(connection_, between, from, to, limit);
    return all(connection_, row);
}

core::MistakeId Transaction::next_mistake() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::MistakeId>();
}

}  // namespace debrief::storage::sqlite
