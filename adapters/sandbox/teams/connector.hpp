// The Bot Connector of one tenant: what the bot calls to send, update and look people up, as strict
// as Microsoft documents it.
#pragma once
#include "adapters/sandbox/teams/activity_check.hpp"
#include "adapters/sandbox/teams/faults.hpp"
#include "adapters/sandbox/teams/login.hpp"
#include "adapters/sandbox/teams/tenant.hpp"
#include "adapters/sandbox/teams/windows.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox::teams {

namespace asio = boost::asio;

/// What the bot called, for tests.
struct Call {
    Call() = default;
    UtcTime time{};
    std::string operation;  ///< "send", "reply", "update", "delete", "create", "member", …
    std::string conversation;
    int status = 0;
    std::string code, words;  ///< of the error, if it was one
};

class Connector {
  public:
    Connector(asio::any_io_executor executor, Tenant& tenant, Login& login, Windows& windows);

    /// Answers what is asked below the service URL: `path` begins with "/v3/".
    asio::awaitable<net::HttpResponse> handle(net::HttpRequest request, std::string path);
    /// Lets go of everybody who waits for an answer that does not come.
    void stop();

    [[nodiscard]] Faults& faults() { return faults_; }
    [[nodiscard]] Sizes& sizes() { return sizes_; }
    [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }
    /// The tenant's administrator blocks the app, or lets it in again.
    void disable_app(bool disabled) { disabled_ = disabled; }

  private:
    struct Request;

    net::HttpResponse answer(const net::HttpRequest& http, Request& request);
    net::HttpResponse serve(Request& request);
    Refusal refuse(const net::HttpRequest& http, Request& request);
    Refusal refuse_place(const Request& request, const Conversation*& place) const;

    net::HttpResponse send(Request& request);
    net::HttpResponse update(Request& request);
    net::HttpResponse erase(Request& request);
    net::HttpResponse create(Request& request);
    net::HttpResponse create_thread(Request& request, const std::string& channel);
    net::HttpResponse create_personal(Request& request);
    net::HttpResponse member(const Request& request) const;
    net::HttpResponse members(const Request& request, bool paged) const;
    net::HttpResponse team(const Request& request) const;
    /// Posts an activity that was checked: as two messages when it has text and a card. The id of
    /// the first.
    std::string post(const Place& place, json::Ref activity);
    Refusal refuse_own_message(const Request& request, const Place& place) const;
    asio::awaitable<void> leave_waiting();

    asio::any_io_executor executor_;
    Tenant& tenant_;
    Login& login_;
    Windows& windows_;
    Faults faults_;
    Sizes sizes_;
    std::vector<Call> calls_;
    std::vector<asio::steady_timer*> waiting_;
    bool disabled_ = false;
    bool stopped_ = false;
};

/// Puts an activity's content into a message.
void fill_message(Message& message, json::Ref activity);

}  // namespace debrief::sandbox::teams
