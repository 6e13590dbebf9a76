#include "adapters/sandbox/bot_link.hpp"

#include "bot/base/crypto.hpp"

namespace debrief::sandbox {
namespace {

constexpr int max_redirects = 2;

net::ClientLimits limits_for(std::chrono::milliseconds deadline) {
    net::ClientLimits limits;
    limits.connect_timeout = deadline;
    limits.exchange_timeout = deadline;
    return limits;
}

BotAnswer outcome(Result<net::HttpResponse> result) {
    BotAnswer answer;
    if (result) {
        answer.kind = BotAnswer::Kind::answered;
        answer.response = std::move(result.value());
    } else if (result.error().code() == Errc::timed_out) {
        answer.kind = BotAnswer::Kind::timed_out;
    }
    return answer;
}

bool is_redirect(const BotAnswer& answer) {
    const int status = answer.response.status;
    return answer.kind == BotAnswer::Kind::answered && (status == 301 || status == 302);
}

}  // namespace

BotLink::BotLink(
    asio::any_io_executor executor,
    const Clock& clock,
    Secret signing_secret,
    std::chrono::milliseconds deadline
)
    : clock_(clock),
      signing_secret_(std::move(signing_secret)),
      client_(net::create_http_client(std::move(executor), limits_for(deadline))) {}

std::string BotLink::sign(std::string_view timestamp, std::string_view body) const {
    crypto::HmacSha256 hmac(signing_secret_);
    return "v0=" + crypto::hex(hmac({"v0:", timestamp, ":", body}));
}

asio::awaitable<BotAnswer> BotLink::post(
    std::string content_type, std::string body, ExtraHeaders headers
) {
    BotAnswer answer;
    if (url_.empty()) co_return answer;
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch());
    const std::string timestamp = std::to_string(seconds.count());
    net::HttpRequest request("POST", "/");
    request.headers.add("Content-Type", std::move(content_type));
    request.headers.add("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
    request.headers.add("Accept", "application/json,*/*");
    request.headers.add("X-Slack-Request-Timestamp", timestamp);
    request.headers.add("X-Slack-Signature", sign(timestamp, body));
    for (auto& [name, value] : headers) request.headers.add(name, std::move(value));
    request.body = std::move(body);
    std::string url = url_;
    for (int hop = 0; hop <= max_redirects; ++hop) {
        auto result = co_await client_->send(url, request);
        answer = outcome(std::move(result));
        if (!is_redirect(answer)) co_return answer;
        url = std::string(answer.response.headers.get("location"));
    }
    answer.kind = BotAnswer::Kind::too_many_redirects;
    co_return answer;
}

asio::awaitable<BotAnswer> BotLink::post_elsewhere(std::string url, net::HttpRequest request) {
    auto result = co_await client_->send(std::move(url), std::move(request));
    co_return outcome(std::move(result));
}

}  // namespace debrief::sandbox
