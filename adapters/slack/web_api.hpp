// Calls of Slack's Web API: one method, its arguments, one answer that says what became of the
// call.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http_client.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::slack {

namespace asio = boost::asio;

/// The names Slack gives errors that only an administrator can end, by a new token or an
/// installation.
[[nodiscard]] bool is_token_error(std::string_view error);

struct ApiAnswer {
    enum class Kind {
        ok,            ///< done; `body` is the answer
        error,         ///< Slack refused; `error` is its name for it
        rate_limited,  ///< nothing was done; not before `after`
        not_sent,      ///< Slack could not be reached
        unclear,       ///< time-out, half an answer, an error inside Slack: may have been done
    };
    ApiAnswer() = default;
    Kind kind = Kind::unclear;
    json::Value body;
    std::string error;   ///< "channel_not_found"
    std::string needed;  ///< of missing_scope: the permission
    Duration after{0};
    std::string words;  ///< what went wrong, for people; no secret, no message text
    [[nodiscard]] bool ok() const { return kind == Kind::ok; }
    [[nodiscard]] bool is_error(std::string_view name) const {
        return kind == Kind::error && error == name;
    }
};

/// Knows the token and keeps it: it stands in the Authorization header only, never in a text.
class WebApi {
  public:
    /// `base` is "https://slack.com/api/", GovSlack's, or a test's. A missing '/' at its end is
    /// added.
    WebApi(net::HttpClient& http, const Clock& clock, Secret token, std::string base);

    /// Calls once, as JSON, or as a form for the methods that read no JSON. While a Retry-After of
    /// this method runs, nothing is sent and the answer is rate_limited. `arguments` must live
    /// until the call is awaited..
    asio::awaitable<ApiAnswer> call(std::string method, json::Ref arguments);

    /// Sends a file to the address that Slack named for it; the token stays here. An address that
    /// is not Slack's is refused.
    asio::awaitable<ApiAnswer> send_bytes(std::string url, std::string bytes);

    /// Why Slack refuses everything at present (revoked token…), in words; empty when it does not.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    void set_trouble(std::string words) { trouble_ = std::move(words); }

  private:
    [[nodiscard]] net::HttpRequest request(const std::string& method, json::Ref arguments) const;
    [[nodiscard]] std::optional<ApiAnswer> still_limited(const std::string& method);
    void note(const std::string& method, const ApiAnswer& answer);

    net::HttpClient& http_;
    const Clock& clock_;
    Secret token_;
    std::string base_;
    std::map<std::string, UtcTime, std::less<>> not_before_;
    std::string trouble_;
};

/// True for an address of the same service as `base`: the same scheme and port, and the same host
/// or, of a name, another one of its domain ("files.slack.com" beside "slack.com").
[[nodiscard]] bool is_of_same_service(std::string_view url, std::string_view base);

/// Reads an HTTP answer of the Web API. Pure.
[[nodiscard]] ApiAnswer read_answer(const Result<net::HttpResponse>& response);

}  // namespace debrief::slack
