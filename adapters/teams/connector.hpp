// Teams' Connector: one HTTP call for each thing that can be done with a conversation.
#pragma once
#include "adapters/teams/access_token.hpp"
#include "adapters/teams/answer.hpp"
#include "adapters/teams/service_url.hpp"
#include "adapters/teams/settings.hpp"
#include "adapters/teams/single_flight.hpp"

#include <map>
#include <string>
#include <string_view>

namespace debrief::teams {

/// Every `service` is the address of a conversation as Teams named it; empty: the last one that was
/// heard of. The token goes to trusted addresses only, and no redirect is followed. `pace` names
/// the bucket that a Retry-After closes; while it is closed nothing is sent, and the answer is
/// `limited`. JSON arguments live until the call is awaited.
class Connector {
  public:
    /// The arguments live longer.
    Connector(
        net::HttpClient& http,
        const Clock& clock,
        AccessToken& token,
        const TrustedServices& trusted,
        const Settings& settings
    );

    /// POST into a conversation (or thread). `message_id` of the answer may be empty.
    asio::awaitable<Answer> send(
        std::string service, std::string conversation, json::Ref activity, std::string pace
    );
    /// A new thread in a channel, or the chat with one person.
    asio::awaitable<Answer> create(std::string service, json::Ref parameters, std::string pace);
    asio::awaitable<Answer> update(
        std::string service,
        std::string conversation,
        std::string message,
        json::Ref activity,
        std::string pace
    );
    asio::awaitable<Answer> remove(
        std::string service, std::string conversation, std::string message, std::string pace
    );
    asio::awaitable<Answer> member(std::string service, std::string conversation, std::string user);
    /// One page of members; `continuation` comes from the page before.
    asio::awaitable<Answer> members(
        std::string service, std::string conversation, std::string continuation
    );

    /// Remembers where Teams is reached at present. Addresses that are not trusted are forgotten.
    void note_service(const std::string& service);
    /// The tenant a conversation is created in; empty when it cannot be told.
    [[nodiscard]] std::string tenant_for(const std::string& service) const;
    /// Why Teams refuses everything at present, in words; empty when it does not.
    [[nodiscard]] const std::string& trouble() const;

  private:
    struct Call {
        Call(std::string_view name_, std::string method_, std::string path_, std::string pace_);
        std::string_view name;  ///< for the log
        std::string method, path, pace, body;
    };
    asio::awaitable<Answer> call(std::string service, Call call);
    asio::awaitable<Answer> call_at(std::string base, const Call& call);
    /// `sent_with` receives the token that was used.
    asio::awaitable<Answer> call_once(std::string base, const Call& call, Secret& sent_with);
    [[nodiscard]] std::string base_for(const std::string& service);
    [[nodiscard]] Duration closed_for(const std::string& pace);
    void note(const Call& call, const Answer& answer, std::string_view correlation);

    net::HttpClient& http_;
    const Clock& clock_;
    AccessToken& token_;
    const TrustedServices& trusted_;
    bool anonymous_;
    std::string tenant_;
    std::string first_, other_, last_;
    std::map<std::string, SingleFlight> flights_;  ///< by bucket
    std::map<std::string, UtcTime, std::less<>> closed_until_;
    std::string trouble_;
};

/// A text as one segment of a path.
[[nodiscard]] std::string path_segment(std::string_view text);

}  // namespace debrief::teams
