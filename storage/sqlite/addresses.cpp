// How conversations are reached.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query upsert{
    "save_address",
    "INSERT INTO addresses (platform, tenant, channel, url, removed) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (platform, tenant, channel) DO UPDATE SET url = excluded.url, "
    "removed = excluded.removed"};
const Query by_channel{
    "address",
    "SELECT url, removed FROM addresses WHERE platform = ?1 AND tenant = ?2 AND channel = ?3"};

}  // namespace

void Transaction::save(const core::ChannelAddress& record) {
    const core::Channel& place = record.channel;
    Statement(
        connection_, upsert, place.platform, place.tenant, place.id, record.url, record.removed
    )
        .run();
}

std::optional<core::ChannelAddress> Transaction::address(const core::Channel& channel) const {
    Statement row(connection_, by_channel, channel.platform, channel.tenant, channel.id);
    if (!row.step()) return std::nullopt;
    core::ChannelAddress found;
    found.channel = channel;
    row.read(found.url, found.removed);
    return found;
}

}  // namespace debrief::storage::sqlite
