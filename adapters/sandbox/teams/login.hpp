// Microsoft's login services on loopback: the OpenID metadata and key set by which the bot knows
// our signature, the tokens that go with activities, and the token endpoint for the bot's own.
#pragma once
#include "adapters/sandbox/teams/faults.hpp"
#include "adapters/sandbox/teams/signer.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http.hpp"

#include <map>
#include <string>
#include <string_view>

namespace debrief::sandbox::teams {

inline constexpr auto token_issuer = "https://api.botframework.com";
inline constexpr auto connector_scope = "https://api.botframework.com/.default";

class Login {
  public:
    Login(const Clock& clock, Random& random, Secret app_password);

    /// Where this service listens, for the addresses in the metadata; no "/" at the end.
    void set_base(std::string base) { base_ = std::move(base); }

    /// Answers what is asked below the base: `path` begins with "/".
    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request, std::string_view path);

    /// A token for one activity: exactly aud, exp, iss, nbf and serviceurl, good for an hour.
    [[nodiscard]] std::string activity_token(const std::string& service_url) const;
    /// The header of such a token.
    [[nodiscard]] json::Value token_header() const;
    [[nodiscard]] const Signer& signer() const { return signer_; }

    enum class Access : std::uint8_t { granted, missing, unknown, expired };
    /// Whether this Authorization header is a token of ours that is still good.
    [[nodiscard]] Access access(std::string_view authorization) const;
    /// The tokens given out so far die, as when the platform loses them.
    void forget_tokens() { tokens_.clear(); }
    /// From now on another key id signs, and the key set knows the old one no more.
    void rotate_keys() { ++generation_; }
    [[nodiscard]] Faults& faults() { return faults_; }
    /// How often the bot asked for a token and for the key set.
    [[nodiscard]] int token_requests() const { return token_requests_; }
    [[nodiscard]] int key_requests() const { return key_requests_; }
    [[nodiscard]] int& token_seconds() { return token_seconds_; }

  private:
    [[nodiscard]] net::HttpResponse route(const net::HttpRequest& request, std::string_view path);
    [[nodiscard]] net::HttpResponse metadata() const;
    [[nodiscard]] net::HttpResponse keys() const;
    [[nodiscard]] net::HttpResponse token(const net::HttpRequest& request, std::string_view tenant);
    [[nodiscard]] std::string key_id() const;

    const Clock& clock_;
    Random& random_;
    Secret app_password_;
    Signer signer_;
    Faults faults_;
    std::string base_;
    std::map<std::string, UtcTime, std::less<>> tokens_;
    int generation_ = 1;
    int token_requests_ = 0, key_requests_ = 0;
    int token_seconds_ = 3599;
};

/// The answer of a planned fault that has no effect.
[[nodiscard]] net::HttpResponse faulty(const Fault& fault);

}  // namespace debrief::sandbox::teams
