// docs/states.md says what the program does: every row is played, and every line where no row is.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <set>
#include <sstream>

namespace debrief::test {
namespace {

struct Row {
    std::string is, who, says, becomes;
};

std::string trimmed(std::string_view cell) {
    constexpr std::string_view around = " `";
    const auto from = cell.find_first_not_of(around);
    if (from == std::string_view::npos) return {};
    return std::string(cell.substr(from, cell.find_last_not_of(around) - from + 1));
}

/// The rows of the table below "## NAME".
std::vector<Row> table(const std::string& name) {
    std::ifstream file(DEBRIEF_SOURCE_DIR "/docs/states.md");
    std::vector<Row> rows;
    bool here = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("## ")) here = line == "## " + name;
        if (!here || !line.starts_with("| ") || line.starts_with("| is ")) continue;
        std::istringstream cells(line.substr(1));
        std::vector<std::string> row;
        for (std::string cell; std::getline(cells, cell, '|');) row.push_back(trimmed(cell));
        if (row.size() >= 4) rows.push_back({row[0], row[1], row[2], row[3]});
    }
    return rows;
}

std::string user(const std::string& name) {
    static const std::map<std::string, std::string> users{
        {"Olga", "U1"}, {"Ivan", "U2"}, {"Piotr", "U3"}};
    return users.at(name);
}

/// A thing with states: how it comes to be, and how its state is read.
struct Thing {
    std::string name;
    std::vector<std::pair<std::string, std::string>> start;  ///< who says what
    std::string (*state)(World& world);
};

std::string follow_up_state(World& world) {
    return world.follow_up().open() ? "open" : "closed";
}
std::string feedback_state(World& world) {
    return std::string(
        name_of(world.look([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(1)); })->state)
    );
}
std::string control_state(World& world) {
    return std::string(
        name_of(world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); })->state)
    );
}
std::string check_state(World& world) {
    return std::string(
        name_of(world.look([](flow::Tx& tx) { return tx.control(core::ControlId(1)); })->check)
    );
}
std::string concern_state(World& world) {
    return std::string(
        name_of(world.look([](flow::Tx& tx) { return tx.concern(core::ConcernId(1)); })->state)
    );
}

const std::string opened = "open incident Database down service:checkout";
const std::vector<Thing> things{
    {"Follow-up", {{"Ivan", opened}}, follow_up_state},
    {"Feedback", {{"Ivan", opened}, {"Piotr", "feedback Warn us before"}}, feedback_state},
    {"Control",
     {{"Ivan", opened}, {"Ivan", "control add F-1 Watch the queue owner:olga@example.com"}},
     control_state},
    {"Check",
     {{"Ivan", opened},
      {"Ivan", "control add F-1 Watch the queue owner:olga@example.com"},
      {"Olga", "control done C-1 See dashboard 7"}},
     check_state},
    {"Concern",
     {{"Ivan", opened}, {"Olga", "concern We need a week to test topic:timeline F-1"}},
     concern_state},
};

using Path = std::vector<Row>;

/// The shortest way to each state that the table knows.
std::map<std::string, Path> ways(const std::vector<Row>& rows, const std::string& first) {
    std::map<std::string, Path> known{{first, {}}};
    std::deque<std::string> next{first};
    while (!next.empty()) {
        const auto here = next.front();
        next.pop_front();
        for (const auto& row : rows) {
            if (row.is != here || known.contains(row.becomes)) continue;
            auto path = known[here];
            path.push_back(row);
            known[row.becomes] = std::move(path);
            next.push_back(row.becomes);
        }
    }
    return known;
}

struct Played : World {
    Played(const Thing& thing, const Path& path) {
        for (const auto& [who, line] : thing.start) {
            say(user(who), line);
            deliver();
        }
        for (const auto& row : path) say(user(row.who), row.says);
    }
};

class States : public testing::TestWithParam<Thing> {};

TEST_P(States, AreAsTheDocumentSays) {
    const auto& thing = GetParam();
    const auto rows = table(thing.name);
    ASSERT_FALSE(rows.empty());
    Played fresh(thing, {});
    const auto known = ways(rows, thing.state(fresh));
    std::set<std::pair<std::string, std::string>> lines;
    for (const auto& row : rows) lines.emplace(row.who, row.says);
    for (const auto& [state, path] : known) {
        for (const auto& [who, line] : lines) {
            SCOPED_TRACE("in state “" + state + "”, " + who + " says: " + line);
            Played world(thing, path);
            ASSERT_EQ(thing.state(world), state);
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& one) {
                return one.is == state && one.who == who && one.says == line;
            });
            const auto reply = world.say(user(who), line);
            EXPECT_EQ(reply.name == "refusal", row == rows.end()) << reply.name;
            EXPECT_EQ(thing.state(world), row == rows.end() ? state : row->becomes);
        }
    }
}

/// A row whose state nothing leads to would never be played.
TEST_P(States, CanAllBeReached) {
    const auto rows = table(GetParam().name);
    Played fresh(GetParam(), {});
    const auto known = ways(rows, GetParam().state(fresh));
    for (const auto& row : rows) EXPECT_TRUE(known.contains(row.is)) << row.is;
}

INSTANTIATE_TEST_SUITE_P(Document, States, testing::ValuesIn(things), [](const auto& tested) {
    auto name = tested.param.name;
    name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
    return name;
});

}  // namespace
}  // namespace debrief::test
