// The write-ahead log: how long it is, and copying it into the database.
#pragma once
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/options.hpp"

#include <cstddef>

namespace debrief::storage::sqlite {

/// Belongs to the writer's thread and connection; stays where it was made (SQLite knows its
/// address).
class Wal {
  public:
    Wal(Connection& connection, const Options& options);
    ~Wal();
    Wal(const Wal&) = delete;
    Wal& operator=(const Wal&) = delete;

    /// Something was committed that is not in the database file yet.
    [[nodiscard]] bool dirty() const { return pages_ > copied_; }
    /// Copies if the log is long, or, when nobody waits, if there is anything to copy. Readers do
    /// not disturb it and are not disturbed, except that a very long log is cut, which waits for
    /// them a moment. Throws DatabaseError.
    void tidy(bool idle);
    /// Copies everything and cuts the log, for a clean end.
    void finish();

  private:
    void checkpoint(int mode);

    Connection& connection_;
    const Options& options_;
    std::size_t pages_ = 0;   // in the log, as of the last COMMIT
    std::size_t copied_ = 0;  // of them, tried at the last checkpoint
};

}  // namespace debrief::storage::sqlite
