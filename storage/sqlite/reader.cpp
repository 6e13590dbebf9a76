#include "storage/sqlite/reader.hpp"

#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <sqlite3.h>

#include <utility>

namespace debrief::storage::sqlite {
namespace {

const Query begin{"begin_read", "BEGIN"};
const Query end{"end_read", "ROLLBACK"};

// Reads that wait together share a snapshot and a hand-over; few, so that a slow one holds up few.
constexpr std::size_t most_together = 8;

/// One state of the database from here to the end of the scope.
class Snapshot {
  public:
    explicit Snapshot(Connection& connection) : connection_(connection) {
        Statement(connection_, begin).run();
    }
    ~Snapshot() {
        try {
            Statement(connection_, end).run();
        } catch (const DatabaseError&) {
            // SQLite ended the transaction itself.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

  private:
    Connection& connection_;
};

}  // namespace

Reader::Reader(
    Connection connection,
    std::filesystem::path path,
    JobQueue& queue,
    std::function<void(const Error&)> on_failure
)
    : connection_(std::move(connection)),
      path_(std::move(path)),
      queue_(queue),
      on_failure_(std::move(on_failure)) {}

void Reader::run() {
    while (true) {
        Waiters group = queue_.take(most_together);
        if (group.empty()) return;
        answer(group);
        resume_all(std::move(group));
    }
}

void Reader::answer(const Waiters& group) {
    try {
        // Opened after all of them asked, so each sees what was committed before it asked.
        const Snapshot snapshot(connection_);
        for (const auto& waiter : group) waiter->result = run_one(waiter->job);
    } catch (const DatabaseError& error) {
        const Status why = failed(error);
        for (const auto& waiter : group) waiter->result = why;
    }
}

Status Reader::run_one(const flow::Job& job) {
    try {
        Transaction transaction(connection_);
        job(transaction);
        return {};
    } catch (const DatabaseError& error) {
        return failed(error);
    } catch (const std::exception& error) {
        return Error(Errc::invalid_input, error.what());
    } catch (...) {
        return Error(Errc::invalid_input, "The question failed without words.");
    }
}

Status Reader::failed(const DatabaseError& error) {
    if ((error.code() & 0xFF) == SQLITE_READONLY) {
        return Error(Errc::invalid_input, std::string("A read job wrote: ") + error.what());
    }
    if (!error.fatal() && !error.locked()) return Error(Errc::invalid_input, error.what());
    const Error why = explain(error, "read", path_);
    if (error.fatal()) on_failure_(why);
    return why;
}

}  // namespace debrief::storage::sqlite
