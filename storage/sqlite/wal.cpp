#include "storage/sqlite/wal.hpp"

#include "storage/sqlite/failure.hpp"

#include <sqlite3.h>

namespace debrief::storage::sqlite {
namespace {

// Cutting the log needs a moment without readers; no change may wait long for that.
constexpr int cut_wait_ms = 100;

}  // namespace

Wal::Wal(Connection& connection, const Options& options)
    : connection_(connection), options_(options) {
    const auto count = [](void* to, sqlite3*, const char*, int pages) {
        *static_cast<std::size_t*>(to) = static_cast<std::size_t>(pages);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(connection_.handle(), count, &pages_);
}

Wal::~Wal() {
    sqlite3_wal_hook(connection_.handle(), nullptr, nullptr);
}

void Wal::tidy(bool idle) {
    if (pages_ < copied_) copied_ = 0;  // the log started anew
    const std::size_t fresh = pages_ - copied_;
    if (fresh == 0 || (!idle && fresh < options_.checkpoint_pages)) return;
    checkpoint(
        pages_ >= options_.truncate_pages ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
    );
}

void Wal::finish() {
    checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void Wal::checkpoint(int mode) {
    sqlite3_busy_timeout(connection_.handle(), cut_wait_ms);
    const int code =
        sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, mode, nullptr, nullptr);
    sqlite3_busy_timeout(connection_.handle(), static_cast<int>(options_.lock_wait.count()));
    copied_ = pages_;
    // A lock only means that readers still use the log: the next time will do.
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_LOCKED) {
        throw_last_error(connection_, "checkpoint", code);
    }
}

}  // namespace debrief::storage::sqlite
