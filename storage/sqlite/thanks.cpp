// Thanks and whom they go to.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns = "t.id, t.follow_up, t.giver, t.text, t.at";

const Query upsert{
    "save_thanks",
    "INSERT INTO thanks (id, follow_up, giver, text, at) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (id) DO UPDATE SET follow_up = excluded.follow_up, giver = excluded.giver, "
    "text = excluded.text, at = excluded.at"};
const Query delete_people{"delete_thanked", "DELETE FROM thanked WHERE thanks = ?1"};
const Query insert_person{
    "insert_thanked", "INSERT INTO thanked (thanks, position, person) VALUES (?1, ?2, ?3)"};
const Query people_of{"thanked", "SELECT person FROM thanked WHERE thanks = ?1 ORDER BY position"};

const Query by_id{"thanks", "SELECT " + columns + " FROM thanks AS t WHERE t.id = ?1"};
const Query between{
    "thanks_between",
    "SELECT " + columns +
        " FROM thanks AS t INDEXED BY thanks_by_time WHERE t.at >= ?1 AND t.at < ?2 "
        "ORDER BY t.at, t.id LIMIT ?3"};
const Query next_number{"next_thanks", "SELECT ifnull(max(id), 0) + 1 FROM thanks"};

std::vector<core::Thanks> all(Connection& connection, Statement& row) {
    std::vector<core::Thanks> found;
    while (row.step()) {
        core::Thanks& record = found.emplace_back();
        row.read(record.id, record.follow_up, record.by, record.text, record.at);
        Statement people(connection, people_of, record.id);
        while (people.step()) record.to.push_back(people.value<core::PersonId>());
    }
    return found;
}

}  // namespace

void Transaction::save(const core::Thanks& record) {
    Statement(connection_, upsert, record.id, record.follow_up, record.by, record.text, record.at)
        .run();
    Statement(connection_, delete_people, record.id).run();
    std::int64_t position = 0;
    for (const core::PersonId person : record.to)
        Statement(connection_, insert_person, record.id, position++, person).run();
}

std::optional<core::Thanks> Transaction::thanks(core::ThanksId id) const {
    Statement row(connection_, by_id, id);
    auto found = all(connection_, row);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<core::Thanks> Transaction::thanks_between(
    core::UtcTime from, core::UtcTime to, std::size_t limit
) const {
    Statement row(connection_, between, from, to, limit);
    return all(connection_, row);
}

core::ThanksId Transaction::next_thanks() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::ThanksId>();
}

}  // namespace debrief::storage::sqlite
