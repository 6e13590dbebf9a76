// Activities as Teams sends and signs them, made by hand.
#pragma once
#include "tests/journeys/teams_at_work.hpp"

#include <string>

namespace debrief::test {

class TeamsSigned : public TeamsAtWork {
  protected:
    using Value = json::Value;

    /// What Olga says to Debrief in the channel, as Teams would send it.
    Value activity(
        const std::string& words = "feedback F-1 Slipped in",
        const std::string& root = "1795282270000",
        const std::string& channel = sandbox::teams::ids::checkout
    ) {
        Value conversation = Value::object();
        conversation.set("id", channel + ";messageid=" + root);
        conversation.set("conversationType", "channel")
            .set("tenantId", sandbox::teams::ids::tenant);
        Value mentioned = Value::object()
                              .set("id", sandbox::teams::ids::bot)
                              .set("name", sandbox::teams::ids::bot_name);
        Value entity = Value::object().set("type", "mention");
        entity.set("mentioned", std::move(mentioned)).set("text", "<at>Debrief</at>");
        Value from =
            Value::object().set("id", sandbox::teams::ids::olga).set("name", "Olga Brandt");
        Value made = Value::object();
        made.set("type", "message").set("id", "17952822700" + std::to_string(10 + ++count_));
        made.set("channelId", "msteams").set("serviceUrl", office().service_url());
        made.set("from", std::move(from)).set("conversation", std::move(conversation));
        made.set(
            "recipient",
            Value::object()
                .set("id", sandbox::teams::ids::bot)
                .set("name", sandbox::teams::ids::bot_name)
        );
        made.set("text", "<at>Debrief</at> " + words);
        made.set("entities", Value::array().push(std::move(entity)));
        Value tenant = Value::object().set("id", sandbox::teams::ids::tenant);
        made.set("channelData", Value::object().set("tenant", std::move(tenant)));
        return made;
    }
    Value claims(int from_now = 0) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(now()).time_since_epoch();
        const std::int64_t at = seconds.count() + from_now;
        Value made = Value::object();
        made.set("serviceurl", office().service_url()).set("nbf", at).set("exp", at + 3600);
        return made.set("iss", "https://api.botframework.com").set("aud", sandbox::teams::ids::app);
    }
    Value header() { return office().login().token_header(); }
    std::string signed_with(const Value& head, const Value& body) {
        return office().login().signer().sign(head, body);
    }

    int count_ = 0;
};

}  // namespace debrief::test
