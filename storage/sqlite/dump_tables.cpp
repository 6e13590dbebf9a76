#include "storage/sqlite/dump_tables.hpp"

#include "storage/sqlite/dump.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/opening.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace debrief::storage {
namespace {

constexpr LeftOut left_out[] = {
    {"schema_migrations", "the document names the schema's number"},
    {"search_upto", "the search index is made anew from the records"},
    {"search_changed", "the search index is made anew from the records"},
    {"exports", "links to exports end with the database they were made for"},
};

}  // namespace

std::span<const LeftOut> left_out_tables() {
    return left_out;
}

Result<std::vector<std::string>> exported_tables(const std::filesystem::path& path) {
    try {
        sqlite::Connection connection = sqlite::open_reader(path, Options());
        std::vector<std::string> names;
        for (const auto& table : sqlite::dump_tables(connection)) names.push_back(table.name);
        return names;
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "read", path);
    }
}

namespace sqlite {

FreeStatement::FreeStatement(Connection& connection, const std::string& sql)
    : connection_(connection) {
    const int code = sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement_, nullptr);
    if (code != SQLITE_OK) throw_last_error(connection, sql.c_str(), code);
}

FreeStatement::~FreeStatement() {
    sqlite3_finalize(statement_);
}

bool FreeStatement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    throw_last_error(connection_, "dump", code);
}

std::string FreeStatement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data != nullptr ? std::string(data, size) : std::string();
}

std::string quoted_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char letter : name) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::vector<DumpTable> dump_tables(Connection& connection) {
    std::vector<DumpTable> tables;
    // Virtual tables and those that belong to them are no "table" here.
    FreeStatement names(
        connection,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite_%' ORDER BY name"
    );
    while (names.step()) {
        DumpTable table;
        table.name = names.text(0);
        const bool out =
            std::any_of(std::begin(left_out), std::end(left_out), [&](const LeftOut& each) {
                return each.table == table.name;
            });
        if (out) continue;
        FreeStatement columns(
            connection,
            "SELECT name, type, pk FROM pragma_table_info(" + quoted_name(table.name) +
                ") ORDER BY cid"
        );
        std::vector<std::pair<std::string, std::string>> key;
        while (columns.step()) {
            table.columns.push_back({columns.text(0), columns.text(1) == "BLOB"});
            if (columns.text(2) != "0") key.emplace_back(columns.text(2), columns.text(0));
        }
        std::sort(key.begin(), key.end());
        for (auto& [position, name] : key) table.key.push_back(std::move(name));
        if (table.key.empty()) table.key.emplace_back("rowid");
        tables.push_back(std::move(table));
    }
    return tables;
}

bool is_sealed_table(std::string_view table) {
    constexpr std::array<std::string_view, 3> sealed{"inbox", "outbox", "parked"};
    return std::find(sealed.begin(), sealed.end(), table) != sealed.end();
}

bool is_sealed_column(std::string_view column) {
    constexpr std::array<std::string_view, 5> sealed{
        "giver", "platform", "tenant", "channel", "message"};
    return std::find(sealed.begin(), sealed.end(), column) != sealed.end();
}

}  // namespace sqlite
}  // namespace debrief::storage
