// What every storage engine must do: the suite `StoreContract` in the files contract_*_test.cpp. An
// engine takes part by an INSTANTIATE_TEST_SUITE_P of its own.
#pragma once
#include "bot/flow/store.hpp"
#include "tests/support/run_coroutine.hpp"

#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

namespace debrief::storage::test {

namespace asio = boost::asio;

/// One database of one engine, for one test.
class Engine {
  public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual Result<std::unique_ptr<flow::Store>> open(
        asio::any_io_executor executor, std::size_t max_queue
    ) = 0;
    /// Changes rows behind the store's back; only while it is closed.
    virtual void tamper(const std::string& sql) = 0;
    /// The first journal line that is not in order; nothing when all are.
    [[nodiscard]] virtual std::optional<std::int64_t> broken_line() = 0;
};

struct EngineParam {
    std::string name;
    std::function<std::unique_ptr<Engine>()> make;
    friend std::ostream& operator<<(std::ostream& to, const EngineParam& param) {
        return to << param.name;
    }
};

class StoreContract : public ::testing::TestWithParam<EngineParam> {
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
        const Status status = debrief::test::run_coroutine(context_, (store_.get()->*call)(job));
        if (!status) throw std::runtime_error(status.error().what());
    }

  public:
    static constexpr std::size_t queue_limit = 16;

    StoreContract() : engine_(GetParam().make()) { open(); }

    void open() {
        auto opened = engine_->open(context_.get_executor(), queue_limit);
        if (!opened) throw std::runtime_error(opened.error().what());
        store_ = std::move(*opened);
    }
    void close() { store_.reset(); }
    void reopen() {
        close();
        open();
    }

    [[nodiscard]] flow::Store& store() { return *store_; }
    [[nodiscard]] Engine& engine() { return *engine_; }
    [[nodiscard]] asio::io_context& context() { return context_; }

    /// In a transaction of its own; a refusal fails the test by an exception.
    template <class Function>
    auto write(Function&& function) {
        return run(&flow::Store::transact, function);
    }
    template <class Function>
    auto read(Function&& function) {
        return run(&flow::Store::read, function);
    }
    /// How the change was refused; empty when it was not.
    template <class Function>
    std::string refusal(Function&& function) {
        const flow::Job job = [&](flow::Tx& tx) { function(tx); };
        const Status status = debrief::test::run_coroutine(context_, store_->transact(job));
        return status ? "" : status.error().what();
    }
    /// Saves people with the numbers 1 to `count`, to whom records may refer.
    void save_people(std::int64_t count) {
        write([&](flow::Tx& tx) {
            for (std::int64_t number = 1; number <= count; ++number) {
                core::Person person;
                person.id = core::PersonId(number);
                person.name = "Person " + std::to_string(number);
                tx.save(person);
            }
        });
    }

  private:
    std::unique_ptr<Engine> engine_;
    asio::io_context context_{1};
    std::unique_ptr<flow::Store> store_;
};

}  // namespace debrief::storage::test
