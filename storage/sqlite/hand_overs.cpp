// Hand-overs. What is bound and what is read is listed once, in fields().
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "id, subject, giver, receiver, asked_by, state, reason, at, ended_at, nudges";

/// Hands the members over in the order of the columns.
template <class Record, class Use>
auto fields(Record& r, Use use) {
    return use(
        r.id, r.subject, r.from, r.to, r.asked_by, r.state, r.reason, r.at, r.ended_at, r.nudges
    );
}

const Query upsert{
    "save_hand_over",
    "INSERT INTO hand_overs (" + columns +
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET "
        "subject = excluded.subject, giver = excluded.giver, receiver = excluded.receiver, "
        "asked_by = excluded.asked_by, state = excluded.state, reason = excluded.reason, "
        "at = excluded.at, ended_at = excluded.ended_at, nudges = excluded.nudges"};

constexpr Sql select = "SELECT " + columns + " FROM hand_overs ";

const Query by_id{"hand_over", select + "WHERE id = ?1"};

const Query asked{
    "hand_over_asked",
    select +
        "INDEXED BY hand_overs_asked WHERE giver = ?1 AND subject = ?2 AND state = 'asked' "
        "ORDER BY id DESC LIMIT 1"};

const Query to_person{
    "hand_overs_to",
    select +
        "INDEXED BY hand_overs_to WHERE receiver = ?1 AND state = 'asked' ORDER BY id LIMIT ?2"};

const Query next_number{"next_hand_over", "SELECT ifnull(max(id), 0) + 1 FROM hand_overs"};

std::vector<core::HandOver> all(Statement& row) {
    std::vector<core::HandOver> found;
    while (row.step())
        fields(found.emplace_back(), [&](auto&... members) { row.read(members...); });
    return found;
}

std::optional<core::HandOver> one(Statement& row) {
    auto found = all(row);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

void Transaction::save(const core::HandOver& record) {
    fields(record, [&](const auto&... members) {
        Statement(connection_, upsert, members...).run();
    });
}

std::optional<core::HandOver> Transaction::hand_over(core::HandOverId id) const {
    Statement row(connection_, by_id, id);
    return one(row);
}

std::optional<core::HandOver> Transaction::hand_over_asked(
    std::string_view subject, core::PersonId from
) const {
    Statement row(connection_, asked, from, subject);
    return one(row);
}

std::vector<core::HandOver> Transaction::hand_overs_to(core::PersonId person, std::size_t limit)
    const {
    Statement row(connection_, to_person, person, limit);
    return all(row);
}

core::HandOverId Transaction::next_hand_over() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::HandOverId>();
}

}  // namespace debrief::storage::sqlite
