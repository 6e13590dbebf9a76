#include "bot/base/base64.hpp"
#include "bot/base/json.hpp"
#include "storage/sqlite/dump.hpp"
#include "storage/sqlite/dump_tables.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/file_lock.hpp"
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/opening.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <map>

namespace debrief::storage {
namespace {

using json::Ref;
using json::Value;
using sqlite::Connection;
using sqlite::DumpColumn;
using sqlite::DumpTable;
using sqlite::FreeStatement;

Error bad(const std::string& what) {
    return {Errc::invalid_input, "Nothing was imported: " + what};
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

std::optional<std::string> bytes_of(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = nibble(hex[i]);
        const int low = nibble(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

class Importer {
  public:
    Importer(Connection& connection, const KeySource& key, Ref document)
        : connection_(connection), key_(key), document_(document) {}

    Result<DumpReport> run() {
        Status status = check_head();
        const std::vector<DumpTable> tables = sqlite::dump_tables(connection_);
        if (status) status = check_tables(document_["tables"], tables);
        if (status) status = check_empty(tables);
        for (const DumpTable& table : tables) {
            if (status) status = fill(table, document_["tables"][table.name]);
        }
        if (nobody_ > 0) add_nobody();
        if (status) status = check_references();
        if (status) status = check_chain();
        if (!status) return status.error();
        return report_;
    }

  private:
    Status check_head() {
        const auto format = document_["debrief_export"].integer();
        const auto schema = document_["schema"].integer();
        if (!format || !schema || !document_["tables"].is_object()) {
            return bad(
                "this is not what `debrief export --all` writes. The files of `debrief export` "
                "without --all are for people and cannot be read back."
            );
        }
        const auto ours = connection_.ask("SELECT max(number) FROM schema_migrations");
        if (*format > sqlite::dump_format || std::to_string(*schema) > ours) {
            return bad(
                "a newer version of Debrief wrote this document. Use that version or a newer one."
            );
        }
        if (*format < 1 || std::to_string(*schema) != ours) {
            return bad(
                "an older version of Debrief wrote this document (schema " +
                std::to_string(*schema) + ", here " + ours +
                "). Import it with that version and let this one migrate the database."
            );
        }
        return {};
    }

    static Status check_tables(Ref given, const std::vector<DumpTable>& tables) {
        Status status;
        given.each_member([&](std::string_view name, Ref rows) {
            const bool known = std::any_of(tables.begin(), tables.end(), [&](const auto& table) {
                return table.name == name;
            });
            if (status && !known)
                status = bad("this version of Debrief has no table " + std::string(name) + ".");
            if (status && !rows.is_array())
                status = bad("the table " + std::string(name) + " is no list.");
        });
        for (const DumpTable& table : tables) {
            if (status && !given[table.name].exists())
                status = bad("the table " + table.name + " is missing; the document is not whole.");
        }
        return status;
    }

    Status check_empty(const std::vector<DumpTable>& tables) {
        for (const DumpTable& table : tables) {
            const std::string sql = "SELECT 1 FROM " + sqlite::quoted_name(table.name) + " LIMIT 1";
            if (connection_.ask(sql.c_str()).empty()) continue;
            return bad(
                "there are records in the database already (" + table.name +
                "). Import into a new one: name a file that does not exist under [storage] url, or "
                "move this one away."
            );
        }
        return {};
    }

    Status fill(const DumpTable& table, Ref rows) {
        std::string names;
        std::string marks;
        for (const DumpColumn& column : table.columns) {
            names += (names.empty() ? "" : ", ") + sqlite::quoted_name(column.name);
            marks += marks.empty() ? "?" : ", ?";
        }
        FreeStatement insert(
            connection_,
            "INSERT INTO " + sqlite::quoted_name(table.name) + " (" + names + ") VALUES (" + marks +
                ")"
        );
        Status status;
        std::size_t number = 0;
        rows.each([&](Ref row) {
            ++number;
            if (!status) return;
            status = take(table, row, insert.handle());
            if (!status) {
                const std::string where = table.name + ", row " + std::to_string(number) + ": ";
                status = bad(where + status.error().what());
            }
        });
        return status;
    }

    /// The errors are without the place.
    Status take(const DumpTable& table, Ref row, sqlite3_stmt* insert) {
        Value whole;
        auto opened = open(table, row, whole);
        if (!opened) return opened.error();
        if (!*opened) {
            ++report_.dropped;
            return {};
        }
        if (const Status shape = check_columns(table, whole); !shape) return shape;
        sqlite3_reset(insert);
        int position = 0;
        for (const DumpColumn& column : table.columns) {
            if (!bind(insert, ++position, column, whole[column.name]))
                return Error(Errc::invalid_input, column.name + " holds no value for it.");
        }
        const int code = sqlite3_step(insert);
        if (code != SQLITE_DONE && code != SQLITE_ROW) {
            sqlite3_reset(insert);
            const int extended = sqlite3_extended_errcode(connection_.handle());
            const sqlite::DatabaseError error(extended, sqlite3_errmsg(connection_.handle()));
            if (error.fatal()) throw error;
            return Error(Errc::invalid_input, std::string(error.what()) + ".");
        }
        ++report_.rows;
        return {};
    }

    /// The row with what was sealed; false when it cannot be had without the key.
    Result<bool> open(const DumpTable& table, Ref row, Value& whole) {
        whole = Value(row);
        if (!row.is_object()) return Error(Errc::invalid_input, "it is no record.");
        const bool sealed = row[sqlite::sealed_member].exists();
        const bool table_sealed = sqlite::is_sealed_table(table.name);
        if (!sealed) return true;
        ++report_.sealed;
        const auto number = row["id"].integer().value_or(0);
        const std::string context =
            table_sealed ? table.name : table.name + ":" + std::to_string(number);
        if (!key_) {
            if (table_sealed) return false;
            forget_giver(whole);
            return true;
        }
        if (!known_) {
            auto given = key_();
            if (!given) return given.error();
            known_ = *given;
        }
        const auto raw = from_base64(row[sqlite::sealed_member].str());
        const auto text = raw ? crypto::unseal(*known_, context, *raw) : std::nullopt;
        const auto parsed = text ? json::parse(*text) : Result<Value>(Error());
        if (!parsed) {
            return Error(
                Errc::invalid_input,
                "what is sealed cannot be opened: this is not the key it was sealed with, or the "
                "document was changed."
            );
        }
        if (table_sealed) whole = Value::object();
        parsed->ref().each_member([&](std::string_view name, Ref value) {
            whole.set(name, Value(value));
        });
        whole.erase(sqlite::sealed_member);
        return true;
    }

    /// Anonymous feedback whose giver nobody knows any more.
    void forget_giver(Value& whole) {
        if (nobody_ == 0) {
            document_["tables"]["people"].each([&](Ref person) {
                nobody_ = std::max(nobody_, person["id"].integer().value_or(0));
            });
            ++nobody_;
        }
        whole.set("giver", nobody_).set("platform", "console").set("tenant", "");
        whole.set("channel", "").set("message", "");
        whole.erase(sqlite::sealed_member);
        ++report_.dropped;
    }

    /// The person who stands for them.
    void add_nobody() {
        const std::string sql = "INSERT INTO people (id, name, email, timezone, active) VALUES (" +
                                std::to_string(nobody_) + ", 'Somebody', '', '', 0)";
        connection_.execute(sql.c_str());
    }

    static Status check_columns(const DumpTable& table, Ref row) {
        Status status;
        row.each_member([&](std::string_view name, Ref) {
            const bool known =
                std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
                    return column.name == name;
                });
            if (status && !known)
                status = Error(Errc::invalid_input, std::string(name) + " is no column of it.");
        });
        for (const DumpColumn& column : table.columns) {
            if (status && !row[column.name].exists())
                status = Error(Errc::invalid_input, column.name + " is missing.");
        }
        return status;
    }

    static bool bind(sqlite3_stmt* insert, int position, const DumpColumn& column, Ref value) {
        if (value.is_null()) return sqlite3_bind_null(insert, position) == SQLITE_OK;
        if (const auto number = value.integer())
            return sqlite3_bind_int64(insert, position, *number) == SQLITE_OK;
        if (value.type() == json::Type::number)
            return sqlite3_bind_double(insert, position, *value.number()) == SQLITE_OK;
        if (!value.is_string()) return false;
        if (column.bytes) {
            const auto bytes = bytes_of(value.str());
            return bytes && sqlite3_bind_blob64(
                                insert, position, bytes->data(), bytes->size(), SQLITE_TRANSIENT
                            ) == SQLITE_OK;
        }
        return sqlite3_bind_text64(
                   insert,
                   position,
                   value.str().data(),
                   value.str().size(),
                   SQLITE_TRANSIENT,
                   SQLITE_UTF8
               ) == SQLITE_OK;
    }

    Status check_references() {
        FreeStatement row(connection_, "SELECT \"table\", parent FROM pragma_foreign_key_check");
        if (!row.step()) return {};
        return bad(
            "a row of " + row.text(0) + " refers to one of " + row.text(1) +
            " that is not in the document."
        );
    }

    Status check_chain() {
        const JournalCheck found = sqlite::check_journal(connection_);
        if (!found.broken) return {};
        return bad("the journal is not in order. " + found.why);
    }

    Connection& connection_;
    const KeySource& key_;
    Ref document_;
    std::optional<crypto::Digest> known_;
    std::int64_t nobody_ = 0;
    DumpReport report_;
};

Result<DumpReport> import_into(Connection& connection, const KeySource& key, Ref document) {
    connection.execute("BEGIN IMMEDIATE");
    // Rows come table by table, whatever refers to what.
    connection.execute("PRAGMA defer_foreign_keys = ON");
    auto imported = Importer(connection, key, document).run();
    connection.execute(imported ? "COMMIT" : "ROLLBACK");
    return imported;
}

}  // namespace

Result<DumpReport> import_all(
    const std::filesystem::path& path, std::string_view document, const KeySource& key
) {
    const auto parsed = json::parse(document);
    if (!parsed) return bad("this is " + parsed.error().what() + ".");
    if (const Status place = sqlite::check_place(path); !place) return place.error();
    auto lock = sqlite::FileLock::take(path);
    if (!lock) return lock.error();
    try {
        Connection connection = sqlite::open_writer(path, Options());
        const auto migrated = sqlite::migrate(connection, path, sqlite::schema());
        if (!migrated) return migrated.error();
        return import_into(connection, key, *parsed);
    } catch (const sqlite::DatabaseError& error) {
        return sqlite::explain(error, "write", path);
    }
}

}  // namespace debrief::storage
