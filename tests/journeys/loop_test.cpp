// The loop as people go through it: a command, the thread, buttons, forms.
#include "tests/journeys/at_work.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Loop : public AtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start();
        opens("Olga", "Nobody can pay");
    }
    /// All at the same moment; each is told nothing went wrong.
    void at_once(std::vector<asio::awaitable<std::string>> tasks) {
        std::size_t ended = 0;
        const std::size_t count = tasks.size();
        for (auto& task : tasks) {
            asio::co_spawn(
                context_,
                std::move(task),
                [&](std::exception_ptr, const std::string& problem) {
                    EXPECT_EQ(problem, "");
                    ++ended;
                }
            );
        }
        ASSERT_TRUE(eventually([&] { return ended == count; }));
    }
    /// The button with that label on a message.
    sandbox::Press button(const sandbox::Message& message, std::string_view label) {
        sandbox::Press press;
        message.blocks.ref().each([&](json::Ref block) {
            block["elements"].each([&](json::Ref element) {
                if (element["text"]["text"].str() != label) return;
                press.channel = ids::checkout;
                press.ts = message.ts;
                press.block_id = block["block_id"].str();
                press.action_id = element["action_id"].str();
            });
        });
        EXPECT_NE(press.ts, "") << "no button " << label;
        return press;
    }
    /// The values of a form whose text inputs all hold that.
    static json::Value typed_in(const sandbox::View& view, std::string_view text) {
        json::Value values = json::Value::object();
        view.definition["blocks"].each([&](json::Ref block) {
            const json::Ref element = block["element"];
            if (element["type"].str() != "plain_text_input") return;
            json::Value field = json::Value::object();
            field.set("type", "plain_text_input").set("value", text);
            json::Value inner = json::Value::object();
            inner.set(element["action_id"].str(), std::move(field));
            values.set(block["block_id"].str(), std::move(inner));
        });
        return values;
    }
};

TEST_F(Loop, WhatIsSaidInTheThreadIsKeptEditedAndWithdrawn) {
    EXPECT_THAT(heads()[0]->text, AllOf(HasSubstr("Nobody can pay"), HasSubstr("F-1 ")));
    sandbox::Actor olga = person("Olga");
    olga.in_thread_of("Nobody can pay");
    run(olga.types("Refunds hang too"));
    run(olga.types("Forget this"));
    run(olga.edits("Refunds hang too", "Refunds over 100 EUR hang too"));
    run(olga.erases("Forget this"));
    ASSERT_FALSE(olga.failed()) << olga.failure();
    const auto kept = [this] {
        return stored("SELECT state || ' ' || edited || ' ' || text FROM feedback ORDER BY text");
    };
    EXPECT_TRUE(eventually([&] {
        return kept() == std::vector<std::string>{
                             "withdrawn 0 Forget this", "received 1 Refunds over 100 EUR hang too"};
    })) << testing::PrintToString(kept());
    run(olga.types("@debrief status"));
    run(olga.sees("Refunds over 100 EUR hang too (edited)"));
    EXPECT_FALSE(olga.failed()) << olga.failure();
    EXPECT_TRUE(eventually([this] {
        return heads()[0]->text.find("1 piece of feedback") != std::string::npos;
    })) << heads()[0]->text;
}

TEST_F(Loop, AMentionInTheThreadActsOnItsFollowUp) {
    opens("Ivan", "Search is slow");
    types("Piotr", "@debrief answer partly Cards work, vouchers do not", "Nobody can pay");
    EXPECT_TRUE(eventually([this] { return !stored("SELECT 1 FROM answers").empty(); }));
    EXPECT_THAT(
        stored("SELECT follow_up || ' ' || verdict || ' ' || text FROM answers"),
        ElementsAre("1 partly Cards work, vouchers do not")
    );
}

TEST_F(Loop, ThreePeoplePressOneButtonAtOnceAndEachCounts) {
    const sandbox::Press works = button(*heads()[0], "Works");
    std::vector<asio::awaitable<std::string>> presses;
    for (const char* user : {ids::olga, ids::piotr, ids::ivan})
        presses.push_back(box_->client().press(user, works));
    at_once(std::move(presses));
    EXPECT_TRUE(eventually([this] {
        return heads()[0]->text.find("works 3, partly 0") != std::string::npos;
    })) << heads()[0]->text;
    EXPECT_EQ(stored("SELECT 1 FROM answers").size(), 3U);
    EXPECT_EQ(heads().size(), 1U);
}

TEST_F(Loop, AFormOpensInTimeAndActsOnceHoweverOftenItIsSubmitted) {
    sandbox::Actor olga = person("Olga");
    run(olga.presses("Give feedback", "Nobody can pay"));
    run(olga.sees_form("Give feedback"));
    run(olga.fills("What else can be done?", "Tell us earlier"));
    ASSERT_FALSE(olga.failed()) << olga.failure();
    for (const auto& call : box_->api().calls()) {
        const bool is_view = call.method.starts_with("views.");
        EXPECT_TRUE(!is_view || call.error.empty()) << call.method << ": " << call.error;
    }
    // Slack sends a submission again when the first answer was lost.
    const sandbox::View& view = *box_->modals().top(ids::olga);
    const json::Value values = typed_in(view, "Tell us earlier");
    std::vector<asio::awaitable<std::string>> twice;
    const std::string id = view.id;
    twice.push_back(box_->client().submit(ids::olga, id, values));
    twice.push_back(box_->client().submit(ids::olga, id, values));
    at_once(std::move(twice));
    EXPECT_EQ(box_->modals().top(ids::olga), nullptr);
    sees("Ivan", "Tell us earlier");
    EXPECT_THAT(stored("SELECT text FROM feedback"), ElementsAre("Tell us earlier"));
    EXPECT_EQ(count(ids::checkout, "Tell us earlier"), 1U);
}

TEST_F(Loop, ButtonsOnAClosedFollowUpSayWhatHappens) {
    // What only Olga sees keeps its buttons when the head loses them.
    types("Olga", "/debrief status F-1");
    sees("Olga", "Incident F-1");
    types("Ivan", "/debrief close F-1 The vendor fixes it next week");
    EXPECT_TRUE(eventually([this] {
        return heads()[0]->text.find("The vendor fixes it next week") != std::string::npos;
    })) << heads()[0]->text;
    presses("Olga", "Works", "Incident F-1");
    sees("Olga", "Recorded: works");
    EXPECT_THAT(stored("SELECT state FROM follow_ups"), ElementsAre("closed"));
    presses("Olga", "Still broken", "Incident F-1");
    sees("Olga", "It was closed and is open again");
    EXPECT_THAT(stored("SELECT state FROM follow_ups"), ElementsAre("open"));
    EXPECT_EQ(heads().size(), 1U);
}

TEST_F(Loop, NobodyIsLeftWithoutAnAnswer) {
    types("Olga", "/debrief");
    sees("Olga", "/debrief help");
    types("Olga", "/debrief fedback The bank was late");
    sees("Olga", "Did you mean feedback?");
    types("Olga", "/debrief open incident Elsewhere service:chekout");
    sees("Olga", "service:checkout");
    EXPECT_THAT(stored("SELECT 1 FROM feedback"), IsEmpty());
    EXPECT_EQ(heads().size(), 1U);
}

TEST_F(Loop, SomebodyWithoutAnEmailAddressTakesPart) {
    box_->workspace().join(ids::checkout, ids::sam, ids::olga);
    types("Sam", "/debrief answer broken I cannot pay either");
    sees("Olga", "I cannot pay either");
    EXPECT_EQ(count(ids::checkout, std::string("<@") + ids::sam + ">"), 1U);
    types("Sam", "Now it says 'try later'", "Nobody can pay");
    EXPECT_TRUE(eventually([this] { return stored("SELECT 1 FROM feedback").size() == 1; }));
    EXPECT_THAT(stored("SELECT email FROM people WHERE name LIKE 'Sam%'"), ElementsAre(""));
}

}  // namespace
}  // namespace debrief::test
