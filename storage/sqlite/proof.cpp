// Controls after they are done: who verifies them, and whether they held.
#include "storage/sqlite/control_columns.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql select = "SELECT " + control_columns + " FROM ";

const Query to_prove{
    "controls_to_prove",
    select +
        "follow_up_people AS p CROSS JOIN controls AS c INDEXED BY controls_by_follow_up "
        "ON c.follow_up = p.follow_up WHERE p.person = ?1 "
        "AND (c.state = 'done' OR c.check_due IS NOT NULL) ORDER BY p.follow_up DESC LIMIT ?2"};

const Query in_place{
    "controls_in_place",
    select +
        "follow_ups AS f INDEXED BY follow_ups_by_service CROSS JOIN controls AS c "
        "INDEXED BY controls_by_follow_up ON c.follow_up = f.id WHERE f.service = ?1 "
        "AND (c.state = 'done' OR c.state = 'verified') ORDER BY f.id DESC LIMIT ?2"};

const Query due{
    "checks_due",
    select +
        "controls AS c INDEXED BY controls_by_check_due WHERE c.check_due IS NOT NULL "
        "AND c.check_due < ?1 ORDER BY c.check_due, c.id LIMIT ?2"};

const Query checked_between{
    "checked",
    select +
        "controls AS c INDEXED BY controls_by_checked WHERE c.checked_at IS NOT NULL "
        "AND c.checked_at >= ?1 AND c.checked_at < ?2 ORDER BY c.checked_at, c.id LIMIT ?3"};

}  // namespace

std::vector<core::Control> Transaction::controls_to_prove(core::PersonId person, std::size_t limit)
    const {
    Statement row(connection_, to_prove, person, limit);
    return read_controls(row);
}

std::vector<core::Control> Transaction::controls_in_place(
    std::string_view service, std::size_t limit
) const {
    Statement row(connection_, in_place, service, limit);
    return read_controls(row);
}

std::vector<core::Control> Transaction::checks_due(core::UtcTime before, std::size_t limit) const {
    Statement row(connection_, due, before, limit);
    return read_controls(row);
}

std::vector<core::Control> Transaction::checked(
    core::UtcTime from, core::UtcTime to, std::size_t limit
) const {
    Statement row(connection_, checked_between, from, to, limit);
    return read_controls(row);
}

}  // namespace debrief::storage::sqlite
