// Reads a line in a test and expects what it means.
#pragma once
#include "bot/core/grammar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::core {

/// The intent of that kind; a failed test and an empty one when the line means something else.
template <class T>
T read(std::string_view line) {
    const auto intent = read_command(line);
    if (const auto* wanted = std::get_if<T>(&intent)) return *wanted;
    std::string other = "another intent";
    if (const auto* what = std::get_if<Misunderstood>(&intent))
        other = what->problem + " / " + what->advice;
    if (const auto* form = std::get_if<ShowForm>(&intent)) other = "the form " + form->form;
    ADD_FAILURE() << line << " was read as " << other;
    return T();
}

inline Misunderstood misread(std::string_view line) {
    const auto what = read<Misunderstood>(line);
    EXPECT_FALSE(what.problem.empty()) << line;
    EXPECT_TRUE(what.problem.ends_with('.') || what.problem.ends_with('?')) << what.problem;
    EXPECT_TRUE(what.advice.ends_with('.')) << what.advice;
    EXPECT_EQ((what.problem + what.advice).find('!'), std::string::npos) << what.problem;
    EXPECT_EQ(what.field, "") << line;
    return what;
}

inline bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

using Prefill = std::vector<std::pair<std::string, std::string>>;

}  // namespace debrief::core
