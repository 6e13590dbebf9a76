// One connection to the database with its prepared statements. It belongs to one thread at a time.
#pragma once
#include "storage/sqlite/query.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace debrief::storage::sqlite {

class Connection {
  public:
    enum class Mode { create, write, read };
    /// Throws DatabaseError. `vfs` is the name of SQLite's file layer, or null for the usual one.
    Connection(const std::filesystem::path& path, Mode mode, const char* vfs = nullptr);
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&&) = delete;
    ~Connection();

    /// Runs SQL that is not worth keeping prepared: pragmas, the schema. May be several statements.
    void execute(const char* sql);
    /// The first column of the first row; empty for no row. For pragmas and the like.
    [[nodiscard]] std::string ask(const char* sql);
    /// The prepared statement, ready to bind.
    [[nodiscard]] sqlite3_stmt* prepared(const Query& query);
    [[nodiscard]] sqlite3* handle() const { return handle_; }

    /// Remembers an error that no job may hide by catching it.
    void note(int code, const std::string& words);
    /// Throws the remembered fatal error, if there is one.
    void throw_if_broken() const;

  private:
    sqlite3* handle_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
    int broken_code_ = 0;
    std::string broken_words_;
};

/// Throws what the connection says about its last call.
[[noreturn]] void throw_last_error(Connection& connection, const char* doing, int code);

}  // namespace debrief::storage::sqlite
