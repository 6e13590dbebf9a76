// Looking up one follow-up.
#include "storage/sqlite/follow_up_columns.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query by_id{
    "follow_up", "SELECT " + follow_up_columns + " FROM follow_ups AS f WHERE f.id = ?1"};

const Query by_source{
    "follow_up_of",
    "SELECT " + follow_up_columns +
        " FROM follow_ups AS f WHERE f.id = ("
        "SELECT follow_up FROM source_links WHERE source = ?1 AND external_id = ?2 "
        "ORDER BY id DESC LIMIT 1)"};

const Query by_upgrade{
    "upgrade_of",
    "SELECT " + follow_up_columns +
        " FROM follow_ups AS f INDEXED BY follow_ups_of_upgrade "
        "WHERE f.kind = 'upgrade' AND f.service = ?1 AND f.version = ?2 "
        "AND f.state <> 'planned' AND f.closing <> 'cancelled' "
        "AND max(f.opened_at, ifnull(f.ended_at, f.opened_at)) >= ?3 "
        "ORDER BY f.id DESC LIMIT 1"};

const Query by_channel{
    "latest_in",
    "SELECT " + follow_up_columns +
        " FROM follow_ups AS f WHERE f.id = ("
        "SELECT follow_up FROM follow_up_channels INDEXED BY follow_up_channels_latest "
        "WHERE platform = ?1 AND tenant = ?2 AND channel = ?3 "
        "ORDER BY open DESC, follow_up DESC LIMIT 1)"};

const Query channels_of{
    "channels_of",
    "SELECT platform, tenant, channel FROM follow_up_channels WHERE follow_up = ?1 "
    "ORDER BY position"};

const Query next_number{"next_follow_up", "SELECT ifnull(max(id), 0) + 1 FROM follow_ups"};

}  // namespace

template <class... Values>
std::optional<core::FollowUp> Transaction::one_follow_up(
    const Query& query, const Values&... values
) const {
    Statement row(connection_, query, values...);
    if (!row.step()) return std::nullopt;
    std::optional<core::FollowUp> record(std::in_place);
    read_follow_up(row, *record);
    load_channels(*record);
    seen_ = record;
    return record;
}

void Transaction::load_channels(core::FollowUp& record) const {
    Statement row(connection_, channels_of, record.id);
    while (row.step()) {
        core::Channel& channel = record.channels.emplace_back();
        row.read(channel.platform, channel.tenant, channel.id);
    }
}

std::optional<core::FollowUp> Transaction::follow_up(core::FollowUpId id) const {
    return one_follow_up(by_id, id);
}

std::optional<core::FollowUp> Transaction::follow_up_of(
    std::string_view source, std::string_view external_id
) const {
    return one_follow_up(by_source, source, external_id);
}

std::optional<core::FollowUp> Transaction::upgrade_of(
    std::string_view service, std::string_view version, core::UtcTime since
) const {
    return one_follow_up(by_upgrade, service, version, since);
}

std::optional<core::FollowUp> Transaction::latest_in(const core::Channel& channel) const {
    return one_follow_up(by_channel, channel.platform, channel.tenant, channel.id);
}

core::FollowUpId Transaction::next_follow_up() const {
    Statement row(connection_, next_number);
    row.step();
    return row.value<core::FollowUpId>();
}

}  // namespace debrief::storage::sqlite
