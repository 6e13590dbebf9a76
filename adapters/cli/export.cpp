// `debrief export`: files for people, or with --all everything as one document.
#include "adapters/cli/app.hpp"
#include "adapters/cli/console.hpp"
#include "adapters/cli/key_file.hpp"
#include "adapters/cli/loading.hpp"
#include "adapters/cli/verbs.hpp"
#include "bot/flow/exports.hpp"
#include "storage/sqlite/dump.hpp"
#include "storage/sqlite/store.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>

namespace debrief::cli {
namespace {

namespace fs = std::filesystem;

/// Standard output, or a file that appears only once it is whole.
class Output {
  public:
    explicit Output(std::string file) : file_(std::move(file)) {
        if (file_.empty()) return;
        std::error_code ignored;
        stream_.open(part(), std::ios::binary | std::ios::trunc);
        fs::permissions(part(), fs::perms::owner_read | fs::perms::owner_write, ignored);
    }
    ~Output() {
        std::error_code ignored;
        if (!file_.empty() && !kept_) fs::remove(part(), ignored);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    Status put(std::string_view piece) {
        std::ostream& to = file_.empty() ? std::cout : stream_;
        to.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        return to ? Status() : Status(failure());
    }
    Status keep() {
        std::ostream& to = file_.empty() ? std::cout : stream_;
        to.flush();
        if (!to) return failure();
        if (file_.empty()) return {};
        stream_.close();
        std::error_code error;
        fs::rename(part(), file_, error);
        if (error) return failure();
        kept_ = true;
        return {};
    }

  private:
    [[nodiscard]] std::string part() const { return file_ + ".part"; }
    [[nodiscard]] Error failure() const {
        return {
            Errc::broken,
            "Cannot write " + (file_.empty() ? std::string("to standard output") : file_) +
                ": is there such a folder, the right to write, and room on the disk?"};
    }
    std::string file_;
    std::ofstream stream_;
    bool kept_ = false;
};

int fail(const Error& error) {
    complain(error.what());
    return 1;
}

int export_everything(const Options& options, const config::Config& config) {
    KeyFile keys(options.key.empty() ? usual_key_file(options.output) : options.key);
    Output output(options.output);
    const auto key = [&] { return keys.read_or_make(); };
    const auto put = [&](std::string_view piece) { return output.put(piece); };
    const auto report = storage::export_all(config.storage.sqlite_file, key, put);
    if (!report) return fail(report.error());
    if (const auto kept = output.keep(); !kept) return fail(kept.error());
    std::cerr << "Exported " << report->rows << " rows.";
    if (report->sealed > 0) {
        std::cerr << " Of " << report->sealed << " the document does not show what is in them, or "
                  << "who gave them: `debrief import` needs the key in " << keys.path()
                  << ". Keep it apart from the document.";
    }
    std::cerr << std::endl;
    return 0;
}

struct Wanted {
    core::ExportOrder order;
    core::Directory directory;
    Status status;
};

asio::awaitable<void> write_records(flow::Store& store, Wanted& wanted, Output& output) {
    const flow::Job job = [&](flow::Tx& tx) {
        const core::World world{tx, wanted.directory, wanted.order.at};
        const auto put = [&](std::string_view piece) {
            if (wanted.status) wanted.status = output.put(piece);
        };
        constexpr auto all = std::numeric_limits<std::size_t>::max();
        flow::write_export(world, wanted.order, all, put);
    };
    const auto read = co_await store.read(job);
    if (!read) wanted.status = read.error();
    if (wanted.status) wanted.status = output.keep();
}

std::optional<core::ExportFormat> format_of(const std::string& name) {
    if (name == "json") return core::ExportFormat::json;
    if (name == "md") return core::ExportFormat::markdown;
    if (name == "csv") return core::ExportFormat::csv;
    return std::nullopt;
}

/// False, with words, when the time cannot be read.
bool read_since(const std::string& typed, Wanted& wanted) {
    if (typed.empty()) return true;
    const core::Calendar calendar = wanted.directory.summary.calendar();
    wanted.order.since = core::read_time(typed, wanted.order.at, calendar);
    if (wanted.order.since) return true;
    complain("I cannot read \"" + typed + "\" as a time. Times look like 2026-11-20.");
    return false;
}

int export_records(const Options& options, const config::Config& config) {
    Wanted wanted;
    wanted.directory = config.directory;
    wanted.order.format = format_of(options.format).value_or(core::ExportFormat::csv);
    wanted.order.at = SystemClock().now();
    wanted.order.service = options.service;
    if (const auto* known = config.directory.service(options.service))
        wanted.order.service = known->name;
    if (!read_since(options.since, wanted)) return 2;
    asio::io_context io(1);
    storage::Options beside;  // Debrief itself may be running
    beside.single = false;
    beside.create = false;
    auto store = storage::open_sqlite(io.get_executor(), config.storage.sqlite_file, beside);
    if (!store) return fail(store.error());
    Output output(options.output);
    run_to_end(io, write_records(**store, wanted, output));
    (*store)->stop();
    return wanted.status ? 0 : fail(wanted.status.error());
}

}  // namespace

int export_to_file(const Options& options) {
    if (options.all && !options.format.empty() && options.format != "json") {
        complain("`export --all` writes JSON only: leave --format out.");
        return 2;
    }
    if (options.all && !(options.service.empty() && options.since.empty())) {
        complain("`export --all` writes everything: leave --service and --since out.");
        return 2;
    }
    auto config = load_or_explain(options.config);
    if (!config) return 1;
    return options.all ? export_everything(options, *config) : export_records(options, *config);
}

}  // namespace debrief::cli
