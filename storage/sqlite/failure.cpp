#include "storage/sqlite/failure.hpp"

#include <sqlite3.h>

namespace debrief::storage::sqlite {
namespace {

struct Advice {
    int code;  ///< primary result code
    Errc kind;
    const char* words;
};

constexpr Advice advices[] = {
    {SQLITE_BUSY,
     Errc::busy,
     "another program is using the database. Stop it, or wait until it is done, and try again"},
    {SQLITE_LOCKED, Errc::busy, "another connection is using the database. Try again"},
    {SQLITE_FULL, Errc::storage_failed, "the disk is full. Free some space and start again"},
    {SQLITE_READONLY,
     Errc::storage_failed,
     "the file or its folder is read-only. Let the user that runs Debrief write to both"},
    {SQLITE_CANTOPEN,
     Errc::storage_failed,
     "it cannot be opened. Check that the folder exists and that the user that runs Debrief may "
     "read and write it"},
    {SQLITE_PERM,
     Errc::storage_failed,
     "access is denied. Let the user that runs Debrief read and write the file"},
    {SQLITE_NOTADB,
     Errc::storage_failed,
     "the file is not a database of Debrief. Name another file, or restore it from a backup"},
    {SQLITE_CORRUPT,
     Errc::storage_failed,
     "the database is damaged. Restore it from a backup; keep the damaged file"},
    {SQLITE_IOERR,
     Errc::storage_failed,
     "the disk reported an error. Check the disk and its free space, then start again"},
    {SQLITE_NOMEM, Errc::storage_failed, "there is not enough memory. Free some and start again"},
};

const Advice* advice_for(int code) {
    for (const Advice& advice : advices) {
        if (advice.code == (code & 0xFF)) return &advice;
    }
    return nullptr;
}

}  // namespace

bool DatabaseError::fatal() const {
    const Advice* advice = advice_for(code_);
    return advice != nullptr && advice->kind == Errc::storage_failed;
}

bool DatabaseError::locked() const {
    const Advice* advice = advice_for(code_);
    return advice != nullptr && advice->kind == Errc::busy;
}

Error explain(const DatabaseError& error, const char* doing, const std::filesystem::path& path) {
    const std::string start = std::string("Cannot ") + doing + " " + path.string() + ": ";
    const Advice* advice = advice_for(error.code());
    if (advice == nullptr) return {Errc::storage_failed, start + error.what() + "."};
    return {advice->kind, start + advice->words + " (" + error.what() + ")."};
}

}  // namespace debrief::storage::sqlite
