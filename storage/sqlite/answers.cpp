// Answers: one per follow-up and person, the latest counts.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_answer",
    "INSERT INTO answers (follow_up, person, verdict, text, at) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (follow_up, person) DO UPDATE SET verdict = excluded.verdict, "
    "text = excluded.text, at = excluded.at"};

const Query by_key{
    "answer",
    "SELECT follow_up, person, verdict, text, at FROM answers "
    "WHERE follow_up = ?1 AND person = ?2"};

const Query of_follow_up{
    "answers",
    "SELECT follow_up, person, verdict, text, at FROM answers INDEXED BY answers_latest "
    "WHERE follow_up = ?1 ORDER BY at DESC, person DESC LIMIT ?2"};

const Query of_person{
    "answers_by",
    "SELECT follow_up, person, verdict, text, at FROM answers INDEXED BY answers_by_person "
    "WHERE person = ?1 ORDER BY follow_up DESC LIMIT ?2"};

void read_answer(Statement& row, core::Answer& record) {
    row.read(record.follow_up, record.person, record.verdict, record.text, record.at);
}

}  // namespace

void Transaction::save(const core::Answer& record) {
    Statement(
        connection_, upsert, record.follow_up, record.person, record.verdict, record.text, record.at
    )
        .run();
}

std::optional<core::Answer> Transaction::answer(core::FollowUpId id, core::PersonId person) const {
    Statement row(connection_, by_key, id, person);
    if (!row.step()) return std::nullopt;
    core::Answer record;
    read_answer(row, record);
    return record;
}

std::vector<core::Answer> Transaction::answers(core::FollowUpId id, std::size_t limit) const {
    Statement row(connection_, of_follow_up, id, limit);
    std::vector<core::Answer> found;
    while (row.step()) read_answer(row, found.emplace_back());
    return found;
}

std::vector<core::Answer> Transaction::answers_by(core::PersonId person, std::size_t limit) const {
    Statement row(connection_, of_person, person, limit);
    std::vector<core::Answer> found;
    while (row.step()) read_answer(row, found.emplace_back());
    return found;
}

}  // namespace debrief::storage::sqlite
