// One follow-up in Slack and in Teams: what is said in one thread appears in the other, and both
// heads tell the same. Real rules, inbox, delivery and database; two chat platforms in memory.
#include "tests/support/world.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

using Action = flow::Outgoing::Action;

/// F-1 stands in Slack (IT: Ivan, U2) and in Teams (ops: Olga, 29:olga).
struct InBoth : World {
    InBoth() {
        live_in_both();
        meet_in_teams("29:olga", "Olga", "olga@example.com");
        meet_in_teams("29:tom", "Tom", "tom@example.com");
        say("U2", "open incident Database down service:checkout");
        settle();
    }

    core::Origin in_thread(const core::Channel& place, std::string message) {
        core::Origin origin;
        origin.channel = place;
        origin.thread = head_thread(1, place);
        origin.message = std::move(message);
        origin.via = "message";
        return origin;
    }
    void writes(core::Account who, const core::Channel& place, std::string id, std::string text) {
        core::Command command;
        command.actor = std::move(who);
        command.origin = in_thread(place, std::move(id));
        command.intent = core::ThreadReply{std::move(text)};
        handle(std::move(command));
        settle();
    }
    void edits(const core::Channel& place, std::string id, std::string text) {
        core::Command command;
        command.origin.channel = place;
        command.intent =
            core::MessageEdited{core::MessageRef(place, std::move(id)), std::move(text)};
        handle(std::move(command));
        settle();
    }
    void deletes(const core::Channel& place, std::string id) {
        core::Command command;
        command.origin.channel = place;
        command.intent = core::MessageDeleted{core::MessageRef(place, std::move(id))};
        handle(std::move(command));
        settle();
    }
    core::Command in_teams(std::string user, std::string_view line) {
        auto command = typed(std::move(user), line);
        command.actor.platform = core::Platform::teams;
        command.origin.channel = teams_channel();
        return command;
    }
    static core::Account ivan() { return {core::Platform::slack, "", "U2"}; }
    static core::Account tom() { return {core::Platform::teams, "", "29:tom"}; }
};

TEST(Mirror, AReplyInSlackAppearsInTeamsWithNameAndTool) {
    InBoth world;
    world.writes(world.ivan(), world.channel(), "100.1", "The index was missing");
    auto there = world.teams_sender.of("mirrored");
    ASSERT_EQ(there.size(), 1u);
    EXPECT_EQ(there[0].message.channel, World::teams_channel());
    EXPECT_EQ(there[0].message.thread, world.head_thread(1, World::teams_channel()));
    auto view = view_of(there[0]);
    EXPECT_EQ(view["by"]["name"].str(), "Ivan");
    EXPECT_EQ(view["platform"].str(), "Slack");
    EXPECT_EQ(view["text"].str(), "The index was missing");
    EXPECT_FALSE(view["edited"].boolean().value_or(true));
    EXPECT_TRUE(world.sender.of("mirrored").empty()) << "nothing echoes";
    EXPECT_EQ(world.follow_up().feedback_count, 1);
}

TEST(Mirror, AReplyInTeamsAppearsInSlack) {
    InBoth world;
    world.writes(world.tom(), World::teams_channel(), "1795282277457", "Tills were slow <!here>");
    auto there = world.sender.of("mirrored");
    ASSERT_EQ(there.size(), 1u);
    EXPECT_EQ(there[0].message.thread, world.head_thread());
    EXPECT_EQ(view_of(there[0])["platform"].str(), "Teams");
    EXPECT_EQ(view_of(there[0])["text"].str(), "Tills were slow <!here>");
    EXPECT_TRUE(world.teams_sender.of("mirrored").empty());
}

TEST(Mirror, AnEditChangesTheMirroredMessageInPlace) {
    InBoth world;
    world.writes(world.ivan(), world.channel(), "100.1", "The indx was missing");
    world.edits(world.channel(), "100.1", "The index was missing");
    auto there = world.teams_sender.of("mirrored");
    ASSERT_EQ(there.size(), 2u);
    EXPECT_EQ(there[1].message.action, Action::update);
    EXPECT_EQ(there[1].id, there[0].id);
    EXPECT_EQ(view_of(there[1])["text"].str(), "The index was missing");
    EXPECT_TRUE(view_of(there[1])["edited"].boolean().value_or(false));
}

TEST(Mirror, ADeletionTakesTheMirroredMessageAwayAndARestorationBringsItBack) {
    InBoth world;
    world.writes(world.tom(), World::teams_channel(), "17952", "It is still slow");
    auto first = world.sender.of("mirrored").at(0);
    world.deletes(World::teams_channel(), "17952");
    auto& last = world.sender.sent.back();
    auto removed = std::find_if(world.sender.sent.begin(), world.sender.sent.end(), [&](auto& one) {
        return one.message.action == Action::remove && one.message.message == first.id;
    });
    EXPECT_NE(removed, world.sender.sent.end()) << last.message.template_name;
    EXPECT_EQ(world.follow_up().feedback_count, 0);
    world.edits(World::teams_channel(), "17952", "It is still slow");
    ASSERT_EQ(world.sender.of("mirrored").size(), 2u);
    EXPECT_EQ(world.sender.of("mirrored")[1].message.action, Action::post);
    EXPECT_EQ(world.follow_up().feedback_count, 1);
}

TEST(Mirror, ALongReplyComesWholeInSeveralMessagesAndAShorterEditTakesTheRestAway) {
    InBoth world;
    std::string text;
    for (int i = 0; i < 700; ++i) text += "word" + std::to_string(i) + " ";
    world.writes(world.ivan(), world.channel(), "100.1", text);
    auto there = world.teams_sender.of("mirrored");
    ASSERT_GE(there.size(), 2u);
    std::string joined;
    for (const auto& piece : there) joined += view_of(piece)["text"].str();
    EXPECT_EQ(joined, text);
    world.edits(world.channel(), "100.1", "short");
    std::size_t removed = 0;
    for (const auto& one : world.teams_sender.sent)
        removed += one.message.action == Action::remove ? 1 : 0;
    EXPECT_EQ(removed, there.size() - 1);
}

TEST(Mirror, FeedbackByCommandStandsInBothThreads) {
    InBoth world;
    world.handle(world.in_teams("29:olga", "feedback Nobody told the tills"));
    world.settle();
    EXPECT_EQ(world.sender.of("feedback").size(), 1u);
    EXPECT_EQ(world.teams_sender.of("feedback").size(), 1u);
}

TEST(BothHeads, TellTheSameAfterAnAnswerOnEitherSide) {
    InBoth world;
    world.handle(world.in_teams("29:tom", "answer partly"));
    world.say("U2", "answer works");
    world.settle();
    for (const auto* platform : {&world.sender, &world.teams_sender}) {
        auto head = latest_head(*platform);
        EXPECT_EQ(head["works"].integer(), 1);
        EXPECT_EQ(head["partly"].integer(), 1);
        EXPECT_EQ(head["status"].str(), "Works partly");
    }
}

TEST(BothHeads, OneHumanWithTwoAccountsCountsOnce) {
    InBoth world;
    world.handle(world.in_teams("29:olga", "answer broken"));
    world.settle();
    world.say("U1", "answer works");
    world.settle();
    auto follow_up = world.follow_up();
    EXPECT_EQ(follow_up.works, 1);
    EXPECT_EQ(follow_up.broken, 0);
    auto people = world.look([](flow::Tx& tx) { return tx.person_by_email("olga@example.com"); });
    ASSERT_TRUE(people);
    EXPECT_NE(people->account_on(core::Platform::slack), nullptr);
    EXPECT_NE(people->account_on(core::Platform::teams), nullptr);
    EXPECT_EQ(latest_head(world.teams_sender)["ops_contact"]["teams"].str(), "29:olga");
}

TEST(Reaching, ANudgeGoesToTheToolThePersonHas) {
    World world;
    world.live_in_both();
    world.directory.services.front().ops_contact = "tom@example.com";
    world.meet_in_teams("29:tom", "Tom", "tom@example.com");
    world.say("U2", "open incident Database down service:checkout");
    world.pass(std::chrono::hours(24 * 4));
    auto nudges = world.teams_sender.of("nudge_answer");
    ASSERT_FALSE(nudges.empty());
    EXPECT_EQ(nudges[0].message.user, "29:tom");
    EXPECT_TRUE(world.sender.of("nudge_answer").empty());
    EXPECT_TRUE(world.parked().empty());
}

TEST(Reaching, AnAddressThatLeadsToAnAccountOfAnotherRecordStillReachesIt) {
    World world;
    world.live_in_both();
    // Teams finds Tom by his sign-in name, too; his record has his e-mail address.
    world.meet_in_teams("29:tom", "Tom", "tom@example.com");
    auto met = world.typed("29:tom", "help");
    met.actor.platform = core::Platform::teams;
    met.intent = core::read_command("open incident Something else service:checkout");
    world.handle(met);
    world.settle();
    world.meet_in_teams("29:tom", "Tom", "tom.sign.in@example.com");
    world.directory.services.front().ops_contact = "tom.sign.in@example.com";
    world.say("U2", "open incident Database down service:checkout");
    world.pass(std::chrono::hours(24 * 4));
    auto nudges = world.teams_sender.of("nudge_answer");
    ASSERT_FALSE(nudges.empty());
    EXPECT_EQ(nudges.back().message.user, "29:tom");
}

TEST(Reaching, AChannelIsReachedByItsOwnAddressAndOthersByTheLastOneHeardOf) {
    World world;
    world.live_in_both();
    auto seen = [&](const std::string& id, std::string url, bool removed = false) {
        core::Command command;
        core::Channel place(core::Platform::teams, "", id);
        command.intent = core::ChannelSeen{core::ChannelAddress(place, std::move(url), removed)};
        world.handle(std::move(command));
    };
    seen("", "https://smba.example/emea/");
    world.say("U2", "open incident Database down service:checkout");
    world.settle();
    EXPECT_EQ(world.teams_sender.of("head").back().message.address, "https://smba.example/emea/");
    seen(World::teams_channel().id, "https://smba.example/amer/");
    world.say("U2", "answer works");
    world.settle();
    EXPECT_EQ(world.teams_sender.of("head").back().message.address, "https://smba.example/amer/");
    seen(World::teams_channel().id, "https://smba.example/amer/", true);
    world.say("U2", "answer partly");
    world.settle();
    ASSERT_FALSE(world.parked().empty());
    EXPECT_NE(world.parked()[0].reason.find("removed from this conversation"), std::string::npos);
    EXPECT_EQ(latest_head(world.sender)["partly"].integer(), 1) << "Slack is not held up";
}

TEST(Reply, ToAMentionStandsWhereItWasAsked) {
    InBoth world;
    auto command = world.in_teams("29:olga", "status");
    command.origin = world.in_thread(World::teams_channel(), "1795");
    command.origin.reply_by = core::ReplyBy::here;
    world.handle(std::move(command));
    world.settle();
    auto said = world.teams_sender.of("status");
    ASSERT_EQ(said.size(), 1u);
    EXPECT_EQ(said[0].message.action, Action::post);
    EXPECT_EQ(said[0].message.thread, world.head_thread(1, World::teams_channel()));
}

TEST(Notices, ReachTheWorkflowsOfTheServiceAndNeverNamePrivateOnes) {
    World world;
    core::Workflow all;
    all.name = "all";
    core::Workflow mail;
    mail.name = "mail only";
    mail.services = {"mail"};
    world.directory.workflows = {all, mail};
    world.say("U2", "open incident Database down service:checkout");
    world.say("U2", "open incident Secret matter private");
    world.say("U2", "close F-1 nothing more to do");
    world.settle();
    auto opened = world.teams_sender.of("notice_opened");
    ASSERT_EQ(opened.size(), 1u);
    EXPECT_EQ(opened[0].message.channel, core::Channel(core::Platform::teams, "workflow", "all"));
    EXPECT_EQ(view_of(opened[0])["title"].str(), "Database down");
    EXPECT_EQ(view_of(opened[0])["link_back"].str(), "https://slack.com/app_redirect?channel=C1");
    EXPECT_EQ(world.teams_sender.of("notice_closed").size(), 1u);
}

TEST(Notices, AWorkflowGetsTheWeeklySummaryOnce) {
    World world;
    core::Workflow workflow;
    workflow.name = "all";
    world.directory.workflows = {workflow};
    world.start();
    world.pass(std::chrono::hours(24 * 4));
    auto summaries = world.teams_sender.of("summary");
    ASSERT_EQ(summaries.size(), 1u);
    EXPECT_EQ(summaries[0].message.channel.id, "all");
}

}  // namespace
}  // namespace debrief::test
