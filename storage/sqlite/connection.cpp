#include "storage/sqlite/connection.hpp"

#include "storage/sqlite/failure.hpp"

#include <sqlite3.h>

#include <utility>

namespace debrief::storage::sqlite {
namespace {

int flags_of(Connection::Mode mode) {
    switch (mode) {
        case Connection::Mode::create:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        case Connection::Mode::write:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
        case Connection::Mode::read:
            break;
    }
    return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
}

/// SQLite counts its memory under a lock that all threads share; nobody asks for the count, and
/// without it a command costs a fifth less. Only possible before SQLite's first use.
void do_without_statistics() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);
}

}  // namespace

Connection::Connection(const std::filesystem::path& path, Mode mode, const char* vfs)
    : statements_(Query::count(), nullptr) {
    do_without_statistics();
    const int code = sqlite3_open_v2(path.c_str(), &handle_, flags_of(mode), vfs);
    if (code != SQLITE_OK) {
        const DatabaseError error(
            code, handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)
        );
        sqlite3_close(std::exchange(handle_, nullptr));
        throw error;
    }
    sqlite3_extended_result_codes(handle_, 1);
}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      statements_(std::move(other.statements_)),
      broken_code_(other.broken_code_),
      broken_words_(std::move(other.broken_words_)) {}

Connection::~Connection() {
    if (handle_ == nullptr) return;
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

void Connection::execute(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw_last_error(*this, sql, code);
}

std::string Connection::ask(const char* sql) {
    std::string answer;
    const auto first_column = [](void* to, int, char** values, char**) {
        if (values[0] != nullptr) *static_cast<std::string*>(to) = values[0];
        return 0;
    };
    const int code = sqlite3_exec(handle_, sql, first_column, &answer, nullptr);
    if (code != SQLITE_OK) throw_last_error(*this, sql, code);
    return answer;
}

sqlite3_stmt* Connection::prepared(const Query& query) {
    sqlite3_stmt*& statement = statements_[query.slot()];
    if (statement == nullptr) {
        const int code = sqlite3_prepare_v3(
            handle_, query.sql(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr
        );
        if (code != SQLITE_OK) throw_last_error(*this, query.name(), code);
    }
    return statement;
}

void Connection::note(int code, const std::string& words) {
    if (broken_code_ == 0) {
        broken_code_ = code;
        broken_words_ = words;
    }
}

void Connection::throw_if_broken() const {
    if (broken_code_ != 0) throw DatabaseError(broken_code_, broken_words_);
}

void throw_last_error(Connection& connection, const char* doing, int code) {
    const int extended = sqlite3_extended_errcode(connection.handle());
    const int known = extended != SQLITE_OK ? extended : code;
    const DatabaseError error(
        known, std::string(doing) + ": " + sqlite3_errmsg(connection.handle())
    );
    if (error.fatal()) connection.note(error.code(), error.what());
    throw error;
}

}  // namespace debrief::storage::sqlite
