// A file layer for SQLite whose disk breaks when the test says so.
#pragma once
#include <atomic>
#include <string>

namespace debrief::storage::test {

/// What goes wrong from now on, with SQLite's result code; 0: all is well.
struct DiskFaults {
    std::atomic<int> log_write{0};   ///< writing to the write-ahead log
    std::atomic<int> log_sync{0};    ///< making the log durable
    std::atomic<int> data_write{0};  ///< writing to the database file
    std::atomic<int> data_read{0};   ///< reading from the database file
};

/// Registers the layer once; faults are the same for all files. The name is for Options::vfs.
[[nodiscard]] const std::string& faulty_disk();
[[nodiscard]] DiskFaults& disk_faults();

/// All is well again at the end of the test.
class Repair {
  public:
    Repair() = default;
    ~Repair();
    Repair(const Repair&) = delete;
    Repair& operator=(const Repair&) = delete;
};

}  // namespace debrief::storage::test
