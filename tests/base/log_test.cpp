#include "bot/base/log.hpp"

#include "bot/base/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace debrief::log {
namespace {

/// Catches lines and puts everything back afterwards.
class Log : public testing::Test {
  protected:
    Log() {
        set_sink([this](std::string_view line) { lines_.emplace_back(line); });
    }
    ~Log() override {
        set_sink(nullptr);
        set_level(Level::info);
    }
    json::Value last() {
        if (lines_.empty()) {
            ADD_FAILURE() << "nothing was logged";
            return {};
        }
        auto parsed = json::parse(lines_.back());
        EXPECT_TRUE(parsed) << lines_.back();
        return parsed ? std::move(parsed.value()) : json::Value();
    }
    std::vector<std::string> lines_;
};

TEST_F(Log, WritesOneJsonObjectPerLine) {
    warn("disk is nearly full", {{"free_mb", 12}, {"share", 0.5}, {"path", "/var"}});
    const json::Value line = last();
    EXPECT_EQ(line["level"].str(), "warn");
    EXPECT_EQ(line["message"].str(), "disk is nearly full");
    EXPECT_EQ(line["free_mb"].integer(), 12);
    EXPECT_EQ(line["share"].number(), 0.5);
    EXPECT_EQ(line["path"].str(), "/var");
    // RFC 3339 with milliseconds: digits where the pattern has them, everything else as it is.
    std::string shape(line["ts"].str());
    for (char& c : shape) c = c >= '0' && c <= '9' ? '0' : c;
    EXPECT_EQ(shape, "0000-00-00T00:00:00.000Z");
}

TEST_F(Log, KeepsALineWholeWhateverIsInIt) {
    info("first\nsecond", {{"quote", "\"}{\""}, {"bytes", "\xFF\n"}});
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_EQ(lines_[0].find('\n'), std::string::npos);
    EXPECT_EQ(last()["message"].str(), "first\nsecond");
    EXPECT_EQ(last()["quote"].str(), "\"}{\"");
}

TEST_F(Log, DropsWhatIsBelowTheLevel) {
    debug("not by default");
    EXPECT_TRUE(lines_.empty());
    set_level(Level::debug);
    debug("now");
    EXPECT_EQ(lines_.size(), 1U);
    set_level(Level::error);
    warn("no longer");
    EXPECT_EQ(lines_.size(), 1U);
}

TEST_F(Log, KeepsLinesWholeAcrossThreads) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([] {
            for (int i = 0; i < 50; ++i) info("line", {{"i", i}});
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(lines_.size(), 200U);
    for (const std::string& line : lines_) EXPECT_TRUE(json::parse(line)) << line;
}

TEST(LogOutput, GoesToStandardErrorByItself) {
    testing::internal::CaptureStderr();
    error("it broke", {{"code", 7}});
    const std::string text = testing::internal::GetCapturedStderr();
    EXPECT_EQ(text.back(), '\n');
    EXPECT_NE(text.find(R"("message":"it broke","code":7})"), std::string::npos) << text;
}

}  // namespace
}  // namespace debrief::log
