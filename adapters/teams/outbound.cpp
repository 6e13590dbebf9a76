#include "adapters/teams/outbound.hpp"

namespace debrief::teams {

Outbound::Outbound(
    const Settings& settings,
    const TrustedServices& trusted,
    net::HttpClient& http,
    const templates::Catalog& catalog,
    const Evidence& evidence,
    const Clock& clock,
    Random& random,
    flow::DirectorySource directory
)
    : catalog_(catalog),
      evidence_(evidence),
      clock_(clock),
      anonymous_(settings.anonymous()),
      token_(http, clock, random, settings),
      connector_(http, clock, token_, trusted, settings),
      roster_(connector_, clock, std::move(directory)),
      chats_(connector_, roster_),
      workflows_(http, settings.workflows) {}

std::unique_ptr<flow::Sender> Outbound::create_sender() {
    return teams::create_sender(
        SenderParts(connector_, roster_, chats_, workflows_, catalog_, evidence_, clock_)
    );
}

asio::awaitable<Status> Outbound::try_connect() {
    if (anonymous_) co_return boost::system::in_place_value;
    const auto token = co_await token_.get();
    if (!token) co_return Status(token.error());
    co_return boost::system::in_place_value;
}

}  // namespace debrief::teams
