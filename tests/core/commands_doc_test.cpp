// docs/commands.md says what the grammar knows.
#include "bot/core/grammar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace debrief::core {
namespace {

std::string document() {
    std::ifstream file(DEBRIEF_SOURCE_DIR "/docs/commands.md");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(CommandsDocument, HoldsEveryVerb) {
    const auto text = document();
    ASSERT_FALSE(text.empty());
    std::size_t at = 0;
    for (const auto& verb : verbs()) {
        const auto section = "### " + std::string(verb.name) + "\n\n    " +
                             std::string(verb.usage) + "\n\n" + std::string(verb.about) +
                             " For example:\n\n    " + std::string(verb.example) + "\n";
        const auto found = text.find(section, at);
        EXPECT_NE(found, text.npos) << "missing, or not in the order of the help:\n" << section;
        if (found != text.npos) at = found;
    }
}

TEST(CommandsDocument, HoldsNoOtherVerb) {
    const auto text = document();
    for (auto at = text.find("\n### "); at != text.npos; at = text.find("\n### ", at + 1)) {
        const auto start = at + 5;
        const auto name = text.substr(start, text.find('\n', start) - start);
        EXPECT_NE(find_verb(name), nullptr) << name;
    }
}

}  // namespace
}  // namespace debrief::core
