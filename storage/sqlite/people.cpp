// People and their accounts.
#include "bot/base/text.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_person",
    "INSERT INTO people (id, name, email, timezone, active) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, "
    "timezone = excluded.timezone, active = excluded.active"};

const Query accounts_of{
    "accounts_of",
    "SELECT platform, tenant, user FROM accounts INDEXED BY accounts_by_person "
    "WHERE person = ?1 ORDER BY position"};
const Query delete_accounts{"delete_accounts", "DELETE FROM accounts WHERE person = ?1"};
const Query insert_account{
    "insert_account",
    "INSERT INTO accounts (platform, tenant, user, person, position) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

const Query by_id{"person", "SELECT id, name, email, timezone, active FROM people WHERE id = ?1"};

const Query by_account{
    "person_by_account",
    "SELECT p.id, p.name, p.email, p.timezone, p.active FROM accounts AS a "
    "CROSS JOIN people AS p ON p.id = a.person "
    "WHERE a.platform = ?1 AND a.tenant = ?2 AND a.user = ?3"};

const Query by_email{
    "person_by_email",
    "SELECT id, name, email, timezone, active FROM people INDEXED BY people_by_email "
    "WHERE email = ?1 AND email <> ''"};

const Query next_number{"next_person", "SELECT ifnull(max(id), 0) + 1 FROM people"};

std::vector<core::Account> load_accounts(Connection& connection, core::PersonId id) {
    Statement row(connection, accounts_of, id);
    std::vector<core::Account> found;
    while (row.step()) {
        core::Account& account = found.emplace_back();
        row.read(account.platform, account.tenant, account.user);
    }
    return found;
}

}  // namespace

void Transaction::save(const core::Person& record) {
    Statement(
        connection_, upsert, record.id, record.name, record.email, record.timezone, record.active
    )
        .run();
    save_accounts(record);
}

void Transaction::save_accounts(const core::Person& record) {
    if (load_accounts(connection_, record.id) == record.accounts) return;
    Statement(connection_, delete_accounts, record.id).run();
    std::int64_t position = 0;
    for (const core::Account& account : record.accounts) {
        Statement(
            connection_,
            insert_account,
            account.platform,
            account.tenant,
            account.user,
            record.id,
            position++
        )
            .run();
    }
}

std::optional<core::Person> Transaction::one_person(Statement& row) const {
    if (!row.step()) return std::nullopt;
    core::Person record;
    row.read(record.id, record.name, record.email, record.timezone, record.active);
    record.accounts = load_accounts(connection_, record.id);
    return record;
}

std::optional<core::Person> Transaction::person(core::PersonId id) const {
    Statement row(connection_, by_id, id);
    return one_person(row);
}

std::optional<core::Person> Transaction::person_by_account(const core::Account& account) const {
    Statement row(connection_, by_account, account.platform, account.tenant, account.user);
    return one_person(row);
}

std::optional<core::Person> Transaction::person_by_email(std::string_view email) const {
    const std::string lower = text::lower(email);
    Statement row(connection_, by_email, lower);
    return one_person(row);
}

core::PersonId Transaction::next_person() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::PersonId>();
}

}  // namespace debrief::storage::sqlite
