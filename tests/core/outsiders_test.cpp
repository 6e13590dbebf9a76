// Commands by those whom a private follow-up does not concern, in the wrong channel, and in the
// wrong state: refused in words, with no effect, and giving nothing away.
#include "tests/support/seen_people.hpp"

#include <gtest/gtest.h>

namespace debrief {
namespace {

/// F-1 is private: Ivan (U2) opened it. It has mistake M-1, control C-1, feedback B-1, concern X-1.
/// Lena (U4) has nothing to do with it.
class Secret : public test::World {
  public:
    Secret() {
        meet("U4", "Lena", "lena@example.com");
        test::see(*this, {"U1", "U2", "U4"});
        say("U2", "open incident Sesame stood open severity:1 ended:1h ago private");
        say("U2", "ack F-1 happened: Sesame put right: Sesame next: Sesame");
        say("U2", "control add M-1 Shut Sesame");
        say("U1", "feedback F-1 Sesame again");
        say("U1", "concern Sesame takes too long F-1");
        settle();
        sender.sent.clear();
    }
    core::Reply from_elsewhere(std::string user, std::string_view line) {
        auto command = typed(std::move(user), line);
        command.origin.channel = test::World::channel("C9");
        return handle(std::move(command));
    }
    /// Everything that a command could have changed.
    std::string state() {
        return look([](flow::Tx& tx) {
            const auto follow_up = tx.follow_up(core::FollowUpId(1)).value();
            const auto control = tx.control(core::ControlId(1)).value();
            const auto feedback = tx.feedback(core::FeedbackId(1)).value();
            const auto mistake = tx.mistake(core::MistakeId(1)).value();
            const auto concern = tx.concern(core::ConcernId(1)).value();
            return std::string(name_of(control.state)) + name_of_state(feedback) +
                   std::to_string(follow_up.open()) + std::to_string(follow_up.works) +
                   std::to_string(follow_up.feedback_count) +
                   std::to_string(follow_up.control_count) +
                   std::to_string(follow_up.mistake_count) +
                   std::to_string(mistake.factors.size()) + std::to_string(mistake.heard.size()) +
                   std::string(name_of(concern.state));
        });
    }
    static std::string name_of_state(const core::Feedback& feedback) {
        return std::string(core::name_of(feedback.state));
    }
};

constexpr const char* lines[] = {
    "answer works F-1",
    "feedback F-1 what is this",
    "feedback accept B-1",
    "feedback decline B-1 no",
    "feedback confirm B-1",
    "feedback deny B-1 no",
    "ack F-1 happened: a put right: b next: c",
    "acknowledge answers M-1 yes",
    "factor M-1 because",
    "control add M-1 one more",
    "control add F-1 one more",
    "control add B-1 one more",
    "control start C-1",
    "control done C-1",
    "control verify C-1",
    "control check C-1 held",
    "control drop C-1 no",
    "thanks @U1 for F-1",
    "concern we need time F-1",
    "concern need X-1 time",
    "concern resolve X-1 wait",
    "concern agree X-1",
    "concern withdraw X-1 no",
    "status F-1",
    "close F-1",
    "close F-1 because",
    "reopen F-1 because",
    "answer F-1",
    "acknowledge F-1",
    "factor M-1",
    "control add M-1",
    "control drop C-1",
    "concern need X-1",
    "reopen F-1",
};

TEST(Outsiders, LearnNothingOfAPrivateFollowUpAndChangeNothing) {
    Secret world;
    const auto before = world.state();
    for (const char* line : lines) {
        const auto reply = world.from_elsewhere("U4", line);
        EXPECT_EQ(json::dump(flow::to_json(reply.view)).find("Sesame"), std::string::npos) << line;
        EXPECT_EQ(world.state(), before) << line;
    }
    for (const char* line :
         {"list", "list all", "list mine", "list overdue", "list said", "summary"}) {
        const auto reply = world.from_elsewhere("U4", line);
        EXPECT_EQ(json::dump(flow::to_json(reply.view)).find("Sesame"), std::string::npos) << line;
    }
    world.settle();
    for (const auto& sent : world.sender.sent)
        EXPECT_NE(sent.message.user, "U4") << sent.message.template_name;
}

TEST(Outsiders, AreThoseWhomItConcernsNowhere) {
    Secret world;
    EXPECT_EQ(world.from_elsewhere("U2", "status F-1").name, "status");
    EXPECT_EQ(world.from_elsewhere("U1", "answer works F-1").name, "answered");
    EXPECT_EQ(world.from_elsewhere("U2", "control start C-1").name, "control_moved");
}

TEST(WrongChannel, WithoutAFollowUpSaysHowToNameOne) {
    Secret world;
    for (const char* line :
         {"answer works",
          "feedback better warnings",
          "ack happened: a put right: b next: c",
          "status",
          "close",
          "reopen it is back",
          "concern we need time",
          "control add An alert"}) {
        const auto reply = world.from_elsewhere("U2", line);
        EXPECT_EQ(reply.name, "refusal") << line;
        EXPECT_NE(reply.view.text("advice").find("F-12"), std::string_view::npos) << line;
    }
}

TEST(WrongState, IsRefusedWithWhatToDoInstead) {
    test::World world;
    world.say("U2", "open incident Payments were down severity:1 ended:1h ago");
    world.say("U2", "ack happened: a put right: b next: c");
    world.say("U2", "factor M-1 nobody looked");
    world.say("U2", "control add M-1 An alert");
    world.say("U1", "feedback warn us before");
    world.say("U1", "answer works");
    auto refused = [&](std::string user, const char* line) {
        const auto reply = world.say(std::move(user), line);
        EXPECT_EQ(reply.name, "refusal") << line;
        EXPECT_FALSE(reply.view.text("problem").empty()) << line;
        EXPECT_FALSE(reply.view.text("advice").empty()) << line;
    };
    refused("U1", "reopen F-1 it is back");
    refused("U1", "control verify C-1");
    refused("U1", "control check C-1 held");
    refused("U1", "feedback confirm B-1");
    refused("U1", "feedback deny B-1 not so");
    ASSERT_EQ(world.say("U2", "close F-1").name, "closed_receipt");
    refused("U2", "close F-1");
    refused("U1", "concern we need time F-1");
    world.say("U2", "control done C-1");
    refused("U2", "control start C-1");
    refused("U2", "control done C-1");
    world.say("U1", "control verify C-1");
    refused("U1", "control verify C-1");
    refused("U2", "control drop C-1 no");
    world.say("U2", "feedback decline B-1 no");
    refused("U2", "feedback decline B-1 no");
}

}  // namespace
}  // namespace debrief
