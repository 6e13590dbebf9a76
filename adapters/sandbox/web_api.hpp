// The workspace's Web API: https://slack.com/api/METHOD, as strict as Slack.
#pragma once
#include "adapters/sandbox/arguments.hpp"
#include "adapters/sandbox/faults.hpp"
#include "adapters/sandbox/files.hpp"
#include "adapters/sandbox/modals.hpp"
#include "adapters/sandbox/rate_limits.hpp"
#include "adapters/sandbox/vouchers.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/base/secret.hpp"
#include "bot/net/http.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <set>
#include <string>
#include <vector>

namespace debrief::sandbox {

namespace asio = boost::asio;

/// What the app was granted when it was installed.
struct Installation {
    Secret token;
    std::set<std::string, std::less<>> scopes;
    bool revoked = false;
    std::string page_url;  ///< for permalinks; ends in "/"
    [[nodiscard]] bool may(std::string_view scope) const { return scopes.contains(scope); }
};

/// The scopes of Debrief's own manifest: what it was not granted in life does not work here either.
[[nodiscard]] std::set<std::string, std::less<>> usual_scopes();

/// A call as it was answered, for tests and the page's panel. No texts and no tokens.
struct ApiCall {
    UtcTime time;
    std::string method, channel, error;
    int status = 200;
};

/// What the methods work on.
struct ApiContext {
    Workspace& workspace;
    Modals& modals;
    Triggers& triggers;
    RateLimits& limits;
    Files& files;
    const Installation& installation;
};

class WebApi {
  public:
    WebApi(asio::any_io_executor executor, ApiContext context);

    /// Answers a request to /api/METHOD.
    asio::awaitable<net::HttpResponse> handle(net::HttpRequest request);

    [[nodiscard]] Faults& faults() { return faults_; }
    [[nodiscard]] const std::vector<ApiCall>& calls() const { return calls_; }
    void forget_calls() { calls_.clear(); }
    /// Lets calls that were left without an answer end.
    void stop();

  private:
    net::HttpResponse answer(const net::HttpRequest& request, std::string_view method);
    asio::awaitable<void> leave_waiting();

    asio::any_io_executor executor_;
    ApiContext context_;
    Faults faults_;
    std::vector<ApiCall> calls_;
    std::vector<asio::steady_timer*> waiting_;
    bool stopped_ = false;
};

}  // namespace debrief::sandbox
