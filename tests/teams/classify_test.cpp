// What each answer of Teams means for a message, and in which words.
#include "adapters/teams/classify.hpp"

#include "adapters/teams/find.hpp"
#include "adapters/teams/placement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using Kind = flow::SendOutcome::Kind;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::Not;

Answer answered(int status, std::string code = "") {
    const std::string body =
        code.empty() ? "<html>gateway</html>" : R"({"error":{"code":")" + code + R"("}})";
    return read_answer(net::HttpResponse(status, "text/html", body));
}

flow::SendOutcome outcome(const Answer& answer, bool is_change = false, bool person = false) {
    return classify(answer, Attempt("the room", "teams:post:x", is_change, person));
}

struct Case {
    int status;
    const char* code;
    Kind post, change;
    const char* words;
};

class Classify : public testing::TestWithParam<Case> {};

TEST_P(Classify, ByStatusAndCode) {
    const auto& [status, code, post, change, words] = GetParam();
    const Answer answer = answered(status, code);
    EXPECT_EQ(outcome(answer).kind, post) << status << code;
    EXPECT_EQ(outcome(answer, true).kind, change) << status << code;
    EXPECT_THAT(outcome(answer).reason, HasSubstr(words)) << status << code;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Classify,
    testing::Values(
        Case{400, "BadArgument", Kind::park, Kind::park, "malformed"},
        Case{400, "BadSyntax", Kind::park, Kind::park, "malformed"},
        Case{
            403, "BotNotInConversationRoster", Kind::park, Kind::park, "not installed in the team"},
        Case{403, "BotDisabledByAdmin", Kind::park, Kind::park, "administrator has disabled"},
        Case{403, "ConversationBlockedByUser", Kind::park, Kind::park, "blocked in the room"},
        Case{403, "NotEnoughPermissions", Kind::park, Kind::park, "lacks the permission"},
        Case{403, "InvalidBotApiHost", Kind::park, Kind::park, "teams.cloud"},
        Case{403, "MessageWritesBlocked", Kind::park, Kind::park, "uninstalled"},
        Case{403, "ForbiddenOperationException", Kind::park, Kind::park, "archived"},
        Case{403, "SomethingNew", Kind::park, Kind::park, "does not let Debrief"},
        Case{403, "", Kind::park, Kind::park, "does not let Debrief"},
        Case{404, "ConversationNotFound", Kind::park, Kind::gone, "check teams_channels"},
        Case{404, "ActivityNotFoundInConversation", Kind::park, Kind::gone, "the room"},
        Case{412, "PreconditionFailed", Kind::retry, Kind::retry, ""},
        Case{413, "MessageSizeTooBig", Kind::park, Kind::park, "too large"},
        Case{413, "", Kind::park, Kind::park, "too large"},
        Case{429, "Throttled", Kind::wait, Kind::wait, "wait"},
        Case{500, "ServiceError", Kind::park, Kind::park, "an error of its own"},
        Case{502, "ServiceError", Kind::retry, Kind::retry, ""},
        Case{503, "", Kind::retry, Kind::retry, ""},
        Case{504, "", Kind::unknown, Kind::retry, "504"},
        Case{302, "", Kind::retry, Kind::retry, "elsewhere"},
        Case{408, "", Kind::retry, Kind::retry, "408"},
        Case{418, "Teapot", Kind::park, Kind::park, "Teapot"}
    )
);

TEST(Classifying, PeopleAreSpokenOfAsPeople) {
    for (const char* code :
         {"BotNotInConversationRoster", "ConversationBlockedByUser", "MessageWritesBlocked"}) {
        const auto to_person = outcome(answered(403, code), false, true);
        EXPECT_NE(to_person.reason, outcome(answered(403, code)).reason) << code;
        EXPECT_THAT(to_person.reason, HasSubstr("they")) << code;
        EXPECT_TRUE(is_out_of_reach(answered(403, code))) << code;
    }
    EXPECT_FALSE(is_out_of_reach(answered(403, "BotDisabledByAdmin")));
    EXPECT_FALSE(is_out_of_reach(answered(403, "InvalidBotApiHost")));
    EXPECT_FALSE(is_out_of_reach(answered(503)));
}

TEST(Classifying, UnclearEndsAreUnknownForPostsAndRepeatedElsewhere) {
    const Answer late = read_answer(Error(Errc::timed_out, "too late"));
    EXPECT_EQ(outcome(late).kind, Kind::unknown);
    EXPECT_EQ(outcome(late, true).kind, Kind::retry);
    EXPECT_EQ(outcome(read_answer(Error(Errc::broken, "half"))).kind, Kind::unknown);
    EXPECT_EQ(outcome(read_answer(Error(Errc::refused, "no host"))).kind, Kind::retry);
}

TEST(Classifying, WaitsUnderTheRightName) {
    net::HttpResponse limited(429);
    limited.headers.add("Retry-After", "7");
    const auto waiting = outcome(read_answer(limited));
    EXPECT_EQ(waiting.after, std::chrono::seconds(7));
    EXPECT_EQ(waiting.pace_key, "teams:post:x");
    Answer without(Answer::Kind::no_token, "wrong");
    without.after = minutes(1);
    EXPECT_EQ(outcome(without).kind, Kind::wait);
    EXPECT_EQ(outcome(without).pace_key, tenant_pace) << "everything waits";
    EXPECT_EQ(outcome(without).after, minutes(1));
}

constexpr auto channel = "19:ops@thread.tacv2";

flow::Outgoing message(const std::string& id, const std::string& thread = "") {
    flow::Outgoing out;
    out.channel = core::Channel(core::Platform::teams, "", id);
    out.thread = thread;
    return out;
}

void expect_place(
    const flow::Outgoing& out,
    Placement::How how,
    const std::string& conversation,
    const std::string& activity = ""
) {
    const Placement placement = place(out);
    EXPECT_EQ(placement.how, how);
    EXPECT_EQ(placement.conversation, conversation);
    EXPECT_EQ(placement.activity, activity);
}

TEST(Placing, PostsByTheConversationAlone) {
    using How = Placement::How;
    expect_place(message(channel), How::new_thread, channel);
    expect_place(message("19:old@thread.skype"), How::new_thread, "19:old@thread.skype");
    expect_place(message(channel, "17"), How::send, "19:ops@thread.tacv2;messageid=17");
    expect_place(message("19:chat@thread.v2"), How::send, "19:chat@thread.v2");
    expect_place(message("19:chat@thread.v2", "17"), How::send, "19:chat@thread.v2");
    expect_place(message("a:1personal", "17"), How::send, "a:1personal");
    expect_place(message(""), How::direct, "");
    flow::Outgoing workflow = message("board");
    workflow.channel.tenant = "workflow";
    expect_place(workflow, How::workflow, "board");
    flow::Outgoing whisper = message(channel, "17");
    whisper.action = flow::Outgoing::Action::ephemeral;
    expect_place(whisper, How::direct, "");
}

TEST(Placing, ChangesByTheThreadOfTheMessage) {
    using How = Placement::How;
    for (const auto action : {flow::Outgoing::Action::update, flow::Outgoing::Action::remove}) {
        flow::Outgoing head = message(channel);
        head.action = action;
        head.message = "17";
        expect_place(head, How::change, "19:ops@thread.tacv2;messageid=17", "17");
        flow::Outgoing reply = message(channel, "17");
        reply.action = action;
        reply.message = "18";
        expect_place(reply, How::change, "19:ops@thread.tacv2;messageid=17", "18");
        flow::Outgoing personal = message("a:1personal");
        personal.action = action;
        personal.message = "18";
        expect_place(personal, How::change, "a:1personal", "18");
    }
}

TEST(Placing, PacesKeepTheLimitsOfAConversation) {
    flow::Outgoing update = message(channel);
    update.action = flow::Outgoing::Action::update;
    const auto post_paces = paces_for(message(channel, "17"));
    const auto change_paces = paces_for(update);
    EXPECT_EQ(post_paces[0].key, tenant_pace);
    EXPECT_LE(post_paces[0].per_minute, 50 * 60);
    EXPECT_EQ(post_paces[1].key, pace_key(message(channel, "18"))) << "all threads of a channel";
    EXPECT_NE(post_paces[1].key, change_paces[1].key) << "changes have their own";
    EXPECT_NE(pace_key(message(channel)), pace_key(message("19:other@thread.tacv2")));
    // The platform's figures: 7 in a second, 60 in 30 seconds, 1,800 in an hour.
    EXPECT_LE(post_paces[1].burst + post_paces[1].per_minute / 60, 7);
    EXPECT_LE(post_paces[1].burst + post_paces[1].per_minute / 2, 60);
    EXPECT_LE(post_paces[2].burst + post_paces[2].per_minute * 60, 1'800);
}

class Finding : public testing::Test {
  protected:
    static flow::Outgoing unsure(const std::string& template_name, const std::string& thread = "") {
        flow::Outgoing out = message(channel, thread);
        out.template_name = template_name;
        out.marker = "abc";
        return out;
    }
    Errc after(const flow::Outgoing& out, Duration time) const {
        const auto found = find_message(evidence_, out, since_, since_ + time);
        EXPECT_FALSE(found);
        return found ? Errc::stopped : found.error().code();
    }
    Evidence evidence_;
    UtcTime since_{std::chrono::hours(400'000)};
};

TEST_F(Finding, HeadsAndSummariesAreNeverSentTwice) {
    for (const char* name : {"head", "summary"}) {
        EXPECT_EQ(after(unsure(name), minutes(0)), Errc::busy) << name;
        EXPECT_EQ(after(unsure(name), minutes(15) - Duration(1)), Errc::busy) << name;
        EXPECT_EQ(after(unsure(name), minutes(15)), Errc::timed_out) << name;
    }
    EXPECT_EQ(after(unsure("summary", "17"), minutes(0)), Errc::not_found)
        << "an answer in a thread";
}

TEST_F(Finding, EverythingElseIsSentAgain) {
    for (const char* name : {"mirrored", "feedback", "nudge_answer", "notice"})
        EXPECT_EQ(after(unsure(name), minutes(0)), Errc::not_found) << name;
}

TEST_F(Finding, APressedCardProvesItself) {
    const core::MessageRef there(core::Channel(core::Platform::teams, "", channel), "17");
    evidence_.note("abc", there);
    for (const char* name : {"head", "summary", "feedback"}) {
        const auto found = find_message(evidence_, unsure(name), since_, since_ + minutes(60));
        ASSERT_TRUE(found) << name;
        EXPECT_EQ(*found, there);
    }
}

}  // namespace
}  // namespace debrief::teams
