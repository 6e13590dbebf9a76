// SQLite takes part in the contract.
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/storage/contract_suite.hpp"
#include "tests/support/temp_folder.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace debrief::storage::test {
namespace {

class SqliteEngine final : public Engine {
  public:
    Result<std::unique_ptr<flow::Store>> open(asio::any_io_executor executor, std::size_t max_queue)
        override {
        Options options;
        options.max_queue = max_queue;
        options.durable = false;
        return open_sqlite(std::move(executor), path(), options);
    }
    void tamper(const std::string& sql) override {
        sqlite3* handle = nullptr;
        const int code = sqlite3_open(path().c_str(), &handle);
        const bool done = code == SQLITE_OK &&
                          sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
        const std::string words = sqlite3_errmsg(handle);
        sqlite3_close(handle);
        if (!done) throw std::runtime_error(words);
    }
    std::optional<std::int64_t> broken_line() override {
        return verify_journal(path()).value().broken;
    }

  private:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "contract.db"; }
    debrief::test::TempFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(
    Sqlite,
    StoreContract,
    ::testing::Values(EngineParam{"Sqlite", [] { return std::make_unique<SqliteEngine>(); }})
);

}  // namespace
}  // namespace debrief::storage::test
