#include "storage/sqlite/writer.hpp"

#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <sqlite3.h>

#include <utility>

namespace debrief::storage::sqlite {
namespace {

const Query begin{"begin", "BEGIN IMMEDIATE"};
const Query commit_all{"commit", "COMMIT"};
const Query begin_job{"begin_job", "SAVEPOINT job"};
const Query keep_job{"keep_job", "RELEASE job"};
const Query rollback_job{"rollback_job", "ROLLBACK TO job"};

constexpr std::chrono::milliseconds idle_wait{1000};

void require_references(Connection& connection) {
    int dangling = 0;
    int highest = 0;
    sqlite3_db_status(connection.handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &dangling, &highest, 0);
    if (dangling != 0) {
        throw std::invalid_argument(
            "The change refers to a person, follow-up, feedback, mistake or control that does not "
            "exist."
        );
    }
}

}  // namespace

Writer::Writer(
    Connection connection,
    std::filesystem::path path,
    const Options& options,
    JobQueue& queue,
    std::function<void(const Error&)> on_failure
)
    : connection_(std::move(connection)),
      path_(std::move(path)),
      options_(options),
      queue_(queue),
      on_failure_(std::move(on_failure)),
      wal_(connection_, options_) {}

void Writer::run() {
    while (!failed_) {
        Waiters group = wal_.dirty() ? queue_.take(options_.max_group, idle_wait)
                                     : queue_.take(options_.max_group);
        const bool idle = group.empty();
        if (idle && queue_.drained()) break;
        if (!idle) commit(std::move(group));
        checkpoint(idle);
    }
    if (failed_) return;
    try {
        wal_.finish();
    } catch (const DatabaseError& error) {
        fail({}, explain(error, "save to", path_));
    }
}

void Writer::commit(Waiters group) {
    const auto start = std::chrono::steady_clock::now();
    try {
        run_group(group);
    } catch (const DatabaseError& error) {
        const Error why = explain(error, "save to", path_);
        if (!error.locked() || sqlite3_get_autocommit(connection_.handle()) == 0) {
            fail(std::move(group), why);
            return;
        }
        // Another program held the lock all the time: nothing was begun.
        for (const auto& waiter : group) waiter->result = why;
    }
    Commit done;
    done.jobs = group.size();
    resume_all(std::move(group));
    done.queued = queue_.size();
    done.took = std::chrono::steady_clock::now() - start;
    if (options_.on_commit) options_.on_commit(done);
}

void Writer::run_group(const Waiters& group) {
    Statement(connection_, begin).run();
    for (const auto& waiter : group) waiter->result = run_one(waiter->job);
    Statement(connection_, commit_all).run();
}

Status Writer::run_one(const flow::Job& job) {
    Statement(connection_, begin_job).run();
    std::string words;
    try {
        Transaction transaction(connection_);
        job(transaction);
        connection_.throw_if_broken();
        require_references(connection_);
        Statement(connection_, keep_job).run();
        return {};
    } catch (const DatabaseError& error) {
        if (error.fatal()) throw;
        words = error.what();
    } catch (const std::exception& error) {
        words = error.what();
    } catch (...) {
        words = "The change failed without words.";
    }
    connection_.throw_if_broken();
    undo_job();
    return Error(Errc::invalid_input, words);
}

void Writer::undo_job() {
    Statement(connection_, rollback_job).run();
    Statement(connection_, keep_job).run();
}

void Writer::fail(Waiters group, const Error& why) {
    failed_ = true;
    on_failure_(why);
    for (const auto& waiter : group) waiter->result = why;
    resume_all(std::move(group));
}

void Writer::checkpoint(bool idle) {
    if (failed_) return;
    try {
        wal_.tidy(idle);
    } catch (const DatabaseError& error) {
        fail({}, explain(error, "save to", path_));
    }
}

}  // namespace debrief::storage::sqlite
