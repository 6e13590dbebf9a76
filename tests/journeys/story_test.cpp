// `debrief demo --script`: the whole story, from the alert to the weekly summary, as anybody can
// run it.
#include "tests/journeys/process.hpp"
#include "tests/support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

namespace debrief::test {
namespace {

TEST(Story, EveryStepComesOutRight) {
    TempFolder folder;
    Process demo({DEBRIEF_BINARY, "demo", "--script"}, folder.path() / "story.txt");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(100);
    while (demo.ended() < 0 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(demo.ended(), 0) << demo.output();
    EXPECT_NE(demo.output().find("Weekly summary"), std::string::npos);
}

}  // namespace
}  // namespace debrief::test
