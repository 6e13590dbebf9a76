// The one URL the Bot Connector talks to: prove, decode, hand to the inbox, answer after COMMIT.
#pragma once
#include "adapters/teams/addresses.hpp"
#include "adapters/teams/decode.hpp"
#include "adapters/teams/evidence.hpp"
#include "adapters/teams/inbound.hpp"
#include "adapters/teams/keys.hpp"
#include "adapters/teams/outgoing_webhook.hpp"
#include "adapters/teams/token_check.hpp"
#include "bot/base/random.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/net/http_client.hpp"
#include "bot/net/task_group.hpp"
#include "templates/catalog.hpp"

#include <functional>
#include <string>

namespace debrief::teams {

class Reception {
  public:
    /// All arguments live longer than this, and `tasks` is joined before this ends.
    Reception(
        Inbound settings,
        net::HttpClient& http,
        const Clock& clock,
        Random& random,
        net::TaskGroup& tasks,
        flow::Inbox& inbox,
        const templates::Catalog& catalog,
        Evidence& evidence
    );
    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;

    /// Told the serviceUrl of every activity that was proven.
    void on_service(std::function<void(const std::string&)> heard) { heard_ = std::move(heard); }
    /// Fetches the keys of the login, so that the first activity need not wait for them.
    void prepare();
    /// POST /api/messages.
    asio::awaitable<net::HttpResponse> handle(net::HttpRequest request);
    /// POST /teams/outgoing/*.
    asio::awaitable<net::HttpResponse> handle_webhook(net::HttpRequest request);
    /// Why activities cannot be believed at present, in words; empty when they can.
    [[nodiscard]] std::string trouble() const;

  private:
    /// An activity as the log knows it.
    struct Label {
        Label() = default;
        std::string key, type, name, correlation;
    };

    [[nodiscard]] net::HttpResponse turn_away(const Refusal& refusal, const Label& label);
    asio::awaitable<net::HttpResponse> act(Decoded decoded, Label label);
    asio::awaitable<void> tell(std::vector<core::ChannelAddress> addresses, std::string key);
    asio::awaitable<net::HttpResponse> happen(Happening happening, Label label);
    [[nodiscard]] net::HttpResponse answer(AnswerAs answer_as, const core::Reply& reply);
    [[nodiscard]] net::HttpResponse answer_failure(AnswerAs answer_as, const Error& error);
    /// A submitted dialog that was not accepted is shown again, with what was entered.
    asio::awaitable<net::HttpResponse> show_again(
        Happening dialog, core::Command command, core::Reply refusal
    );

    const Inbound settings_;
    const TrustedServices services_;
    const Clock& clock_;
    Random& random_;
    Keys keys_;
    TokenCheck check_;
    flow::Inbox& inbox_;
    const templates::Catalog& catalog_;
    Evidence& evidence_;
    OutgoingWebhooks webhooks_;
    Addresses addresses_;
    std::function<void(const std::string&)> heard_;
    UtcTime last_refusal_logged_{};
};

}  // namespace debrief::teams
