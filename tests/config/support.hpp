// Configuration files made and read in a folder of their own.
#pragma once
#include "config/config.hpp"
#include "tests/support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace debrief::test {

class ConfigTest : public testing::Test {
  protected:
    ConfigTest() {
        variables_["SIGNING"] = "signing-value";
        variables_["TOKEN"] = "xoxb-token-value";
    }

    void write(const std::string& name, const std::string& content) {
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }

    config::Loaded load(const std::string& content) {
        write("debrief.toml", content);
        return config::load(folder_ / "debrief.toml", [this](const std::string& name) {
            const auto found = variables_.find(name);
            return found == variables_.end() ? std::nullopt
                                             : std::optional<std::string>(found->second);
        });
    }

    /// "LINE: what remedy" of every problem, in order.
    static std::vector<std::string> lines(const std::vector<config::Problem>& problems) {
        std::vector<std::string> out;
        for (const config::Problem& problem : problems)
            out.push_back(
                std::to_string(problem.place.line) + ": " + problem.what + " " + problem.remedy
            );
        return out;
    }

    /// The problems of a file that has these lines.
    std::vector<std::string> problems(const std::string& content) {
        const config::Loaded loaded = load(content);
        EXPECT_EQ(loaded.config.has_value(), loaded.problems.empty());
        return lines(loaded.problems);
    }

    TempFolder temporary_;
    std::filesystem::path folder_ = temporary_.path();
    std::map<std::string, std::string> variables_;
};

}  // namespace debrief::test
