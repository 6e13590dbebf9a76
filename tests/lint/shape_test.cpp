// What the project promises about its own files.
#include "tests/lint/source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace debrief::lint {
namespace {

/// Longer than the limit, with the reason.
const std::map<std::string_view, std::string_view>& long_files() {
    static const std::map<std::string_view, std::string_view> table{};
    return table;
}

constexpr auto line_limit = 400;

TEST(Shape, FilesStayShort) {
    std::vector<std::string> broken;
    for (const auto& [path, text] : cpp_files()) {
        const auto count = std::count(text.begin(), text.end(), '\n');
        if (count > line_limit && !long_files().contains(path)) {
            broken.push_back(path + " has " + std::to_string(count) + " lines: split it by idea");
        }
        if (count <= line_limit && long_files().contains(path)) {
            broken.push_back(path + " is short by now: take it out of the list");
        }
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
}

TEST(Shape, TheProjectStandsAlone) {
    // Put together here so that this file does not find itself.
    const std::vector<std::string> outside{
        std::string("../") + "shared", std::string("/work") + "/", std::string(".lib") + "rary/"};
    std::vector<std::string> broken;
    for (const auto& [path, text] : project_files()) {
        for (const auto& place : outside) {
            if (text.find(place) != std::string::npos)
                broken.push_back(path + " mentions " + place);
        }
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
}

TEST(Shape, NothingIsLeftForLater) {
    const std::vector<std::string> marks{std::string("TO") + "DO", std::string("FIX") + "ME"};
    std::vector<std::string> broken;
    for (const auto& [path, text] : cpp_files()) {
        for (const auto& mark : marks) {
            if (text.find(mark) != std::string::npos) broken.push_back(path + " says " + mark);
        }
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
}

TEST(Shape, EveryHeaderHasItsGuard) {
    std::vector<std::string> broken;
    for (const auto& [path, text] : cpp_files()) {
        if (path.ends_with(".hpp") && text.find("#pragma once\n") == std::string::npos) {
            broken.push_back(path + " has no #pragma once");
        }
    }
    EXPECT_TRUE(broken.empty()) << lines(broken);
}

}  // namespace
}  // namespace debrief::lint
