// The bot's own token for calling Teams: asked for once, kept, renewed in time. Never a storm of
// questions: after a refusal it is silent for a while, and only one asks at a time.
#pragma once
#include "adapters/teams/certificate.hpp"
#include "adapters/teams/settings.hpp"
#include "adapters/teams/single_flight.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"
#include "bot/net/http_client.hpp"

#include <optional>
#include <string>

namespace debrief::teams {

/// For one cloud, tenant, app and scope. The arguments live longer.
class AccessToken {
  public:
    AccessToken(
        net::HttpClient& http, const Clock& clock, Random& random, const Settings& settings
    );

    /// A token that is valid for a while. Errors: `unauthorized` (the credentials are wrong: words
    /// for an administrator), anything else (not reached; later).
    asio::awaitable<Result<Secret>> get();
    /// The Connector did not take this one: the next get() asks for another.
    void drop(const Secret& rejected);
    /// Why there is no token at present, in words; empty when all is well.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

  private:
    [[nodiscard]] Result<net::HttpRequest> request() const;
    [[nodiscard]] Result<std::string> assertion() const;
    [[nodiscard]] Result<Secret> keep(const net::HttpResponse& response);
    [[nodiscard]] Error hold_back(Error why, Duration at_least);
    [[nodiscard]] bool is_usable(UtcTime until) const;

    net::HttpClient& http_;
    const Clock& clock_;
    Random& random_;
    Credentials credentials_;
    std::string scope_, url_;
    std::optional<Result<Certificate>> certificate_;

    SingleFlight flight_;
    Secret token_;
    UtcTime received_, renew_, end_;
    Error failure_;
    UtcTime silent_until_;
    int failures_ = 0;
    std::string trouble_;
};

/// Reads the login's answer about a failure. Pure.
[[nodiscard]] Error explain_login(const net::HttpResponse& response);

}  // namespace debrief::teams
