// The one thread that changes the database.
#pragma once
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/job_queue.hpp"
#include "storage/sqlite/options.hpp"
#include "storage/sqlite/wal.hpp"

#include <filesystem>
#include <functional>

namespace debrief::storage::sqlite {

/// Takes all jobs that wait (up to a limit), runs each in a savepoint, commits them together. While
/// one COMMIT waits for the disk, the next group forms; so there is no timer and nobody waits for
/// company.
class Writer {
  public:
    /// `on_failure` is called once, before anybody learns of the failure.
    Writer(
        Connection connection,
        std::filesystem::path path,
        const Options& options,
        JobQueue& queue,
        std::function<void(const Error&)> on_failure
    );

    /// Until the queue is drained or the database failed.
    void run();

  private:
    void commit(Waiters group);
    /// Runs the group between BEGIN and COMMIT, each waiter's result set. Throws DatabaseError when
    /// nothing of it counts.
    void run_group(const Waiters& group);
    [[nodiscard]] Status run_one(const flow::Job& job);
    void undo_job();
    void fail(Waiters group, const Error& why);
    void checkpoint(bool idle);

    Connection connection_;
    const std::filesystem::path path_;
    const Options options_;
    JobQueue& queue_;
    std::function<void(const Error&)> on_failure_;
    Wal wal_;
    bool failed_ = false;
};

}  // namespace debrief::storage::sqlite
