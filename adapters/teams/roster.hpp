// Who is who in Teams: by account, or by e-mail among the members of the configured channels.
#pragma once
#include "adapters/teams/connector.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/sender.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace debrief::teams {

class Roster {
  public:
    /// The arguments live longer. `directory` names the channels whose members are known.
    Roster(Connector& connector, const Clock& clock, flow::DirectorySource directory);

    /// See flow::Sender::look_up: by the account when it has a user, else by e-mail.
    asio::awaitable<Result<flow::Profile>> look_up(core::Account account, std::string email);
    /// The id Teams takes for this user in new conversations; the same when there is no other.
    asio::awaitable<std::string> id_of(std::string user);
    /// The name of somebody in a conversation; empty when it cannot be told.
    asio::awaitable<std::string> name_of(
        std::string service, std::string conversation, std::string user
    );

  private:
    using Found = Result<flow::Profile>;
    struct Members {
        Members() = default;
        void add(json::Ref member);
        std::map<std::string, flow::Profile, std::less<>> by_email, by_object_id;
    };
    asio::awaitable<Found> by_account(std::string user);
    asio::awaitable<Found> by_email(std::string email);
    /// Reads every channel's members again, unless somebody else just does.
    asio::awaitable<void> refresh();
    asio::awaitable<void> read_channel(std::string channel, Members& members);
    [[nodiscard]] std::vector<std::string> channels() const;
    [[nodiscard]] bool is_older_than(Duration age) const;
    [[nodiscard]] Error nobody() const;

    Connector& connector_;
    const Clock& clock_;
    flow::DirectorySource directory_;
    SingleFlight flight_;
    Members members_;
    std::optional<UtcTime> read_at_;
    std::optional<Error> failure_;  ///< a channel whose members are not known, and why
};

/// A member as the Connector describes them. Pure.
[[nodiscard]] flow::Profile profile_of(json::Ref member);

/// Accounts of outgoing webhooks: their ids are the webhook's own, so the directory's object id
/// stands for them.
inline constexpr std::string_view object_id_prefix = "aad:";

}  // namespace debrief::teams
