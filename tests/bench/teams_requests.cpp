#include "tests/bench/teams_requests.hpp"

#include "bot/base/json.hpp"
#include "tests/bench/signed_requests.hpp"
#include "tests/teams/login_double.hpp"

#include <chrono>
#include <utility>

namespace debrief::bench {
namespace {

UtcTime now() {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

json::Value object(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    json::Value out = json::Value::object();
    for (const auto& [key, value] : members) out.set(key, value);
    return out;
}

}  // namespace

std::string login_keys() {
    json::Value keys = json::Value::array();
    keys.push(teams::test::SigningPen::first().jwk("key-1", {"msteams"}));
    return json::dump(json::Value::object().set("keys", std::move(keys)));
}

std::string TeamsRequests::token() {
    json::Value claims = teams::test::claims_at(now());
    claims.set("serviceurl", service_url_);
    // Microsoft's tokens differ by their times; these by a claim that nobody reads.
    claims.set("jti", fresh_key(random_));
    return teams::test::token_of(claims);
}

std::string TeamsRequests::body(std::string_view text) {
    ++made_;
    std::string said = "<at>Debrief</at> " + std::string(text);
    if (const auto mark = said.find('%'); mark != std::string::npos)
        said.replace(mark, 1, std::to_string(made_));
    const std::string user = std::to_string(made_ % users);
    const std::string bot = std::string("28:") + teams::test::app_id;
    const std::string id = std::to_string(1'795'000'000'000 + made_);
    json::Value mention = object({{"type", "mention"}, {"text", "<at>Debrief</at>"}});
    mention.set("mentioned", object({{"id", bot}, {"name", "Debrief"}}));
    json::Value activity = object(
        {{"type", "message"},
         {"id", id},
         {"timestamp", "2026-11-20T12:00:00.1234567Z"},
         {"localTimezone", "Europe/Berlin"},
         {"serviceUrl", service_url_},
         {"channelId", "msteams"},
         {"text", said},
         {"textFormat", "plain"},
         {"locale", "en-US"}}
    );
    activity.set(
        "from",
        object(
            {{"id", "29:1person" + user}, {"name", "Person " + user}, {"aadObjectId", "a" + user}}
        )
    );
    activity.set("recipient", object({{"id", bot}, {"name", "Debrief"}}));
    activity.set(
        "conversation",
        object(
            {{"id", std::string(teams_channel) + ";messageid=" + id},
             {"conversationType", "channel"},
             {"tenantId", teams::test::tenant}}
        )
    );
    activity.set("entities", json::Value::array().push(std::move(mention)));
    json::Value data = json::Value::object();
    data.set("tenant", object({{"id", teams::test::tenant}}));
    data.set("channel", object({{"id", teams_channel}}));
    activity.set("channelData", std::move(data));
    return json::dump(activity);
}

std::vector<std::string> TeamsRequests::many(
    std::string_view text, std::size_t count, Tokens tokens
) {
    std::vector<std::string> all;
    all.reserve(count);
    std::string current = token();
    while (all.size() < count) {
        if (tokens == Tokens::new_each && !all.empty()) current = token();
        const std::string content = body(text);
        std::string request =
            "POST /api/messages HTTP/1.1\r\n"
            "Host: debrief.example.com\r\n"
            "User-Agent: BF-DirectLine (Microsoft-BotFramework/3.2)\r\n"
            "Content-Type: application/json; charset=utf-8\r\n";
        request += "Authorization: Bearer " + current + "\r\n";
        request += "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n";
        all.push_back(request + content);
    }
    return all;
}

}  // namespace debrief::bench
