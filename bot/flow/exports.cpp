#include "bot/flow/exports.hpp"

#include "bot/base/crypto.hpp"
#include "bot/flow/export_text.hpp"

namespace debrief::flow {
namespace {

/// So many follow-ups make a file that a chat takes and a person can still look at.
constexpr std::size_t most_in_chat = core::most_exported;

struct Shape {
    std::string_view extension;
    std::string_view type;
};

Shape shape_of(core::ExportFormat format) {
    switch (format) {
        case core::ExportFormat::json:
            return {"json", "application/json"};
        case core::ExportFormat::markdown:
            return {"md", "text/markdown; charset=utf-8"};
        case core::ExportFormat::csv:
            break;
    }
    return {"csv", "text/csv; charset=utf-8"};
}

ExportFile file_of(const core::World& world, const core::ExportOrder& order) {
    const core::Calendar utc("UTC", core::WorkingHours(), {});
    const Shape shape = shape_of(order.format);
    ExportFile file;
    file.name = "debrief-" + utc.format(order.at, "%Y-%m-%d") + "." + std::string(shape.extension);
    file.type = shape.type;
    write_export(world, order, most_in_chat, [&](std::string_view piece) { file.body += piece; });
    return file;
}

}  // namespace

std::string export_name(std::string_view token) {
    return crypto::hex(crypto::sha256(token));
}

bool write_export(
    const core::World& world,
    const core::ExportOrder& order,
    std::size_t most_follow_ups,
    const std::function<void(std::string_view)>& out
) {
    const auto writer = create_writer(order, out);
    writer->begin();
    const bool complete = core::each_record(world, order, most_follow_ups, [&](const auto& row) {
        writer->row(row);
    });
    writer->end(complete);
    return complete;
}

asio::awaitable<Result<std::optional<ExportFile>>> read_export(
    Store& store,
    std::shared_ptr<const core::Directory> directory,
    std::string name,
    core::UtcTime now
) {
    std::optional<ExportFile> file;
    const Job job = [&](Tx& tx) {
        const auto order = tx.export_order(name);
        if (!order || order->expires <= now) return;
        const core::World world{tx, *directory, now};
        file = file_of(world, *order);
    };
    auto status = co_await store.read(job);
    if (!status) co_return status.error();
    co_return file;
}

}  // namespace debrief::flow
