// A thread that answers questions, next to the writer.
#pragma once
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/job_queue.hpp"

#include <filesystem>
#include <functional>

namespace debrief::storage::sqlite {

class Reader {
  public:
    Reader(
        Connection connection,
        std::filesystem::path path,
        JobQueue& queue,
        std::function<void(const Error&)> on_failure
    );
    /// Until the queue is drained.
    void run();

  private:
    void answer(const Waiters& group);
    [[nodiscard]] Status run_one(const flow::Job& job);
    [[nodiscard]] Status failed(const DatabaseError& error);

    Connection connection_;
    const std::filesystem::path path_;
    JobQueue& queue_;
    std::function<void(const Error&)> on_failure_;
};

}  // namespace debrief::storage::sqlite
