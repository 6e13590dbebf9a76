// Protocols. What is bound and what is read is listed once, in fields().
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql columns =
    "id, service, title, steps, owner, agreed_by, follow_up, feedback, state, reason, at, "
    "review_at, reviewed_by, reviewed_at, nudges";

/// Hands the members over in the order of the columns.
template <class Record, class Use>
auto fields(Record& r, Use use) {
    return use(
        r.id,
        r.service,
        r.title,
        r.steps,
        r.owner,
        r.agreed_by,
        r.follow_up,
        r.feedback,
        r.state,
        r.reason,
        r.at,
        r.review_at,
        r.reviewed_by,
        r.reviewed_at,
        r.nudges
    );
}

const Query upsert{
    "save_protocol",
    "INSERT INTO protocols (" + columns +
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
        "ON CONFLICT (id) DO UPDATE SET service = excluded.service, title = excluded.title, "
        "steps = excluded.steps, owner = excluded.owner, agreed_by = excluded.agreed_by, "
        "follow_up = excluded.follow_up, feedback = excluded.feedback, state = excluded.state, "
        "reason = excluded.reason, at = excluded.at, review_at = excluded.review_at, "
        "reviewed_by = excluded.reviewed_by, reviewed_at = excluded.reviewed_at, "
        "nudges = excluded.nudges"};

constexpr Sql select = "SELECT " + columns + " FROM protocols ";

const Query by_id{"protocol", select + "WHERE id = ?1"};

const Query by_feedback{
    "protocol_from",
    select +
        "INDEXED BY protocols_by_feedback WHERE feedback = ?1 AND feedback IS NOT NULL "
        "ORDER BY id DESC LIMIT 1"};

const Query of_service{
    "protocols_of",
    select +
        "INDEXED BY protocols_of_service WHERE service = ?1 AND state = 'agreed' "
        "ORDER BY id LIMIT ?2"};

const Query by_service{
    "protocols_by_service",
    select + "INDEXED BY protocols_by_service WHERE service = ?1 ORDER BY id DESC LIMIT ?2"};

const Query newest{"newest_protocols", select + "ORDER BY id DESC LIMIT ?1"};

const Query of_owner{
    "protocols_owned",
    select +
        "INDEXED BY protocols_of_owner WHERE owner = ?1 AND state = 'agreed' ORDER BY id LIMIT ?2"};

const Query between{
    "protocols_between",
    select + "INDEXED BY protocols_by_time WHERE at >= ?1 AND at < ?2 ORDER BY at, id LIMIT ?3"};

const Query next_number{"next_protocol", "SELECT ifnull(max(id), 0) + 1 FROM protocols"};

std::vector<core::Protocol> all(Statement& row) {
    std::vector<core::Protocol> found;
    while (row.step())
        fields(found.emplace_back(), [&](auto&... members) { row.read(members...); });
    return found;
}

std::optional<core::Protocol> one(Statement& row) {
    auto found = all(row);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

void Transaction::save(const core::Protocol& record) {
    fields(record, [&](const auto&... members) {
        Statement(connection_, upsert, members...).run();
    });
}

std::optional<core::Protocol> Transaction::protocol(core::ProtocolId id) const {
    Statement row(connection_, by_id, id);
    return one(row);
}

std::optional<core::Protocol> Transaction::protocol_from(core::FeedbackId id) const {
    Statement row(connection_, by_feedback, id);
    return one(row);
}

std::vector<core::Protocol> Transaction::protocols_of(std::string_view service, std::size_t limit)
    const {
    Statement row(connection_, of_service, service, limit);
    return all(row);
}

std::vector<core::Protocol> Transaction::protocols(std::string_view service, std::size_t limit)
    const {
    if (service.empty()) {
        Statement row(connection_, newest, limit);
        return all(row);
    }
    Statement row(connection_, by_service, service, limit);
    return all(row);
}

std::vector<core::Protocol> Transaction::protocols_owned(core::PersonId owner, std::size_t limit)
    const {
    Statement row(connection_, of_owner, owner, limit);
    return all(row);
}

std::vector<core::Protocol> Transaction::protocols_between(
    core::UtcTime from, core::UtcTime to, std::size_t limit
) const {
    Statement row(connection_, between, from, to, limit);
    return all(row);
}

core::ProtocolId Transaction::next_protocol() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::ProtocolId>();
}

}  // namespace debrief::storage::sqlite
