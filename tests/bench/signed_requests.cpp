#include "tests/bench/signed_requests.hpp"

#include "bot/net/http.hpp"

#include <chrono>
#include <utility>

namespace debrief::bench {

std::string SignedRequests::body(std::string_view text) {
    ++made_;
    std::string said(text);
    if (const auto mark = said.find('%'); mark != std::string::npos) {
        said.replace(mark, 1, std::to_string(made_));
    }
    const std::string user = std::to_string(made_ % users);
    // No order may be expected of trigger ids: the key is random, which is the hardest case.
    const std::string trigger =
        std::to_string(random_.next() % 10'000'000'000'000U) + ".738474920." + fresh_key(random_);
    return net::encode_form({
        {"token", "gIkuvaNzQIHg97ATvDxqgjtO"},
        {"team_id", std::string(team)},
        {"team_domain", "bench"},
        {"channel_id", std::string(channel)},
        {"channel_name", "checkout-ops"},
        {"user_id", "U0BENCH" + user},
        {"user_name", "person" + user},
        {"command", "/debrief"},
        {"text", std::move(said)},
        {"api_app_id", "A0BENCH"},
        {"is_enterprise_install", "false"},
        {"response_url", "https://hooks.slack.com/commands/T0BENCH/" + trigger},
        {"trigger_id", trigger},
    });
}

std::string SignedRequests::one(std::string_view text) {
    const std::string content = body(text);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::string stamp =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now).count());
    std::string request =
        "POST /slack/events HTTP/1.1\r\n"
        "Host: debrief.example.com\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        "Accept: application/json,*/*\r\n"
        "Accept-Encoding: gzip,deflate\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n";
    request += "X-Slack-Request-Timestamp: " + stamp + "\r\n";
    request += "X-Slack-Signature: v0=" + crypto::hex(hmac_({"v0:", stamp, ":", content})) + "\r\n";
    request += "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n";
    return request + content;
}

std::vector<std::string> SignedRequests::many(std::string_view text, std::size_t count) {
    std::vector<std::string> all;
    all.reserve(count);
    while (all.size() < count) all.push_back(one(text));
    return all;
}

}  // namespace debrief::bench
