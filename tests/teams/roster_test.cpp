// Who is who: by account, by e-mail among the members, and how often Teams is asked.
#include "adapters/teams/roster.hpp"

#include "tests/teams/outside.hpp"

#include <boost/asio/co_spawn.hpp>

namespace debrief::teams {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto first_page = R"({"members":[
  {"id":"29:1olga","aadObjectId":"00000000-0000-0000-0000-00000000000A","name":"Olga Ops",
   "email":"Olga@Example.com","userPrincipalName":"olga.ops@example.com"},
  {"id":"29:1ivan","objectId":"00000000-0000-0000-0000-00000000000b","givenName":"Ivan","surname":"IT",
   "userPrincipalName":"Ivan@example.com"}],"continuationToken":"next="})";
constexpr auto last_page = R"({"members":[
  {"id":"29:1guest","name":"Guest","userPrincipalName":"guest#EXT#@tenant.onmicrosoft.com"},
  {"name":"no id"}, 7]})";

class RosterTest : public test::OutsideTest {
  protected:
    RosterTest() {
        teams_.set_members(test::out_channel, first_page);
        teams_.set_members(test::out_channel, last_page, "next=");
    }
    Result<flow::Profile> by_email(std::string email) {
        return run(roster_.look_up(core::Account(), std::move(email)));
    }
    Result<flow::Profile> by_account(std::string user) {
        return run(roster_.look_up(
            core::Account(core::Platform::teams, "", std::move(user)), "ignored@example.com"
        ));
    }
    void use_channels(std::vector<std::string> ids) {
        auto directory = std::make_shared<core::Directory>(*directory_);
        directory->services[0].channels.clear();
        for (auto& id : ids)
            directory->services[0].channels.emplace_back(core::Platform::teams, "", std::move(id));
        directory_ = std::move(directory);
    }

    Settings settings_ = settings();
    TrustedServices trusted_ = trusted();
    AccessToken token_{*http_, clock_, random_, settings_};
    Connector connector_{*http_, clock_, token_, trusted_, settings_};
    Roster roster_{connector_, clock_, [this] { return directory_; }};
};

TEST_F(RosterTest, FindsByAnyAddressOnAnyPage) {
    const auto olga = by_email(" olga@example.com ");
    ASSERT_TRUE(olga);
    EXPECT_EQ(olga->account, core::Account(core::Platform::teams, "", "29:1olga"));
    EXPECT_EQ(olga->name, "Olga Ops");
    EXPECT_EQ(olga->email, "olga@example.com");
    EXPECT_EQ(olga->timezone, "");
    EXPECT_TRUE(olga->active);
    EXPECT_EQ(by_email("olga.ops@example.com")->account.user, "29:1olga") << "the sign-in name too";
    const auto ivan = by_email("ivan@example.com");
    ASSERT_TRUE(ivan);
    EXPECT_EQ(ivan->name, "Ivan IT");
    EXPECT_EQ(ivan->email, "ivan@example.com") << "Teams gave no e-mail";
    EXPECT_THAT(teams_.calls(), SizeIs(2)) << "two pages, once";
}

TEST_F(RosterTest, ASignInNameThatIsNoAddressIsNoEmail) {
    const json::Value guest = std::move(
        json::parse(R"({"id":"29:1","userPrincipalName":"guest#EXT#@tenant.onmicrosoft.com"})")
            .value()
    );
    EXPECT_EQ(profile_of(guest).email, "");
}

TEST_F(RosterTest, NobodyIsNobodyAndIsLookedForOnceAnHour) {
    EXPECT_EQ(by_email("nina@example.com").error().code(), Errc::not_found);
    EXPECT_THAT(teams_.calls(), SizeIs(2));
    clock_.advance(hours(1));
    EXPECT_FALSE(by_email("nina@example.com"));
    EXPECT_THAT(teams_.calls(), SizeIs(2)) << "not yet older than an hour";
    clock_.advance(Duration(1));
    teams_.set_members(
        test::out_channel, R"({"members":[{"id":"29:1nina","email":"nina@example.com"}]})"
    );
    EXPECT_TRUE(by_email("nina@example.com")) << "she has joined";
    EXPECT_THAT(teams_.calls(), SizeIs(3));
    EXPECT_EQ(by_email("").error().code(), Errc::not_found);
}

TEST_F(RosterTest, TheMembersAreReadAgainAfterADay) {
    EXPECT_TRUE(by_email("olga@example.com"));
    clock_.advance(hours(24));
    EXPECT_TRUE(by_email("olga@example.com"));
    EXPECT_THAT(teams_.calls(), SizeIs(2));
    clock_.advance(Duration(1));
    teams_.set_members(test::out_channel, R"({"members":[]})");
    EXPECT_FALSE(by_email("olga@example.com")) << "she has left";
}

TEST_F(RosterTest, ManyAtOnceReadTheMembersOnce) {
    std::vector<bool> found;
    for (int i = 0; i < 4; ++i) {
        asio::co_spawn(
            context_,
            roster_.look_up(core::Account(), "olga@example.com"),
            [&](std::exception_ptr, Result<flow::Profile> profile) {
                found.push_back(profile.has_value());
            }
        );
    }
    while (found.size() < 4 && context_.run_one_for(std::chrono::seconds(10)) > 0) {
    }
    EXPECT_THAT(found, testing::AllOf(SizeIs(4), testing::Each(true)));
    EXPECT_THAT(teams_.calls(), SizeIs(2));
}

TEST_F(RosterTest, AChannelWithoutDebriefHidesItsMembersButNotTheOthers) {
    use_channels({"19:without@thread.tacv2", test::out_channel, test::out_channel});
    EXPECT_TRUE(by_email("olga@example.com"));
    const auto nobody = by_email("nina@example.com");
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().code(), Errc::unauthorized) << "she may be in the other channel";
    EXPECT_THAT(nobody.error().what(), HasSubstr("add the app to its team"));
}

TEST_F(RosterTest, AnOutageIsNotNobody) {
    teams_.next(net::HttpResponse(503));
    EXPECT_EQ(by_email("olga@example.com").error().code(), Errc::busy);
    net::HttpResponse limited(429);
    limited.headers.add("Retry-After", "5");
    teams_.next(std::move(limited));
    EXPECT_EQ(by_email("olga@example.com").error().code(), Errc::busy);
    EXPECT_EQ(by_email("olga@example.com").error().code(), Errc::busy);
    EXPECT_THAT(teams_.calls(), SizeIs(2)) << "nothing is asked while Teams wants to be left alone";
    clock_.advance(std::chrono::seconds(5));
    EXPECT_TRUE(by_email("olga@example.com")) << "as soon as Teams allows it";
}

TEST_F(RosterTest, WhoWasKnownStaysKnownWhileTeamsIsDown) {
    EXPECT_TRUE(by_email("olga@example.com"));
    clock_.advance(hours(25));
    teams_.next(net::HttpResponse(502));
    EXPECT_TRUE(by_email("olga@example.com"));
    teams_.next(net::HttpResponse(502));
    EXPECT_EQ(by_email("nina@example.com").error().code(), Errc::busy) << "she may be new";
    EXPECT_EQ(by_email("nina@example.com").error().code(), Errc::not_found) << "she is not";
}

TEST_F(RosterTest, AnAccountIsAskedForInOneChannelAfterTheOther) {
    use_channels({"19:one@thread.tacv2", "19:two@thread.tacv2"});
    teams_.next(test::refusal(404, "MemberNotFoundInConversation"));
    teams_.next(test::json_answer(200, R"({"id":"29:1olga","name":"Olga","email":"o@example.com"})")
    );
    const auto olga = by_account("29:1olga");
    ASSERT_TRUE(olga);
    EXPECT_EQ(olga->email, "o@example.com");
    ASSERT_THAT(teams_.calls(), SizeIs(2));
    EXPECT_THAT(teams_.calls()[1].path, HasSubstr("19%3Atwo%40thread.tacv2/members/29%3A1olga"));
    EXPECT_EQ(by_account("29:1nobody").error().code(), Errc::not_found);
    teams_.next(net::HttpResponse(502));
    EXPECT_NE(by_account("29:1olga").error().code(), Errc::not_found);
}

TEST_F(RosterTest, WithoutChannelsNobodyIsKnown) {
    use_channels({});
    EXPECT_EQ(by_account("29:1olga").error().code(), Errc::not_found);
    EXPECT_EQ(by_email("olga@example.com").error().code(), Errc::not_found);
    EXPECT_THAT(teams_.calls(), IsEmpty());
}

TEST_F(RosterTest, AWebhooksIdsAreTranslated) {
    EXPECT_EQ(run(roster_.id_of("29:1olga")), "29:1olga");
    EXPECT_THAT(teams_.calls(), IsEmpty());
    EXPECT_EQ(run(roster_.id_of("aad:00000000-0000-0000-0000-00000000000a")), "29:1olga");
    EXPECT_EQ(run(roster_.id_of("aad:00000000-0000-0000-0000-00000000000B")), "29:1ivan");
    EXPECT_EQ(
        run(roster_.id_of("aad:99999999-0000-0000-0000-000000000000")),
        "99999999-0000-0000-0000-000000000000"
    );
}

}  // namespace
}  // namespace debrief::teams
