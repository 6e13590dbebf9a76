// How a SQLite store is opened.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace debrief::storage {

/// What one COMMIT did, for metrics.
struct Commit {
    std::size_t jobs = 0;    ///< that shared it
    std::size_t queued = 0;  ///< still waiting for the next one
    std::chrono::nanoseconds took{0};
};

struct Options {
    Options() = default;
    std::size_t readers = 2;       ///< threads that serve read()
    std::size_t max_queue = 1024;  ///< waiting changes, and waiting reads; more are `busy`
    std::size_t max_group = 64;    ///< changes that share one COMMIT
    /// How long to wait for a lock that another program holds.
    std::chrono::milliseconds lock_wait{5000};
    /// False: does not wait for the disk. For tests and the demo only: the last changes may be lost
    /// when the power fails.
    bool durable = true;
    /// True: refuses (`busy`) when another Debrief has the file open. The lock goes with the
    /// process.
    bool single = true;
    bool create = true;  ///< false: the file must exist
    /// Pages (4 KiB) of the write-ahead log after which it is copied into the database, and after
    /// which it is also cut.
    std::size_t checkpoint_pages = 4096;
    std::size_t truncate_pages = 16384;
    /// Called on the writer's thread after each COMMIT; must be quick. May be empty.
    std::function<void(const Commit&)> on_commit;
    /// SQLite's file layer by name; empty for the usual one. For tests of broken disks.
    std::string vfs;
};

}  // namespace debrief::storage
