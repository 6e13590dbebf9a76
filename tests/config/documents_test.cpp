// Every piece of configuration in the documentation can be copied and works.
#include "tests/config/support.hpp"

namespace debrief::test {
namespace {

/// The texts between ```toml and ```.
std::vector<std::string> toml_blocks(const std::string& document) {
    std::ifstream file(std::string(DEBRIEF_SOURCE_DIR) + "/docs/" + document);
    std::vector<std::string> blocks;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line == "```toml") {
            inside = true;
            blocks.emplace_back();
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            blocks.back() += line + "\n";
        }
    }
    return blocks;
}

std::optional<std::string> value_of(const std::string& name) {
    if (name == "SLACK_BOT_TOKEN") return "xoxb-1";
    if (name == "TEAMS_OPS_SECRET") return "c2VjcmV0";
    if (name == "TEAMS_BOARD_URL") return "https://flow.example.com/invoke?sig=x";
    return "value";
}

void expect_good(const std::string& document, std::size_t at_least) {
    TempFolder folder;
    const auto blocks = toml_blocks(document);
    std::ofstream(folder.path() / "company.ics")
        << "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Founding day\n"
           "DTSTART;VALUE=DATE:20260901\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
    EXPECT_GE(blocks.size(), at_least) << document;
    for (const std::string& block : blocks) {
        // A source or summary on its own is about services that the rest of the file has.
        const bool own = block.find("[[service]]") != std::string::npos;
        const std::string shop = "[[service]]\nname = \"shop\"\nslack_channels = [\"C1\"]\n";
        std::ofstream(folder.path() / "debrief.toml") << (own ? "" : shop) << block;
        const auto loaded = config::load(folder.path() / "debrief.toml", value_of);
        for (const auto& problem : loaded.problems)
            ADD_FAILURE() << document << ": " << config::to_text(problem) << "\n" << block;
    }
}

TEST(DocumentsTest, ConfigureSourcesAndInstall) {
    expect_good("configure.md", 8);
    expect_good("sources.md", 3);
    expect_good("install.md", 1);
    expect_good("teams.md", 1);
}

TEST(DocumentsTest, TheClocksShownAreTheDefaults) {
    TempFolder folder;
    for (const std::string& block : toml_blocks("configure.md")) {
        if (!block.starts_with("[clocks]")) continue;
        std::ofstream(folder.path() / "debrief.toml")
            << "[[service]]\nname = \"shop\"\nslack_channels = [\"C1\"]\n"
            << block;
        const auto loaded = config::load(folder.path() / "debrief.toml");
        ASSERT_TRUE(loaded.config);
        EXPECT_EQ(loaded.config->directory.services[0].clocks, core::Clocks());
        return;
    }
    FAIL() << "configure.md shows no [clocks]";
}

}  // namespace
}  // namespace debrief::test
