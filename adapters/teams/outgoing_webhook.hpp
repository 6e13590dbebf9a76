// Outgoing webhooks of Teams: commands from a team without a registered bot. Signed with a shared
// secret, answered at once, in words only.
#pragma once
#include "adapters/teams/inbound.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/crypto.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/net/http.hpp"
#include "templates/catalog.hpp"

#include <map>
#include <memory>
#include <string>

namespace debrief::teams {

namespace asio = boost::asio;

class OutgoingWebhooks {
  public:
    /// A webhook whose secret is not Base64 is logged and refuses everything. All arguments but the
    /// list live longer than this.
    OutgoingWebhooks(
        const std::vector<OutgoingWebhook>& webhooks,
        const Clock& clock,
        flow::Inbox& inbox,
        const templates::Catalog& catalog
    );

    /// POST /teams/outgoing/NAME: 404 for an unknown name, 401 for a wrong signature or an old
    /// message, else the answer of the rules.
    asio::awaitable<net::HttpResponse> handle(net::HttpRequest request);

  private:
    struct Webhook {
        std::unique_ptr<crypto::HmacSha256> sign;  ///< null: the secret is not usable
    };

    asio::awaitable<net::HttpResponse> answer(std::string name, json::Value activity);

    const Clock& clock_;
    flow::Inbox& inbox_;
    const templates::Catalog& catalog_;
    std::map<std::string, Webhook, std::less<>> webhooks_;
};

/// Whether the body is signed so: "HMAC " and the Base64 of HMAC-SHA256 over the raw bytes.
[[nodiscard]] bool is_signed_by(
    crypto::HmacSha256& sign, const net::Headers& headers, std::string_view body
);

}  // namespace debrief::teams
