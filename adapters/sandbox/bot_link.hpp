// How Slack reaches the app: one signed POST with a deadline.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http.hpp"
#include "bot/net/http_client.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::sandbox {

namespace asio = boost::asio;

/// How a request to the app ended.
struct BotAnswer {
    enum class Kind : std::uint8_t { answered, timed_out, unreachable, too_many_redirects };
    BotAnswer() = default;
    Kind kind = Kind::unreachable;
    net::HttpResponse response;  ///< when answered
    [[nodiscard]] bool fine() const {
        return kind == Kind::answered && response.status >= 200 && response.status < 300;
    }
};

using ExtraHeaders = std::vector<std::pair<std::string, std::string>>;

class BotLink {
  public:
    /// `deadline` is real time: 3 s in Slack.
    BotLink(
        asio::any_io_executor executor,
        const Clock& clock,
        Secret signing_secret,
        std::chrono::milliseconds deadline
    );

    /// The app's one address. Until it is known everything is unreachable.
    void connect(std::string url) { url_ = std::move(url); }
    [[nodiscard]] const std::string& url() const { return url_; }

    /// Posts a signed body; follows at most two redirects.
    asio::awaitable<BotAnswer> post(
        std::string content_type, std::string body, ExtraHeaders headers
    );
    /// Posts to any other address, unsigned (the sources' buttons).
    asio::awaitable<BotAnswer> post_elsewhere(std::string url, net::HttpRequest request);
    void stop() { client_->stop(); }

    /// Signs as Slack does: "v0=" and the hex HMAC of "v0:TIMESTAMP:BODY".
    [[nodiscard]] std::string sign(std::string_view timestamp, std::string_view body) const;

  private:
    const Clock& clock_;
    Secret signing_secret_;
    std::unique_ptr<net::HttpClient> client_;
    std::string url_;
};

}  // namespace debrief::sandbox
