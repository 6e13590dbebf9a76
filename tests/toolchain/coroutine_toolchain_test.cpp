// The forms of coroutine code this project uses, with objects that count their lives. GCC 12.2
// destroys temporaries twice in other forms (see docs/architecture.md); this test is here to notice
// when a compiler breaks a form we rely on.
#include "tests/support/run_coroutine.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace debrief {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using test::run_coroutine;

/// Knows how many of its kind are alive. Its text is long enough to live on the heap, where ASan
/// watches.
class Counted {
  public:
    explicit Counted(std::string text) : text_(std::move(text) + std::string(40, '.')) { ++alive; }
    Counted(const Counted& other) : text_(other.text_) { ++alive; }
    Counted(Counted&& other) noexcept : text_(std::move(other.text_)) { ++alive; }
    Counted& operator=(const Counted&) = default;
    Counted& operator=(Counted&&) noexcept = default;
    ~Counted() { --alive; }
    [[nodiscard]] char first() const { return text_.front(); }

    static inline int alive = 0;

  private:
    std::string text_;
};

/// Like our own value types: several members and a constructor, so no aggregate.
struct Pair {
    Pair(Counted left_, Counted right_) : left(std::move(left_)), right(std::move(right_)) {}
    Counted left;
    Counted right;
};

awaitable<void> suspend() {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
}

awaitable<char> take_value(Counted value) {
    co_await suspend();
    co_return value.first();
}
awaitable<char> take_reference(const Counted& value) {
    co_await suspend();
    co_return value.first();
}
awaitable<std::string> take_pair(Pair pair) {
    co_await suspend();
    co_return std::string() + pair.left.first() + pair.right.first();
}
awaitable<Pair> give_pair(std::string left, std::string right) {
    co_await suspend();
    co_return Pair(Counted(std::move(left)), Counted(std::move(right)));
}
awaitable<std::optional<Counted>> give_optional(bool something) {
    co_await suspend();
    if (!something) co_return std::nullopt;
    co_return Counted("o");
}

class CoroutineToolchain : public testing::Test {
  protected:
    void SetUp() override { Counted::alive = 0; }
    void TearDown() override {
        EXPECT_EQ(Counted::alive, 0) << "an object lived or died once too often";
    }
};

TEST_F(CoroutineToolchain, ClassTemporariesAsArguments) {
    run_coroutine([]() -> awaitable<void> {
        const char by_value = co_await take_value(Counted("a"));
        const char by_reference = co_await take_reference(Counted("b"));
        const std::string pair = co_await take_pair(Pair(Counted("c"), Counted("d")));
        EXPECT_EQ(by_value, 'a');
        EXPECT_EQ(by_reference, 'b');
        EXPECT_EQ(pair, "cd");
    });
}

TEST_F(CoroutineToolchain, NamedArgumentsMovedIn) {
    run_coroutine([]() -> awaitable<void> {
        Pair pair(Counted("x"), Counted("y"));
        const std::string text = co_await take_pair(std::move(pair));
        EXPECT_EQ(text, "xy");
    });
}

TEST_F(CoroutineToolchain, ResultsAndStructuredBinding) {
    run_coroutine([]() -> awaitable<void> {
        const auto [left, right] = co_await give_pair("l", "r");
        EXPECT_EQ(left.first(), 'l');
        EXPECT_EQ(right.first(), 'r');
        const auto something = co_await give_optional(true);
        const auto nothing = co_await give_optional(false);
        EXPECT_TRUE(something && !nothing);
    });
}

TEST_F(CoroutineToolchain, ControlFlowOverAwait) {
    run_coroutine([]() -> awaitable<void> {
        int rounds = 0;
        while (co_await take_value(Counted("z")) == 'z' && rounds < 3) ++rounds;
        EXPECT_EQ(rounds, 3);
        char found = ' ';
        if (const auto given = co_await give_optional(true)) found = given->first();
        EXPECT_EQ(found, 'o');
        std::string all;
        for (int i = 0; i < 3; ++i) all += co_await take_value(Counted("k"));
        EXPECT_EQ(all, "kkk");
    });
}

TEST_F(CoroutineToolchain, LambdasThatCaptureByReferenceOrAreNamedFirst) {
    run_coroutine([]() -> awaitable<void> {
        const Counted outside("r");
        const auto by_reference = [&]() -> awaitable<char> { return take_reference(outside); };
        const char first = co_await by_reference();
        const auto owned = std::make_shared<Counted>("s");
        auto by_value = [owned] { return owned->first(); };
        std::function<char()> function = std::move(by_value);
        co_await suspend();
        EXPECT_EQ(first, 'r');
        EXPECT_EQ(function(), 's');
    });
}

awaitable<char> throw_after(Counted value) {
    co_await suspend();
    if (value.first() == 't') throw std::runtime_error("thrown");
    co_return value.first();
}

awaitable<std::string> caught() {
    std::string message;
    try {
        co_await throw_after(Counted("t"));
    } catch (const std::runtime_error& error) {
        message = error.what();
    }
    co_await suspend();
    co_return message;
}

TEST_F(CoroutineToolchain, ExceptionsUnwindAcrossAwait) {
    EXPECT_EQ(run_coroutine(caught()), "thrown");
}

TEST_F(CoroutineToolchain, RacesOfNamedOperations) {
    run_coroutine([]() -> awaitable<void> {
        using namespace asio::experimental::awaitable_operators;
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer never(executor, asio::steady_timer::time_point::max());
        auto work = take_value(Counted("w"));
        auto timer = never.async_wait(asio::use_awaitable);
        const auto winner = co_await (std::move(work) || std::move(timer));
        EXPECT_EQ(winner.index(), 0U);
        EXPECT_EQ(std::get<0>(winner), 'w');
    });
}

TEST_F(CoroutineToolchain, ADestroyedContextDestroysWaitingFrames) {
    {
        asio::io_context context;
        asio::steady_timer never(context, asio::steady_timer::time_point::max());
        const auto wait = [](asio::steady_timer& timer, Counted value) -> awaitable<void> {
            co_await timer.async_wait(asio::use_awaitable);
            EXPECT_EQ(value.first(), 'v');
        };
        asio::co_spawn(context, wait(never, Counted("v")), [](const std::exception_ptr&) {});
        context.poll();
        EXPECT_GT(Counted::alive, 0);
    }
    EXPECT_EQ(Counted::alive, 0);
}

}  // namespace
}  // namespace debrief
