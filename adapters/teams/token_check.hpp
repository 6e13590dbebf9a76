// Is this activity really from Teams, and for us? Bot Connector authentication, step by step.
#pragma once
#include "adapters/teams/inbound.hpp"
#include "adapters/teams/keys.hpp"
#include "adapters/teams/service_url.hpp"
#include "bot/base/crypto.hpp"
#include "bot/net/http.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace debrief::teams {

/// Why a request is turned away. The words are for the log and hold nothing of the token.
struct Refusal {
    Refusal() = default;
    Refusal(int status_, std::string words_) : status(status_), words(std::move(words_)) {}
    int status = 401;
    std::string words;
};

/// What a good token proves.
struct Proven {
    Proven() = default;
    std::optional<std::string> service_url;  ///< where the answers may go
    std::shared_ptr<const SigningKey> key;   ///< null in anonymous mode
};

class TokenCheck {
  public:
    /// All arguments live longer than this.
    TokenCheck(
        const Inbound& settings, const TrustedServices& services, Keys& keys, const Clock& clock
    );

    /// The token alone: nothing of the body is looked at before it holds.
    asio::awaitable<std::variant<Refusal, Proven>> check(const net::HttpRequest& request);

    /// The activity against its token: what it must name, whose address it gives, whether the key
    /// speaks for Teams, and whether the tenant is ours.
    [[nodiscard]] std::optional<Refusal> check_activity(const Proven& proven, json::Ref activity)
        const;

  private:
    [[nodiscard]] bool is_signed(
        const std::string& token, const std::shared_ptr<const SigningKey>& key, UtcTime expires
    );
    [[nodiscard]] std::optional<Refusal> check_claims(json::Ref claims) const;
    [[nodiscard]] bool is_for_us(json::Ref audience) const;
    [[nodiscard]] bool is_our_tenant(json::Ref activity) const;

    /// A token that was found good: the same one again costs no arithmetic while its key is valid.
    struct Seen {
        std::shared_ptr<const SigningKey> key;
        UtcTime expires;
    };

    const Inbound& settings_;
    const TrustedServices& services_;
    Keys& keys_;
    const Clock& clock_;
    std::map<crypto::Digest, Seen> seen_;
};

}  // namespace debrief::teams
