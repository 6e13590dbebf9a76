// The login's keys: cached, renewed, and not asked for more often than they should be.
#include "adapters/teams/keys.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/teams/login_double.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

using debrief::test::run_coroutine;
using test::SigningPen;

class KeyCache : public testing::Test {
  protected:
    ~KeyCache() override {
        EXPECT_TRUE(run_coroutine(context_, tasks_.join(std::chrono::seconds(20))));
        http_->stop();
    }

    Result<std::shared_ptr<const SigningKey>> find(const std::string& kid) {
        return run_coroutine(context_, keys_.find(kid));
    }
    Errc why(const std::string& kid) {
        const auto found = find(kid);
        return found ? Errc::invalid_input : found.error().code();
    }
    /// Lets what goes on in the background end.
    void finish() { EXPECT_TRUE(run_coroutine(context_, tasks_.join(std::chrono::seconds(20)))); }

    asio::io_context context_{1};
    debrief::test::FakeClock clock_;
    test::LoginDouble login_{context_.get_executor()};
    std::unique_ptr<net::HttpClient> http_ = net::create_http_client(context_.get_executor());
    net::TaskGroup tasks_{context_.get_executor()};
    Keys keys_{login_.metadata_url(), *http_, clock_, tasks_};
};

TEST_F(KeyCache, FetchesOnceAndKnowsTheEndorsements) {
    const auto key = find("key-1");
    ASSERT_TRUE(key) << key.error().what();
    EXPECT_TRUE((*key)->endorses("msteams"));
    EXPECT_FALSE((*key)->endorses("slack"));
    EXPECT_TRUE(find("key-1"));
    EXPECT_EQ(login_.asked(), 1);
}

TEST_F(KeyCache, CanBePreparedBeforeAnybodyAsks) {
    keys_.prepare();
    finish();
    EXPECT_TRUE(find("key-1"));
    EXPECT_EQ(login_.asked(), 1);
}

TEST_F(KeyCache, AllWhoWaitShareOneQuestion) {
    int found = 0;
    const auto ask = [&]() -> asio::awaitable<void> {
        const auto key = co_await keys_.find("key-1");
        found += key ? 1 : 0;
    };
    for (int i = 0; i < 5; ++i) asio::co_spawn(context_, ask(), asio::detached);
    EXPECT_TRUE(find("key-1"));
    finish();
    context_.restart();
    context_.poll();
    EXPECT_EQ(found, 5);
    EXPECT_EQ(login_.asked(), 1);
}

TEST_F(KeyCache, AnUnknownKeyIsAskedForOnceThenHourly) {
    EXPECT_TRUE(find("key-1"));
    login_.publish("key-2", SigningPen::second(), {"msteams"});
    EXPECT_TRUE(find("key-2")) << "the first unknown key after the start may be asked for";
    EXPECT_EQ(login_.asked(), 2);
    EXPECT_EQ(why("key-3"), Errc::unauthorized);
    clock_.advance(std::chrono::hours(1) - std::chrono::milliseconds(1));
    EXPECT_EQ(why("key-3"), Errc::unauthorized);
    EXPECT_EQ(login_.asked(), 2);
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(why("key-3"), Errc::unauthorized);
    EXPECT_EQ(login_.asked(), 3);
}

TEST_F(KeyCache, AKeyThatWasWithdrawnIsUnknown) {
    EXPECT_TRUE(find("key-1"));
    login_.keys = json::Value::array();
    login_.publish("key-2", SigningPen::second(), {"msteams"});
    EXPECT_TRUE(find("key-2"));
    EXPECT_EQ(why("key-1"), Errc::unauthorized);
}

TEST_F(KeyCache, ADayOldKeyIsRenewedBesideTheWork) {
    EXPECT_TRUE(find("key-1"));
    clock_.advance(std::chrono::hours(24) - std::chrono::milliseconds(1));
    EXPECT_TRUE(find("key-1"));
    finish();
    EXPECT_EQ(login_.asked(), 1);
    clock_.advance(std::chrono::milliseconds(1));
    EXPECT_TRUE(find("key-1"));
    finish();
    EXPECT_EQ(login_.asked(), 2);
}

TEST_F(KeyCache, WorksOnceTheLoginIsBack) {
    login_.is_down = true;
    EXPECT_EQ(why("key-1"), Errc::busy);
    EXPECT_NE(keys_.trouble().find("503"), std::string::npos);
    login_.is_down = false;
    EXPECT_EQ(why("key-1"), Errc::busy) << "a short pause lies between two questions";
    clock_.advance(std::chrono::seconds(5));
    EXPECT_TRUE(find("key-1"));
    EXPECT_TRUE(keys_.trouble().empty());
}

TEST_F(KeyCache, OldKeysServeWhileTheLoginIsDown) {
    EXPECT_TRUE(find("key-1"));
    login_.is_down = true;
    for (int day = 0; day < 3; ++day) {
        clock_.advance(std::chrono::hours(24));
        EXPECT_TRUE(find("key-1"));
        finish();
        EXPECT_FALSE(keys_.trouble().empty());
    }
    EXPECT_EQ(why("key-2"), Errc::unauthorized);
    login_.is_down = false;
    clock_.advance(std::chrono::minutes(5));
    EXPECT_TRUE(find("key-1"));
    finish();
    EXPECT_TRUE(keys_.trouble().empty());
}

TEST_F(KeyCache, AClockSetBackStopsNothing) {
    EXPECT_TRUE(find("key-1"));
    login_.publish("key-2", SigningPen::second(), {"msteams"});
    EXPECT_TRUE(find("key-2"));
    clock_.advance(-std::chrono::hours(48));
    login_.publish("key-3", SigningPen::second(), {"msteams"});
    EXPECT_TRUE(find("key-3"));
}

TEST_F(KeyCache, KeysThatCannotSignAreLeftOut) {
    login_.keys = json::Value::array();
    login_.keys.push(SigningPen(1024).jwk("key-short", {"msteams"}));
    json::Value secret = json::Value::object();
    secret.set("kty", "oct").set("kid", "key-oct").set("k", "c2VjcmV0");
    login_.keys.push(std::move(secret));
    EXPECT_EQ(why("key-short"), Errc::busy);
    EXPECT_NE(keys_.trouble().find("no usable key"), std::string::npos);
    login_.publish("key-1", SigningPen::first(), {"msteams"});
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(find("key-1"));
    EXPECT_EQ(why("key-short"), Errc::unauthorized);
    EXPECT_EQ(why("key-oct"), Errc::unauthorized);
}

TEST_F(KeyCache, OddDocumentsAreTrouble) {
    for (const auto* body :
         {"<html>", "[]", R"({"jwks_uri": 7})", R"({"jwks_uri": "http://192.0.2.1/keys"})"}) {
        login_.server.push(net::HttpResponse(200, "application/json", body));
        EXPECT_EQ(why("key-1"), Errc::busy) << body;
        clock_.advance(std::chrono::minutes(1));
    }
    EXPECT_TRUE(find("key-1"));
}

TEST_F(KeyCache, ARedirectIsNotFollowed) {
    net::HttpResponse moved(302);
    moved.headers.add("Location", login_.metadata_url());
    login_.server.push(std::move(moved));
    EXPECT_EQ(why("key-1"), Errc::busy);
}

}  // namespace
}  // namespace debrief::teams
