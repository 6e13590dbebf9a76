#include "tests/lint/coroutines.hpp"

#include "tests/lint/source_tree.hpp"

#include <gtest/gtest.h>

namespace debrief::lint {
namespace {

TEST(Coroutines, AwaitPlainlyInTheWholeProject) {
    std::vector<std::string> broken;
    for (const auto& file : cpp_files()) {
        for (const auto& finding : check_coroutines(file.text)) {
            broken.push_back(file.path + ":" + std::to_string(finding.line) + ": " + finding.words);
        }
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
}

class Statement : public testing::TestWithParam<std::string_view> {
  protected:
    [[nodiscard]] static std::vector<Finding> check() {
        return check_coroutines(
            "asio::awaitable<void> run(int x) {\n    first(x);\n" + std::string(GetParam()) +
            "\n}\n"
        );
    }
};
class BadStatement : public Statement {};
class GoodStatement : public Statement {};

TEST_P(BadStatement, IsFoundOnItsLine) {
    const auto found = check();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().line, 3U);
}

TEST_P(GoodStatement, IsLeftInPeace) {
    for (const auto& finding : check()) ADD_FAILURE() << finding.line << ": " << finding.words;
}

INSTANTIATE_TEST_SUITE_P(
    Braces,
    BadStatement,
    testing::Values(
        "co_await send({.to = x});",
        "co_await send(Letter{x});",
        "co_await send(a::Letter<int, long>{x});",
        "auto answer = co_await send(x, {});",
        "Pair p{.first = co_await next(), .second = 1};",
        "use(std::vector{co_await next(), 2});",
        "if (auto answer = co_await send(Letter{x}); answer) { use(answer); }",
        "co_return Letter{co_await next()};",
        "co_await send([&] { return 1; }, Letter{x});",
        "(void)co_await send(std::array<int, 2>{1, 2});"
    )
);

INSTANTIATE_TEST_SUITE_P(
    Conditionals,
    BadStatement,
    testing::Values(
        "co_await send(x > 1 ? a : b);",
        "auto answer = x > 1 ? co_await next() : none;",
        "while (co_await send(x ? a : b)) use(x);"
    )
);

INSTANTIATE_TEST_SUITE_P(
    Captures,
    BadStatement,
    testing::Values(
        "co_await store.transact([x](Tx& tx) { save(tx, x); });",
        "co_await store.transact([=](Tx& tx) -> Result<int> { return save(tx, x); });",
        "co_await store.transact([&, t = std::move(t)](Tx& tx) { save(tx, t); });",
        "co_await store.transact([&a, b] { save(a, b); });",
        "spawn(co_await executor(), [x] { use(x); });",
        "co_await [x]() -> asio::awaitable<void> { use(x); co_return; }();"
    )
);

INSTANTIATE_TEST_SUITE_P(
    Plain,
    GoodStatement,
    testing::Values(
        "co_await send(std::move(letter));",
        "const auto answer = co_await send(Letter(x), std::string(\"{?}\"), '{');",
        "if (co_await next()) { use(Letter{x}); }",
        "if (!co_await next()) co_return Letter{x};",
        "if (x ? a : b) co_await next();",
        "for (const auto& item : co_await items()) { use(item); }",
        "switch (co_await next()) { case 1: { use(x ? 1 : 2); } }",
        "const auto [a, b] = co_await next();",
        "auto&& [a, b] = co_await next();",
        "const auto value = table[x](co_await next());",
        "Letter letter{x}; co_await send(letter);",
        "co_await send(letter); Letter other{x ? 1 : 2};",
        "co_return x ? a : b;",
        "// co_await send({x});",
        "use(R\"(co_await send({x}) ? )\");"
    )
);

INSTANTIATE_TEST_SUITE_P(
    Lambdas,
    GoodStatement,
    testing::Values(
        "co_await store.transact([&](Tx& tx) { return x ? save(tx, Letter{x}) : none; });",
        "co_await store.transact([](Tx& tx) -> std::map<int, int> { return {{1, 2}}; });",
        "co_await store.transact([&a, this](Tx& tx) mutable noexcept { save(tx, a); });",
        "auto job = [x](Tx& tx) { save(tx, Letter{x}); }; co_await store.transact(std::move(job));",
        "run_coroutine([&]() -> asio::awaitable<void> { co_await next(); use(Letter{x}); });",
        "run_coroutine([x]() -> asio::awaitable<std::map<int, int>> { co_return co_await next(); "
        "});",
        "const Table table{{\"a\", [](int y) -> asio::awaitable<int> { co_return co_await next(y); "
        "}}};"
    )
);

TEST(Coroutines, CountLinesOverCommentsAndLiterals) {
    const auto found = check_coroutines(
        "/* a\n b */\n#define X \\\n  {\nauto s = R\"(\n)\";\nvoid f() {\n co_await g({});\n}"
    );
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().line, 8U);
}

}  // namespace
}  // namespace debrief::lint
