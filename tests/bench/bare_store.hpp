// The least that makes a request durable: one insert with a unique key, many to a COMMIT.
#pragma once
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace debrief::bench {

namespace asio = boost::asio;

class BareStore {
  public:
    /// Creates the file; write-ahead log, synchronous=FULL. Throws std::runtime_error.
    BareStore(asio::any_io_executor executor, const std::string& path);
    ~BareStore();
    BareStore(const BareStore&) = delete;
    BareStore& operator=(const BareStore&) = delete;

    /// Completes on the executor once the row is on the disk; true also when the key was there.
    template <class Token>
    auto insert(std::string key, std::string body, Token&& token) {
        auto initiate = [this](auto handler, std::string key_, std::string body_) {
            push(Row{std::move(key_), std::move(body_), Done(std::move(handler))});
        };
        return asio::async_initiate<Token, void(bool)>(
            initiate, token, std::move(key), std::move(body)
        );
    }

  private:
    using Done = asio::any_completion_handler<void(bool)>;
    struct Row {
        std::string key;
        std::string body;
        Done done;
    };
    using Group = std::vector<Row>;

    void push(Row row);
    void run();
    Group take();
    bool commit(const Group& group);
    void execute(const char* sql);

    asio::any_io_executor executor_;
    sqlite3* database_ = nullptr;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Row> waiting_;
    bool closed_ = false;
    std::thread writer_;
};

}  // namespace debrief::bench
