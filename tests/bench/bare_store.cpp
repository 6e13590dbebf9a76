#include "tests/bench/bare_store.hpp"

#include <boost/asio/post.hpp>

#include <sqlite3.h>

#include <chrono>
#include <iterator>
#include <stdexcept>

namespace debrief::bench {
namespace {

constexpr std::size_t most_to_a_commit = 64;  // as many as Debrief's writer takes

bool finish(sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE;
}

sqlite3_stmt* prepare(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database));
    return statement;
}

void bind(sqlite3_stmt* statement, int place, const std::string& text) {
    sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

}  // namespace

BareStore::BareStore(asio::any_io_executor executor, const std::string& path)
    : executor_(std::move(executor)) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
        throw std::runtime_error("cannot open " + path);
    }
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    execute(
        "CREATE TABLE requests (key TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, "
        "at INTEGER NOT NULL) STRICT"
    );
    begin_ = prepare(database_, "BEGIN IMMEDIATE");
    insert_ = prepare(
        database_, "INSERT INTO requests (key, body, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
    );
    commit_ = prepare(database_, "COMMIT");
    writer_ = std::thread([this] { run(); });
}

BareStore::~BareStore() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
    writer_.join();
    for (sqlite3_stmt* statement : {begin_, insert_, commit_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
}

void BareStore::execute(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(database_));
    }
}

void BareStore::push(Row row) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(row));
    }
    changed_.notify_one();
}

BareStore::Group BareStore::take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    Group group;
    while (!waiting_.empty() && group.size() < most_to_a_commit) {
        group.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return group;
}

bool BareStore::commit(const Group& group) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    bool stored = finish(begin_);
    for (const Row& row : group) {
        bind(insert_, 1, row.key);
        bind(insert_, 2, row.body);
        sqlite3_bind_int64(insert_, 3, at);
        stored = finish(insert_) && stored;
    }
    return finish(commit_) && stored;
}

void BareStore::run() {
    for (Group group = take(); !group.empty(); group = take()) {
        const bool stored = commit(group);
        asio::post(executor_, [group = std::move(group), stored]() mutable {
            for (Row& row : group) std::move(row.done)(stored);
        });
    }
}

}  // namespace debrief::bench
