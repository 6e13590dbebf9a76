// The way in from Teams in front of the real rules and a real database.
#pragma once
#include "adapters/teams/reception.hpp"
#include "tests/support/world.hpp"
#include "tests/teams/activities.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace debrief::teams::test {

inline core::Channel room_channel() {
    return core::Channel(core::Platform::teams, "", room);
}

class InboundFixture : public testing::Test {
  protected:
    InboundFixture() { world_.directory.services[0].channels = {room_channel()}; }
    ~InboundFixture() override {
        EXPECT_TRUE(debrief::test::run_coroutine(context(), tasks_.join(std::chrono::seconds(20))));
        http_->stop();
    }

    net::HttpResponse post(net::HttpRequest request) {
        return debrief::test::run_coroutine(context(), reception_.handle(std::move(request)));
    }
    net::HttpRequest request_of(std::string body) const {
        net::HttpRequest request("POST", "/api/messages");
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.headers.add("MS-CV", "ABC.1");
        request.body = std::move(body);
        return request;
    }
    /// With a token for the address that the activity gives.
    net::HttpRequest signed_request(json::Ref activity) const {
        auto request = request_of(json::dump(activity));
        json::Value claims = claims_at(world_.clock.now());
        claims.set("serviceurl", activity["serviceUrl"].str());
        request.headers.add("Authorization", "Bearer " + token_of(claims));
        return request;
    }
    net::HttpResponse send(json::Ref activity) { return post(signed_request(activity)); }
    /// The answer's document.
    json::Value ask(json::Ref activity) {
        const auto response = send(activity);
        EXPECT_EQ(response.status, 200) << response.body;
        auto document = json::parse(response.body);
        EXPECT_TRUE(document) << response.body;
        return document ? std::move(*document) : json::Value();
    }
    /// F-1 in the room, its head the message `head`.
    void open_incident() {
        auto opening = told("open incident Mail was down", "1795282270000");
        EXPECT_EQ(send(with(opening, "conversation.id", room)).status, 200);
        world_.deliver();
        world_.store.write([](flow::Tx& tx) {
            flow::PostedMessage posted;
            posted.key = core::head_key(core::FollowUpId(1), room_channel());
            posted.message = core::MessageRef(room_channel(), head);
            tx.save_posted(posted);
        });
        world_.teams_sender.sent.clear();
    }
    std::vector<core::Feedback> feedbacks() {
        return world_.look([](flow::Tx& tx) { return tx.feedbacks(core::FollowUpId(1), 10); });
    }
    std::optional<core::ChannelAddress> address(const std::string& id) {
        return world_.look([&](flow::Tx& tx) {
            return tx.address(core::Channel(core::Platform::teams, "", id));
        });
    }
    Inbound settings() const {
        Inbound settings;
        settings.app_id = app_id;
        settings.metadata_url = login_.metadata_url();
        settings.tenants = {tenant};
        settings.webhooks.emplace_back(
            "ops", Secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
        );
        settings.webhooks.emplace_back("broken", Secret("not base64"));
        return settings;
    }
    asio::io_context& context() { return world_.store.context(); }

    debrief::test::World world_;
    LoginDouble login_{world_.store.context().get_executor()};
    std::unique_ptr<net::HttpClient> http_ =
        net::create_http_client(world_.store.context().get_executor());
    net::TaskGroup tasks_{world_.store.context().get_executor()};
    templates::Catalog catalog_ = std::move(templates::Catalog::load()).value();
    SeededRandom random_{3};
    Evidence evidence_;
    Reception reception_{
        settings(), *http_, world_.clock, random_, tasks_, *world_.inbox, catalog_, evidence_};
};

}  // namespace debrief::teams::test
