#include "storage/sqlite/store.hpp"

#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/failure_flag.hpp"
#include "storage/sqlite/file_lock.hpp"
#include "storage/sqlite/opening.hpp"
#include "storage/sqlite/reader.hpp"
#include "storage/sqlite/writer.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <thread>
#include <utility>

namespace debrief::storage {
namespace {

namespace asio = boost::asio;
using sqlite::Connection;
using sqlite::JobQueue;

class SqliteStore final : public flow::Store {
  public:
    SqliteStore(
        asio::any_io_executor executor,
        const std::filesystem::path& path,
        const Options& options,
        sqlite::FileLock lock,
        Connection connection,
        std::vector<Connection> readers
    );
    ~SqliteStore() override { stop(); }

    asio::awaitable<Status> transact(const flow::Job& job) override { return run(writes_, job); }
    asio::awaitable<Status> read(const flow::Job& job) override { return run(reads_, job); }
    void stop() override;
    [[nodiscard]] std::optional<Error> failure() const override { return failure_.get(); }

  private:
    asio::awaitable<Status> run(JobQueue& queue, const flow::Job& job);
    void fail(const Error& why);

    asio::any_io_executor executor_;
    sqlite::FileLock lock_;
    sqlite::FailureFlag failure_;
    JobQueue writes_;
    JobQueue reads_;
    std::thread writer_thread_;
    std::vector<std::thread> reader_threads_;
};

SqliteStore::SqliteStore(
    asio::any_io_executor executor,
    const std::filesystem::path& path,
    const Options& options,
    sqlite::FileLock lock,
    Connection connection,
    std::vector<Connection> readers
)
    : executor_(std::move(executor)),
      lock_(std::move(lock)),
      writes_(options.max_queue),
      reads_(options.max_queue) {
    const auto on_failure = [this](const Error& why) { fail(why); };
    for (Connection& reader : readers) {
        auto worker = std::make_unique<sqlite::Reader>(std::move(reader), path, reads_, on_failure);
        reader_threads_.emplace_back([worker = std::move(worker)] { worker->run(); });
    }
    auto worker =
        std::make_unique<sqlite::Writer>(std::move(connection), path, options, writes_, on_failure);
    writer_thread_ = std::thread([worker = std::move(worker)] { worker->run(); });
}

asio::awaitable<Status> SqliteStore::run(JobQueue& queue, const flow::Job& job) {
    // Named, and without a copy of anything: see the rule about co_await and lambdas.
    auto initiate = [&](auto handler) {
        using Handler = decltype(handler);
        queue.push(
            std::make_unique<sqlite::HandlerWaiter<Handler>>(job, std::move(handler), executor_)
        );
    };
    Status result = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Status)>(
        initiate, asio::use_awaitable
    );
    co_return result;
}

void SqliteStore::fail(const Error& why) {
    failure_.raise(why);
    // Both are shut before anybody learns of it: who is told must not find the other one open.
    writes_.close(why);
    reads_.close(why);
    writes_.fail(why);
    reads_.fail(why);
}

void SqliteStore::stop() {
    const Error why(Errc::stopped, "The database is closed: Debrief is stopping.");
    // The readers first: while they hold the log, the writer cannot cut it.
    reads_.close(why);
    for (std::thread& thread : reader_threads_) {
        if (thread.joinable()) thread.join();
    }
    writes_.close(why);
    if (writer_thread_.joinable()) writer_thread_.join();
    lock_ = sqlite::FileLock();
}

Result<sqlite::FileLock> lock_file(const std::filesystem::path& path, const Options& options) {
    if (const Status place = sqlite::check_place(path); !place) return place.error();
    if (!options.single) return sqlite::FileLock();
    return sqlite::FileLock::take(path);
}

}  // namespace

Result<std::unique_ptr<flow::Store>> open_sqlite(
    asio::any_io_executor executor, std::filesystem::path path, Options options
) {
    auto lock = lock_file(path, options);
    if (!lock) return lock.error();
    try {
        Connection writer = sqlite::open_writer(path, options);
        const auto migrated = sqlite::migrate(writer, path, sqlite::schema());
        if (!migrated) return migrated.error();
        std::vector<Connection> readers;
        for (std::size_t i = 0; i < std::max<std::size_t>(options.readers, 1); ++i) {
            readers.push_back(sqlite::open_reader(path, options));
        }
        return std::make_unique<SqliteStore>(
            std::move(executor),
            path,
            options,
            std::move(*lock),
            std::move(writer),
            std::move(readers)
        );
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "open", path);
    }
}

Result<MigrationReport> migrate_sqlite(const std::filesystem::path& path, const Options& options) {
    auto lock = lock_file(path, options);
    if (!lock) return lock.error();
    try {
        Connection writer = sqlite::open_writer(path, options);
        return sqlite::migrate(writer, path, sqlite::schema());
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "open", path);
    }
}

}  // namespace debrief::storage
