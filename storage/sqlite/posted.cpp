// Messages that stand on a platform, by their keys.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_posted",
    "INSERT INTO posted (key, platform, tenant, channel, message, follow_up) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (key) DO UPDATE SET platform = excluded.platform, tenant = excluded.tenant, "
    "channel = excluded.channel, message = excluded.message, follow_up = excluded.follow_up"};
const Query by_key{
    "posted", "SELECT platform, tenant, channel, message FROM posted WHERE key = ?1"};
const Query remove{"forget_posted", "DELETE FROM posted WHERE key = ?1"};
const Query head{
    "follow_up_of_thread",
    "SELECT follow_up FROM posted INDEXED BY posted_heads WHERE message = ?1 AND channel = ?2 "
    "AND tenant = ?3 AND platform = ?4 AND follow_up IS NOT NULL "
    "ORDER BY follow_up DESC LIMIT 1"};

/// The follow-up of a key that core::head_key() or core::plan_key() made ("head:F-12:slack::C1");
/// nothing for others.
std::optional<core::FollowUpId> follow_up_in(std::string_view key) {
    const auto kind = key.substr(0, key.find(':'));
    if (kind != "head" && kind != "plan") return std::nullopt;
    key.remove_prefix(kind.size() + 1);
    return core::FollowUpId::read(key.substr(0, key.find(':')));
}

}  // namespace

void Transaction::save_posted(const flow::PostedMessage& message) {
    const core::Channel& place = message.message.channel;
    Statement(
        connection_,
        upsert,
        message.key,
        place.platform,
        place.tenant,
        place.id,
        message.message.id,
        follow_up_in(message.key)
    )
        .run();
}

std::optional<core::MessageRef> Transaction::posted(std::string_view key) const {
    Statement row(connection_, by_key, key);
    if (!row.step()) return std::nullopt;
    core::MessageRef found;
    row.read(found.channel.platform, found.channel.tenant, found.channel.id, found.id);
    return found;
}

void Transaction::forget_posted(std::string_view key) {
    Statement(connection_, remove, key).run();
}

std::optional<core::FollowUpId> Transaction::follow_up_of_thread(const core::MessageRef& message
) const {
    const core::Channel& place = message.channel;
    Statement row(connection_, head, message.id, place.id, place.tenant, place.platform);
    if (!row.step()) return std::nullopt;
    return row.value<core::FollowUpId>();
}

}  // namespace debrief::storage::sqlite
