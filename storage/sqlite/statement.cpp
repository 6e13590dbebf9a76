#include "storage/sqlite/statement.hpp"

#include "storage/sqlite/failure.hpp"

#include <sqlite3.h>

#include <cstring>
#include <stdexcept>

namespace debrief::storage::sqlite {

Statement::~Statement() {
    sqlite3_reset(statement_);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    throw_last_error(connection_, query_.name(), code);
}

void Statement::require_all_bound() const {
    // SQLite keeps the values of the last use: one forgotten would be one of another row.
    if (bound_ != sqlite3_bind_parameter_count(statement_)) {
        throw std::logic_error(std::string(query_.name()) + ": wrong number of values");
    }
}

void Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_, ++bound_, value);
}

void Statement::bind(std::string_view text) {
    // A null pointer would bind NULL; an empty text still needs an address.
    const char* data = text.data() != nullptr ? text.data() : "";
    const int code =
        sqlite3_bind_text64(statement_, ++bound_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) throw_last_error(connection_, query_.name(), code);
}

void Statement::bind(const crypto::Digest& digest) {
    sqlite3_bind_blob64(statement_, ++bound_, digest.data(), digest.size(), SQLITE_STATIC);
}

void Statement::bind(std::nullopt_t) {
    sqlite3_bind_null(statement_, ++bound_);
}

std::int64_t Statement::number() {
    return sqlite3_column_int64(statement_, column_++);
}

std::string_view Statement::text() {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column_));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_));
    ++column_;
    return data != nullptr ? std::string_view(data, size) : std::string_view();
}

bool Statement::null() const {
    return sqlite3_column_type(statement_, column_) == SQLITE_NULL;
}

void Statement::read_one(double& value) {
    value = sqlite3_column_double(statement_, column_++);
}

void Statement::read_one(crypto::Digest& digest) {
    const void* data = sqlite3_column_blob(statement_, column_);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_));
    ++column_;
    if (data == nullptr || size != digest.size()) {
        throw DatabaseError(SQLITE_CORRUPT, std::string(query_.name()) + ": a hash is damaged");
    }
    std::memcpy(digest.data(), data, size);
}

void Statement::throw_unknown(std::string_view name) const {
    throw DatabaseError(
        SQLITE_CORRUPT,
        std::string(query_.name()) + ": \"" + std::string(name) + "\" is no known value"
    );
}

}  // namespace debrief::storage::sqlite
