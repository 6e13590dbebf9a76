#include "storage/sqlite/file_lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace debrief::storage::sqlite {

Result<FileLock> FileLock::take(const std::filesystem::path& database) {
    const std::string name = database.string() + "-lock";
    const int handle = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0) {
        const int cause = errno;
        return Error(
            Errc::storage_failed,
            "Cannot create " + name + ": " + std::strerror(cause) +
                ". Let the user that runs Debrief write to this folder."
        );
    }
    FileLock lock(handle);
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        return Error(
            Errc::busy,
            "Cannot open " + database.string() +
                ": another Debrief is using it. Stop that one first."
        );
    }
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

FileLock::~FileLock() {
    if (handle_ >= 0) ::close(handle_);
}

}  // namespace debrief::storage::sqlite
