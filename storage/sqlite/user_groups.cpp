// Who belongs to the user groups of the configuration, as the platform said last.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_user_group",
    "INSERT INTO user_groups (id, users, trouble, asked_at) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (id) DO UPDATE SET users = excluded.users, trouble = excluded.trouble, "
    "asked_at = excluded.asked_at"};
const Query by_id{"user_group", "SELECT users, trouble, asked_at FROM user_groups WHERE id = ?1"};

/// Accounts have no spaces in them.
std::string joined(const std::vector<std::string>& users) {
    std::string text;
    for (const auto& user : users) {
        if (!text.empty()) text += ' ';
        text += user;
    }
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> users;
    while (!text.empty()) {
        const auto end = text.find(' ');
        users.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return users;
}

}  // namespace

void Transaction::save(const core::UserGroup& record) {
    const std::string users = joined(record.users);
    Statement(connection_, upsert, record.id, users, record.trouble, record.asked_at).run();
}

std::optional<core::UserGroup> Transaction::user_group(std::string_view id) const {
    Statement row(connection_, by_id, id);
    if (!row.step()) return std::nullopt;
    core::UserGroup found;
    found.id = id;
    std::string users;
    row.read(users, found.trouble, found.asked_at);
    found.users = split(users);
    return found;
}

}  // namespace debrief::storage::sqlite
