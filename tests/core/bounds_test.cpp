// What stays short and true when there is much of it, when two people do the same at once, and when
// the configuration has forgotten a service.
#include "bot/core/owed.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// F-1 with 500 controls of Ivan (U2).
struct Crowded : World {
    Crowded() {
        say("U2", "open incident Database down service:checkout severity:3");
        say("U1", "answer works");
        say("U3", "answer works");
        say("U2", "control add F-1 The first one");
        deliver();
        const auto first = control(1);
        store.write([&](flow::Tx& tx) {
            for (std::int64_t number = 2; number <= 500; ++number) {
                auto one = first;
                one.id = core::ControlId(number);
                one.title = "Safeguard with a rather long title, number " + std::to_string(number);
                tx.save(one);
            }
            auto of = *tx.follow_up(core::FollowUpId(1));
            of.control_count = 500;
            tx.save(of);
        });
    }
    core::Control control(std::int64_t number) {
        return look([&](flow::Tx& tx) { return tx.control(core::ControlId(number)); }).value();
    }
};

std::size_t size_of(const core::Reply& reply) {
    return json::dump(flow::to_json(reply.view)).size();
}

TEST(FiveHundredControls, StatusListAndHeadStayShort) {
    Crowded world;
    auto status = world.say("U2", "status F-1");
    EXPECT_EQ(flow::to_json(status.view)["controls"].size(), 10u);
    EXPECT_EQ(flow::to_json(status.view)["controls_more"].integer(), 490);
    EXPECT_LT(size_of(status), 12'000u);
    auto list = world.say("U2", "list mine");
    EXPECT_EQ(flow::to_json(list.view)["needs"].size(), 12u);
    EXPECT_LT(size_of(list), 12'000u);
    world.say("U2", "control start C-7");
    world.deliver();
    const auto head = latest_head(world.sender);
    EXPECT_EQ(head["control_count"].integer(), 500);
    EXPECT_EQ(head["owed"].size(), 8u);
    EXPECT_LT(json::dump(head).size(), 8'000u);
    EXPECT_LT(size_of(world.say("U2", "summary")), 12'000u);
}

TEST(FiveHundredControls, ClosingAndHandingOverDoNotChoke) {
    Crowded world;
    world.say("U2", "hand-over F-1 @U3");
    world.deliver();
    EXPECT_EQ(view_of(world.sender.of("hand_over_asked").at(0))["lines"].size(), 8u);
    EXPECT_EQ(view_of(world.sender.of("hand_over_asked").at(0))["more"].integer(), 493);
    EXPECT_EQ(world.say("U3", "hand-over accept H-1").name, "hand_over_receipt");
    EXPECT_EQ(world.control(500).owner, world.follow_up().it_owner);
    EXPECT_NE(world.control(500).owner, world.follow_up().ops_contact);
    world.deliver();
    EXPECT_EQ(world.say("U3", "close F-1").name, "closed_receipt");
}

TEST(TheSameControlAtOnce, TheSecondHearsWhatHappened) {
    World world;
    world.say("U2", "open incident Database down service:checkout");
    world.say("U2", "control add F-1 Alert on the queue");
    auto form = world.typed("U2", "control done C-1");
    form.origin.can_open_form = true;
    form.origin.via = "button";
    EXPECT_EQ(world.handle(form).name, "form_done") << "both have the form open";
    auto submitted = [&](std::string user) {
        auto command = world.intended(
            std::move(user), core::read_form("done", "C-1 F-1", {{"evidence", "It is in place"}})
        );
        command.origin.via = "form";
        return world.handle(command);
    };
    EXPECT_EQ(submitted("U2").name, "control_finished");
    auto second = submitted("U3");
    EXPECT_EQ(second.name, "refusal");
    EXPECT_EQ(second.view.text("problem"), "C-1 is already done.");
    EXPECT_FALSE(second.view.text("advice").empty());
    auto drop = world.say("U3", "control drop C-1 Not needed");
    EXPECT_EQ(drop.name, "control_proof_receipt");
    for (const auto* line : {"control verify C-1", "control check C-1 held", "control start C-1"}) {
        auto late = world.say("U1", line);
        EXPECT_EQ(late.name, "refusal") << line;
        EXPECT_EQ(late.view.text("problem"), "C-1 is already dropped.") << line;
    }
}

TEST(AServiceThatIsGone, GoesOnWithTheDefaultsWhereItsThreadsAre) {
    World world;
    world.directory.services.front().clocks.acknowledgement = 1;
    world.say("U2", "open incident Database down service:checkout severity:3");
    world.say("U2", "control add F-1 Alert on the queue due:2026-12-04");
    world.deliver();
    world.directory.services.clear();
    world.restart();
    auto status = flow::to_json(world.say("U1", "status F-1").view);
    EXPECT_TRUE(*status["service_gone"].boolean());
    EXPECT_EQ(status["service"].str(), "checkout");
    const auto posts = world.sender.of("head").size();
    world.say("U1", "answer partly F-1 Slow");
    world.deliver();
    ASSERT_GT(world.sender.of("head").size(), posts) << "the head goes on where it was";
    EXPECT_EQ(world.sender.of("head").back().message.channel, World::channel());
    world.pass(days(16), hours(2));
    EXPECT_FALSE(world.sender.of("nudge_acknowledge").empty());
    EXPECT_FALSE(world.sender.of("nudge_control").empty());
    EXPECT_EQ(world.say("U2", "list open").name, "list");
    EXPECT_EQ(world.say("U2", "control done C-1 In place").name, "control_finished");
    EXPECT_EQ(
        world.say("U2", "acknowledge F-1 happened: a put right: b next: c").name, "acknowledged"
    );
}

}  // namespace
}  // namespace debrief::test
