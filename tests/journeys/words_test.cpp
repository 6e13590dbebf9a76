// What people type, however long and strange, is kept and shown as typed and does nothing else.
#include "tests/journeys/at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Words : public AtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start();
    }
};

/// Every text that Slack would read as mrkdwn.
void collect_mrkdwn(json::Ref node, std::string& out) {
    if (node["type"].str() == "mrkdwn") {
        out += node["text"].str();
        out += '\n';
    }
    node.each([&](json::Ref each) { collect_mrkdwn(each, out); });
    node.each_member([&](std::string_view, json::Ref each) {
        if (each.is_object() || each.is_array()) collect_mrkdwn(each, out);
    });
}

TEST_F(Words, FortyThousandCharactersArriveInPiecesAndWhole) {
    opens("Olga", "Long story");
    std::string text;
    std::vector<std::string> words;
    for (std::size_t points = 0; points + 8 <= 40'000; points += 8) {
        words.push_back("w" + std::to_string(100'000 + words.size()).substr(1) + "é");
        text += words.back() + ' ';
    }
    const auto answer = post(signed_request(form_type, command_form("feedback " + text, "long")));
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("Recorded as *B-1*"));
    const auto arrived = [&] {
        std::string all;
        for (const sandbox::Message* message : posts(ids::checkout)) {
            if (!message->thread_ts.empty()) all += message->text + '\n';
        }
        return all;
    };
    ASSERT_TRUE(eventually([&] { return arrived().find(words.back()) != std::string::npos; }, 40s))
        << debrief_->output();
    const std::string all = arrived();
    std::size_t at = 0;
    for (const std::string& word : words) {
        at = all.find(word, at);
        ASSERT_NE(at, std::string::npos) << word << " is missing or out of order";
        ASSERT_EQ(all.find(word, at + 1), std::string::npos) << word << " came twice";
    }
    for (const sandbox::Message* message : posts(ids::checkout)) {
        EXPECT_LE(text::length(message->text), 4'000U);
        EXPECT_THAT(message->text, Not(HasSubstr("…")));
    }
    EXPECT_THAT(stored("SELECT length(text) FROM feedback"), ElementsAre("39999"));
}

TEST_F(Words, NothingThatIsTypedBecomesAMentionOrACard) {
    const std::string typed =
        "<!channel> <!here|x> <@U0MEI000001> R&D &lt;!everyone&gt; \"}],\"blocks\":[";
    opens("Olga", "Fish & chips " + typed);
    types("Olga", "/debrief answer broken " + typed);
    types("Olga", "/debrief feedback " + typed);
    types("Olga", "/debrief status F-1");
    sees("Olga", "Incident F-1");
    ASSERT_TRUE(eventually([this] { return count(ids::checkout, "Feedback B-1") == 1; }));
    const auto& channel = *box_->workspace().channel(ids::checkout);
    for (const auto& [ts, message] : channel.messages) {
        if (!message.by_app) continue;
        std::string shown = message.text;
        collect_mrkdwn(message.blocks, shown);
        for (const char* injected : {"<!channel", "<!here", "<!everyone", "<@U0MEI000001"}) {
            EXPECT_THAT(shown, Not(HasSubstr(injected)));
        }
    }
    EXPECT_THAT(heads()[0]->text, HasSubstr("Fish &amp; chips &lt;!channel&gt;"));
    // As it was typed, nothing more and nothing less.
    EXPECT_THAT(stored("SELECT text FROM feedback"), ElementsAre(typed));
    sees("Olga", typed);
}

TEST_F(Words, SlacksOwnMentionsDoNotComeBackAsMentions) {
    opens("Olga", "Mentions");
    // So Slack sends what a person chose from its list.
    const auto answer =
        post(signed_request(form_type, command_form("feedback <!channel> please look", "mention")));
    EXPECT_THAT(answer.body, HasSubstr("B-1"));
    ASSERT_TRUE(eventually([this] { return count(ids::checkout, "please look") == 1; }));
    EXPECT_EQ(count(ids::checkout, "<!channel"), 0U);
    EXPECT_THAT(stored("SELECT text FROM feedback"), ElementsAre("@channel please look"));
}

TEST_F(Words, EmojiAndRightToLeftComeBackUnharmed) {
    const std::string typed = "🚀👩🏽‍💻 שלום עולם مرحبا e\u0301 日本";
    opens("Olga", typed);
    EXPECT_THAT(heads()[0]->text, HasSubstr(typed));
    types("Ivan", typed, typed);
    EXPECT_TRUE(eventually([this] { return !stored("SELECT 1 FROM feedback").empty(); }));
    EXPECT_THAT(stored("SELECT text FROM feedback"), ElementsAre(typed));
    types("Olga", "/debrief status F-1");
    sees("Olga", ": " + typed);
}

}  // namespace
}  // namespace debrief::test
