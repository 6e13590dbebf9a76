#include "adapters/teams/teams.hpp"

#include "bot/base/log.hpp"

namespace debrief::teams {

Teams::Teams(
    Settings settings,
    Inbound inbound,
    bool takes_activities,
    net::HttpClient& http,
    const templates::Catalog& catalog,
    const Clock& clock,
    Random& random,
    net::TaskGroup& tasks,
    flow::DirectorySource directory
)
    : settings_(std::move(settings)),
      inbound_(std::move(inbound)),
      takes_activities_(takes_activities),
      http_(http),
      catalog_(catalog),
      clock_(clock),
      random_(random),
      tasks_(tasks),
      trusted_(inbound_.trusted_services, inbound_.anonymous),
      outbound_(
          settings_, trusted_, http, catalog, evidence_, clock, random, std::move(directory)
      ) {}

std::vector<net::Route> Teams::routes(flow::Inbox& inbox) {
    reception_ = std::make_unique<Reception>(
        inbound_, http_, clock_, random_, tasks_, inbox, catalog_, evidence_
    );
    reception_->on_service([this](const std::string& service) { outbound_.note_service(service); });
    Reception& reception = *reception_;
    std::vector<net::Route> routes;
    if (takes_activities_) {
        routes.push_back({"POST", "/api/messages", [&reception](net::HttpRequest request) {
                              return reception.handle(std::move(request));
                          }});
    }
    routes.push_back({"POST", "/teams/outgoing/*", [&reception](net::HttpRequest request) {
                          return reception.handle_webhook(std::move(request));
                      }});
    return routes;
}

std::unique_ptr<flow::Sender> Teams::create_sender() {
    return outbound_.create_sender();
}

asio::awaitable<void> Teams::warm_up() {
    const Status connected = co_await outbound_.try_connect();
    if (connected) {
        log::info("Microsoft Teams accepts the bot's credentials");
    } else {
        log::warn("Microsoft Teams cannot be used yet", {{"reason", connected.error().what()}});
    }
}

void Teams::connect() {
    if (!takes_activities_) return;
    if (reception_) reception_->prepare();
    tasks_.spawn("teams connect", warm_up());
}

asio::awaitable<Status> Teams::try_connect() {
    return outbound_.try_connect();
}

std::string Teams::trouble() const {
    if (!takes_activities_) return {};
    if (!outbound_.trouble().empty()) return outbound_.trouble();
    return reception_ ? reception_->trouble() : std::string();
}

}  // namespace debrief::teams
