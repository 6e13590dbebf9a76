// Exports that were ordered in the chat, until they expire.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

const Query insert{
    "save_export",
    "INSERT INTO exports (name, format, service, since, platform, tenant, user, in_platform, "
    "in_tenant, in_channel, at, expires) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"};
const Query forget_expired{"forget_exports", "DELETE FROM exports WHERE expires < ?1"};
const Query by_name{
    "export_order",
    "SELECT name, format, service, since, platform, tenant, user, in_platform, in_tenant, "
    "in_channel, at, expires FROM exports WHERE name = ?1"};

}  // namespace

void Transaction::save(const core::ExportOrder& order) {
    Statement(connection_, forget_expired, order.at).run();
    Statement(
        connection_,
        insert,
        order.name,
        order.format,
        order.service,
        order.since,
        order.by.platform,
        order.by.tenant,
        order.by.user,
        order.asked_in.platform,
        order.asked_in.tenant,
        order.asked_in.id,
        order.at,
        order.expires
    )
        .run();
}

std::optional<core::ExportOrder> Transaction::export_order(std::string_view name) const {
    Statement row(connection_, by_name, name);
    if (!row.step()) return std::nullopt;
    core::ExportOrder order;
    row.read(
        order.name,
        order.format,
        order.service,
        order.since,
        order.by.platform,
        order.by.tenant,
        order.by.user,
        order.asked_in.platform,
        order.asked_in.tenant,
        order.asked_in.id,
        order.at,
        order.expires
    );
    return order;
}

}  // namespace debrief::storage::sqlite
