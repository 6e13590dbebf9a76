// The tables of a dump as the schema has them. Only export and import include it.
#pragma once
#include "storage/sqlite/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::storage::sqlite {

struct DumpColumn {
    std::string name;
    bool bytes = false;  ///< BLOB: written in hex
};

struct DumpTable {
    std::string name;
    std::vector<DumpColumn> columns;
    std::vector<std::string> key;  ///< the columns of the primary key
};

/// Those that are exported, by name.
[[nodiscard]] std::vector<DumpTable> dump_tables(Connection& connection);

/// Whole rows of it are sealed: messages to one person, and replies to them, tell who gave
/// anonymous feedback.
[[nodiscard]] bool is_sealed_table(std::string_view table);
/// Columns of anonymous feedback that lead to who gave it.
[[nodiscard]] bool is_sealed_column(std::string_view column);

inline constexpr std::string_view sealed_member = "sealed";
inline constexpr int dump_format = 1;

/// A statement put together while running.
class FreeStatement {
  public:
    FreeStatement(Connection& connection, const std::string& sql);
    ~FreeStatement();
    FreeStatement(const FreeStatement&) = delete;
    FreeStatement& operator=(const FreeStatement&) = delete;
    /// To the next row. Throws DatabaseError.
    bool step();
    [[nodiscard]] sqlite3_stmt* handle() const { return statement_; }
    [[nodiscard]] std::string text(int column) const;

  private:
    Connection& connection_;
    sqlite3_stmt* statement_ = nullptr;
};

/// "name" in quotation marks for SQL.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace debrief::storage::sqlite
