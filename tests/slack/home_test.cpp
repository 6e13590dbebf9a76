// The Home tab that is published, and the user groups that are asked for.
#include "tests/slack/slack_double.hpp"

#include <gtest/gtest.h>

namespace debrief::slack {
namespace {

using Kind = flow::SendOutcome::Kind;
using debrief::test::run_coroutine;

class HomeAndGroups : public testing::Test {
  protected:
    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::Wired wired_{context_.get_executor(), clock_};
    test::SlackDouble& slack_ = wired_.slack;

    flow::SendOutcome send(flow::Outgoing outgoing) {
        return run_coroutine(context_, wired_.sender->send(std::move(outgoing)));
    }
    const test::Call& last() { return slack_.calls().back(); }
};

TEST_F(HomeAndGroups, APageOfOnesOwnIsPublishedWhole) {
    flow::Outgoing home;
    home.action = flow::Outgoing::Action::home;
    home.channel = core::Channel(core::Platform::slack, "", "home");
    home.user = "U0OLGA";
    home.template_name = "home";
    home.view = R"({"needs":[{"id":"F-1","words":"An answer <b>","of":"F-1","title":"Mail",)"
                R"("line":"answer F-1","button":"Answer","form":true}],"follow_ups":[],"at":0})";
    ASSERT_EQ(send(home).kind, Kind::sent);
    EXPECT_EQ(last().method, "views.publish");
    const json::Ref sent = last().arguments;
    EXPECT_EQ(sent["user_id"].str(), "U0OLGA");
    EXPECT_FALSE(sent["hash"].exists()) << "the newest one counts";
    EXPECT_EQ(sent["view"]["type"].str(), "home");
    EXPECT_NE(json::dump(sent["view"]).find("An answer &lt;b&gt;"), std::string::npos);
    slack_.next("views.publish", net::HttpResponse(503));
    EXPECT_EQ(send(home).kind, Kind::retry);
    slack_.fail("views.publish", "not_enabled");
    EXPECT_EQ(send(home).kind, Kind::park);
}

TEST_F(HomeAndGroups, NamesThePeopleOfAUserGroup) {
    const auto members = [&](std::string group) {
        return run_coroutine(context_, wired_.sender->members_of(std::move(group)));
    };
    slack_.next("usergroups.users.list", R"({"ok":true,"users":["U1","U2"]})");
    const auto found = members("S0LEADS");
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<std::string>{"U1", "U2"}));
    EXPECT_EQ(last().arguments["usergroup"].str(), "S0LEADS");
    EXPECT_EQ(last().content_type, "application/x-www-form-urlencoded");
    slack_.next("usergroups.users.list", R"({"ok":true,"users":[]})");
    EXPECT_TRUE(members("S0EMPTY")->empty());
    slack_.fail("usergroups.users.list", "no_such_subteam");
    const auto unknown = members("S0GONE");
    EXPECT_EQ(unknown.error().code(), Errc::not_found);
    EXPECT_NE(unknown.error().what().find("S0GONE"), std::string::npos);
    slack_.next(
        "usergroups.users.list",
        R"({"ok":false,"error":"missing_scope","needed":"usergroups:read"})"
    );
    EXPECT_NE(members("S0LEADS").error().what().find("usergroups:read"), std::string::npos);
    slack_.next("usergroups.users.list", net::HttpResponse(503));
    EXPECT_EQ(members("S0LEADS").error().code(), Errc::busy);
}

}  // namespace
}  // namespace debrief::slack
