// Plans, with their goals, risks and agreements.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <chrono>

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "follow_up, starts_at, ends_at, every_minutes, responsible, approver, update_due, updates, "
    "missed, last_update, last_update_at, measure_nudges";

const Query replace{
    "save_plan",
    "INSERT INTO plans (" + columns +
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
        "ON CONFLICT (follow_up) DO UPDATE SET starts_at = ?2, ends_at = ?3, every_minutes = ?4, "
        "responsible = ?5, approver = ?6, update_due = ?7, updates = ?8, missed = ?9, "
        "last_update = ?10, last_update_at = ?11, measure_nudges = ?12"};
const Query by_id{"plan", "SELECT " + columns + " FROM plans WHERE follow_up = ?1"};

const Query delete_goals{"delete_goals", "DELETE FROM plan_goals WHERE follow_up = ?1"};
const Query insert_goal{
    "insert_goal",
    "INSERT INTO plan_goals (follow_up, position, measure, target, measured) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};
const Query goals_of{
    "goals_of",
    "SELECT measure, target, measured FROM plan_goals WHERE follow_up = ?1 ORDER BY position"};

const Query delete_risks{"delete_risks", "DELETE FROM plan_risks WHERE follow_up = ?1"};
const Query insert_risk{
    "insert_risk",
    "INSERT INTO plan_risks (follow_up, position, risk, mitigation) VALUES (?1, ?2, ?3, ?4)"};
const Query risks_of{
    "risks_of", "SELECT risk, mitigation FROM plan_risks WHERE follow_up = ?1 ORDER BY position"};

const Query delete_agreements{
    "delete_agreements", "DELETE FROM plan_agreements WHERE follow_up = ?1"};
const Query insert_agreement{
    "insert_agreement",
    "INSERT INTO plan_agreements (follow_up, position, role, person, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};
const Query agreements_of{
    "agreements_of",
    "SELECT role, person, at FROM plan_agreements WHERE follow_up = ?1 ORDER BY position"};

/// The rows of one list, those before taken away; `values` binds one element behind its position.
template <class List, class Insert>
void write_list(
    Connection& connection,
    const Query& remove,
    core::FollowUpId id,
    const List& list,
    const Insert& insert
) {
    Statement(connection, remove, id).run();
    std::int64_t position = 0;
    for (const auto& one : list) insert(one, position++);
}

template <class Element, class Read>
std::vector<Element> read_list(
    Connection& connection, const Query& query, core::FollowUpId id, const Read& read
) {
    std::vector<Element> list;
    Statement row(connection, query, id);
    while (row.step()) read(row, list.emplace_back());
    return list;
}

}  // namespace

void Transaction::save(const core::Plan& record) {
    const auto id = record.follow_up;
    Statement(
        connection_,
        replace,
        id,
        record.from,
        record.to,
        record.every.count(),
        record.responsible,
        record.approver,
        record.update_due,
        record.updates,
        record.missed,
        record.last_update,
        record.last_update_at,
        record.measure_nudges
    )
        .run();
    write_list(connection_, delete_goals, id, record.goals, [&](const auto& goal, auto position) {
        Statement(connection_, insert_goal, id, position, goal.measure, goal.target, goal.measured)
            .run();
    });
    write_list(connection_, delete_risks, id, record.risks, [&](const auto& risk, auto position) {
        Statement(connection_, insert_risk, id, position, risk.risk, risk.mitigation).run();
    });
    write_list(
        connection_,
        delete_agreements,
        id,
        record.agreed,
        [&](const auto& one, auto position) {
            Statement(connection_, insert_agreement, id, position, one.role, one.person, one.at)
                .run();
        }
    );
}

std::optional<core::Plan> Transaction::plan(core::FollowUpId id) const {
    Statement row(connection_, by_id, id);
    if (!row.step()) return std::nullopt;
    core::Plan record;
    std::int64_t minutes = 0;
    row.read(
        record.follow_up,
        record.from,
        record.to,
        minutes,
        record.responsible,
        record.approver,
        record.update_due,
        record.updates,
        record.missed,
        record.last_update,
        record.last_update_at,
        record.measure_nudges
    );
    record.every = std::chrono::minutes(minutes);
    record.goals = read_list<core::PlanGoal>(connection_, goals_of, id, [](auto& line, auto& goal) {
        line.read(goal.measure, goal.target, goal.measured);
    });
    record.risks = read_list<core::PlanRisk>(connection_, risks_of, id, [](auto& line, auto& risk) {
        line.read(risk.risk, risk.mitigation);
    });
    record.agreed =
        read_list<core::Agreement>(connection_, agreements_of, id, [](auto& line, auto& one) {
            line.read(one.role, one.person, one.at);
        });
    return record;
}

}  // namespace debrief::storage::sqlite
