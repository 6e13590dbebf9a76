#include "tests/storage/faulty_disk.hpp"

#include <sqlite3.h>

#include <cstring>
#include <string_view>

namespace debrief::storage::test {
namespace {

/// SQLite allocates it, followed by the real file.
struct File {
    sqlite3_file base;
    enum class Kind { data, log, other } kind;
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}

sqlite3_vfs* real_layer() {
    static sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
    return real;
}

/// The method of the real file.
#define REAL(file) of(file).real()->pMethods

int close_file(sqlite3_file* file) {
    return REAL(file)->xClose(of(file).real());
}
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    if (of(file).kind == File::Kind::data && disk_faults().data_read != 0)
        return disk_faults().data_read;
    return REAL(file)->xRead(of(file).real(), to, size, at);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    const auto kind = of(file).kind;
    if (kind == File::Kind::log && disk_faults().log_write != 0) return disk_faults().log_write;
    if (kind == File::Kind::data && disk_faults().data_write != 0) return disk_faults().data_write;
    return REAL(file)->xWrite(of(file).real(), from, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return REAL(file)->xTruncate(of(file).real(), size);
}
int sync_file(sqlite3_file* file, int flags) {
    if (of(file).kind == File::Kind::log && disk_faults().log_sync != 0)
        return disk_faults().log_sync;
    return REAL(file)->xSync(of(file).real(), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return REAL(file)->xFileSize(of(file).real(), size);
}
int lock_file(sqlite3_file* file, int level) {
    return REAL(file)->xLock(of(file).real(), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return REAL(file)->xUnlock(of(file).real(), level);
}
int check_lock(sqlite3_file* file, int* result) {
    return REAL(file)->xCheckReservedLock(of(file).real(), result);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
    return REAL(file)->xFileControl(of(file).real(), operation, argument);
}
int sector_size(sqlite3_file* file) {
    return REAL(file)->xSectorSize(of(file).real());
}
int characteristics(sqlite3_file* file) {
    return REAL(file)->xDeviceCharacteristics(of(file).real());
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
    return REAL(file)->xShmMap(of(file).real(), page, size, extend, to);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
    return REAL(file)->xShmLock(of(file).real(), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) {
    REAL(file)->xShmBarrier(of(file).real());
}
int shm_unmap(sqlite3_file* file, int remove) {
    return REAL(file)->xShmUnmap(of(file).real(), remove);
}

const sqlite3_io_methods methods{
    2,
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    file_size,
    lock_file,
    unlock_file,
    check_lock,
    control_file,
    sector_size,
    characteristics,
    shm_map,
    shm_lock,
    shm_barrier,
    shm_unmap,
    nullptr,
    nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    File& opened = of(file);
    opened.base.pMethods = nullptr;
    opened.kind = (flags & SQLITE_OPEN_WAL) != 0       ? File::Kind::log
                  : (flags & SQLITE_OPEN_MAIN_DB) != 0 ? File::Kind::data
                                                       : File::Kind::other;
    const int code = real_layer()->xOpen(real_layer(), name, opened.real(), flags, out_flags);
    if (opened.real()->pMethods != nullptr) opened.base.pMethods = &methods;
    return code;
}

}  // namespace

const std::string& faulty_disk() {
    static const std::string name = "faulty-disk";
    // A copy of the real layer, but for opening files.
    static sqlite3_vfs layer = [] {
        sqlite3_vfs made = *real_layer();
        made.szOsFile = static_cast<int>(sizeof(File)) + real_layer()->szOsFile;
        made.pNext = nullptr;
        made.zName = name.c_str();
        made.xOpen = open_file;
        return made;
    }();
    static const int registered = sqlite3_vfs_register(&layer, 0);
    static_cast<void>(registered);
    return name;
}

DiskFaults& disk_faults() {
    static DiskFaults faults;
    return faults;
}

Repair::~Repair() {
    DiskFaults& faults = disk_faults();
    for (auto* fault : {&faults.log_write, &faults.log_sync, &faults.data_write, &faults.data_read})
        *fault = 0;
}

}  // namespace debrief::storage::test
