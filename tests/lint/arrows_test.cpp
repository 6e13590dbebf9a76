#include "tests/lint/arrows.hpp"

#include "tests/lint/source_tree.hpp"

#include <gtest/gtest.h>

namespace debrief::lint {
namespace {

TEST(Arrows, HoldInTheWholeProject) {
    std::vector<std::string> broken;
    const auto files = cpp_files();
    for (const auto& file : files) {
        for (auto& sentence : check_includes(file.path, file.text))
            broken.push_back(std::move(sentence));
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
    EXPECT_GT(files.size(), 20U) << "the project's files were not found";
}

struct Case {
    std::string_view path;
    std::string_view line;
    bool allowed;
};

class Arrow : public testing::TestWithParam<Case> {};

TEST_P(Arrow, IsCheckedPerInclude) {
    const auto& [path, line, allowed] = GetParam();
    const auto broken = check_includes(path, line);
    EXPECT_EQ(broken.empty(), allowed) << path << ": " << line << lines(broken);
}

INSTANTIATE_TEST_SUITE_P(
    Folders,
    Arrow,
    testing::Values(
        Case{"adapters/cli/app.cpp", "#include \"storage/sqlite/store.hpp\"", true},
        Case{"adapters/cli/app.cpp", "#include \"adapters/slack/routes.hpp\"", true},
        Case{"adapters/slack/routes.cpp", "#include \"adapters/slack/verify.hpp\"", true},
        Case{"adapters/slack/routes.cpp", "#include \"bot/net/router.hpp\"", true},
        Case{"adapters/slack/routes.cpp", "#include \"adapters/web/health.hpp\"", false},
        Case{"adapters/slack/routes.cpp", "#include \"storage/sqlite/store.hpp\"", false},
        Case{"adapters/slack/routes.cpp", "#include \"config/config.hpp\"", false},
        Case{"bot/flow/inbox.cpp", "#include \"bot/core/decide.hpp\"", true},
        Case{"bot/flow/inbox.cpp", "#include \"bot/net/http.hpp\"", false},
        Case{"bot/core/decide.cpp", "#include \"bot/core/ids.hpp\"", true},
        Case{"bot/core/decide.cpp", "#include \"bot/base/json.hpp\"", false},
        Case{"bot/base/json.cpp", "#include \"bot/core/ids.hpp\"", false},
        Case{"bot/net/router.cpp", "#include \"bot/core/ids.hpp\"", false},
        Case{"storage/sqlite/store.cpp", "#include \"bot/flow/store.hpp\"", true},
        Case{"storage/sqlite/store.cpp", "#include \"bot/flow/inbox.hpp\"", false},
        Case{"templates/catalog.cpp", "#include \"bot/flow/store.hpp\"", false},
        Case{"config/config.cpp", "  #  include \"bot/net/http.hpp\"", false},
        Case{"bot/core/decide.cpp", "#include \"ids.hpp\"", false},
        Case{"bot/core/decide.cpp", "// #include \"bot/base/json.hpp\"", true},
        Case{"tests/flow/inbox_test.cpp", "#include \"storage/sqlite/store.hpp\"", true}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Libraries,
    Arrow,
    testing::Values(
        Case{"bot/base/json.cpp", "#include <nlohmann/json.hpp>", true},
        Case{"bot/base/json.hpp", "#include <nlohmann/json_fwd.hpp>", false},
        Case{"tests/base/json_test.cpp", "#include <nlohmann/json.hpp>", true},
        Case{"bot/flow/inbox.cpp", "#include <sqlite3.h>", false},
        Case{"bot/net/tls.cpp", "#include <openssl/ssl.h>", true},
        Case{"adapters/slack/verify.cpp", "#include <openssl/hmac.h>", false},
        Case{"adapters/slack/api.cpp", "#include <boost/beast/http.hpp>", false},
        Case{"adapters/slack/api.hpp", "#include <boost/asio/awaitable.hpp>", true},
        Case{"bot/core/decide.hpp", "#include <boost/asio/awaitable.hpp>", false},
        Case{"bot/core/calendar.cpp", "#include <date/tz.h>", true},
        Case{"bot/core/summary.cpp", "#include <date/tz.h>", false},
        Case{"adapters/cli/main.cpp", "#include <CLI/CLI.hpp>", true},
        Case{"config/config.cpp", "#include <toml++/toml.h>", true},
        Case{"adapters/cli/app.cpp", "#include <toml++/toml.h>", false},
        Case{"adapters/web/metrics.cpp", "#include <prometheus/registry.h>", false}
    )
);

}  // namespace
}  // namespace debrief::lint
