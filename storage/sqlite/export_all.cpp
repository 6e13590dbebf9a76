#include "bot/base/base64.hpp"
#include "bot/base/json.hpp"
#include "storage/sqlite/dump.hpp"
#include "storage/sqlite/dump_tables.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/opening.hpp"
#include "storage/sqlite/schema.hpp"

#include <sqlite3.h>

namespace debrief::storage {
namespace {

using json::Value;
using sqlite::Connection;
using sqlite::DumpColumn;
using sqlite::DumpTable;
using sqlite::FreeStatement;

std::string hex_of(const void* data, std::size_t size) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        const auto byte = static_cast<const unsigned char*>(data)[i];
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

Value value_at(const FreeStatement& row, int column) {
    sqlite3_stmt* statement = row.handle();
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_BLOB:
            return hex_of(
                sqlite3_column_blob(statement, column),
                static_cast<std::size_t>(sqlite3_column_bytes(statement, column))
            );
        default:
            return row.text(column);
    }
}

class Exporter {
  public:
    Exporter(Connection& connection, const KeySource& key, const DumpSink& out)
        : connection_(connection), key_(key), out_(out) {}

    Result<DumpReport> run() {
        put("{\"debrief_export\": " + std::to_string(sqlite::dump_format));
        put(", \"schema\": " + connection_.ask("SELECT max(number) FROM schema_migrations"));
        put(", \"tables\": {");
        bool first = true;
        for (const DumpTable& table : sqlite::dump_tables(connection_)) {
            put(first ? "\n" : ",\n");
            first = false;
            write(table);
            if (!status_) return status_.error();
        }
        put("\n}}\n");
        if (!status_) return status_.error();
        return report_;
    }

  private:
    void put(const std::string& piece) {
        if (status_) status_ = out_(piece);
    }

    void write(const DumpTable& table) {
        std::string sql = "SELECT ";
        for (const DumpColumn& column : table.columns)
            sql +=
                (&column == &table.columns.front() ? "" : ", ") + sqlite::quoted_name(column.name);
        sql += " FROM " + sqlite::quoted_name(table.name) + " ORDER BY ";
        for (const std::string& column : table.key)
            sql += (&column == &table.key.front() ? "" : ", ") + sqlite::quoted_name(column);
        FreeStatement row(connection_, sql);
        put(json::dump(Value(table.name)) + ": [");
        bool first = true;
        while (status_ && row.step()) {
            Value record = Value::object();
            int column = 0;
            for (const DumpColumn& each : table.columns)
                record.set(each.name, value_at(row, column++));
            put((first ? "\n" : ",\n") + json::dump(guarded(table, std::move(record))));
            first = false;
            ++report_.rows;
        }
        put("]");
    }

    /// The record without what leads to who gave anonymous feedback.
    Value guarded(const DumpTable& table, Value record) {
        if (sqlite::is_sealed_table(table.name)) {
            Value hidden = Value::object();
            hidden.set(sqlite::sealed_member, seal(table.name, record));
            return hidden;
        }
        if (table.name != "feedback" || record["anonymous"].integer() != 1) return record;
        Value shown = Value::object();
        Value kept = Value::object();
        record.ref().each_member([&](std::string_view name, json::Ref value) {
            const bool sealed = sqlite::is_sealed_column(name);
            shown.set(name, sealed ? Value() : Value(value));
            if (sealed) kept.set(name, Value(value));
        });
        const auto number = record["id"].integer().value_or(0);
        shown.set(sqlite::sealed_member, seal("feedback:" + std::to_string(number), kept));
        return shown;
    }

    std::string seal(const std::string& context, json::Ref what) {
        ++report_.sealed;
        if (!known_) {
            auto given = key_();
            if (!given) {
                status_ = given.error();
                return {};
            }
            known_ = *given;
        }
        return to_base64(crypto::seal(*known_, context, json::dump(what)));
    }

    Connection& connection_;
    const KeySource& key_;
    const DumpSink& out_;
    std::optional<crypto::Digest> known_;
    Status status_;
    DumpReport report_;
};

}  // namespace

Result<DumpReport> export_all(
    const std::filesystem::path& path, const KeySource& key, const DumpSink& out
) {
    if (const Status place = sqlite::check_place(path); !place) return place.error();
    try {
        Connection connection = sqlite::open_reader(path, Options());
        connection.execute("BEGIN");  // one state from here on
        const std::string newest = std::to_string(sqlite::schema().back().number);
        if (connection.ask("SELECT max(number) FROM schema_migrations") != newest) {
            return Error(
                Errc::storage_failed,
                path.string() +
                    " has another schema than this version of Debrief: bring it up to "
                    "date with `debrief migrate`, or use the version that wrote it."
            );
        }
        return Exporter(connection, key, out).run();
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "read", path);
    }
}

}  // namespace debrief::storage
