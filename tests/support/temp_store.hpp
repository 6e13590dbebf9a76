// A real database in a folder of its own, for tests of everything that stores.
#pragma once
#include "storage/sqlite/store.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/temp_folder.hpp"

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace debrief::test {

/// Not durable, so that tests are quick; otherwise as in production.
class TempStore {
  public:
    explicit TempStore(storage::Options options = quick()) : options_(std::move(options)) {
        open();
    }

    [[nodiscard]] static storage::Options quick() {
        storage::Options options;
        options.durable = false;
        return options;
    }

    [[nodiscard]] flow::Store& store() { return *store_; }
    /// Where coroutines of the test may run. A context of their own is as good.
    [[nodiscard]] boost::asio::io_context& context() { return context_; }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "debrief.db"; }

    /// Ends the program, so to speak, and starts it again.
    void reopen() {
        close();
        open();
    }
    void close() { store_.reset(); }
    void open() {
        auto opened = storage::open_sqlite(context_.get_executor(), path(), options_);
        if (!opened) throw std::runtime_error(opened.error().what());
        store_ = std::move(*opened);
    }

    /// Runs it in a write transaction and returns what it returns. A refusal is thrown, in words.
    template <class Function>
    auto write(Function&& function) {
        return run(&flow::Store::transact, function);
    }
    /// The same on a reader.
    template <class Function>
    auto read(Function&& function) {
        return run(&flow::Store::read, function);
    }

  private:
    using Call = asio::awaitable<Status> (flow::Store::*)(const flow::Job&);

    template <class Function>
    auto run(Call call, Function& function) {
        using Value = std::invoke_result_t<Function&, flow::Tx&>;
        if constexpr (std::is_void_v<Value>) {
            require(call, [&](flow::Tx& tx) { function(tx); });
        } else {
            std::optional<Value> value;
            require(call, [&](flow::Tx& tx) { value.emplace(function(tx)); });
            return std::move(*value);
        }
    }
    void require(Call call, const flow::Job& job) {
        const Status status = run_coroutine(context_, (store_.get()->*call)(job));
        if (!status) throw std::runtime_error(status.error().what());
    }

    TempFolder folder_;
    storage::Options options_;
    boost::asio::io_context context_{1};
    std::unique_ptr<flow::Store> store_;
};

}  // namespace debrief::test
