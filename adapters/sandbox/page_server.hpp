// The page's own little API on loopback: what one person sees, and what they do.
#pragma once
#include "adapters/sandbox/model.hpp"
#include "bot/net/http.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace debrief::sandbox {

class Sandbox;

class PageServer {
  public:
    explicit PageServer(Sandbox& sandbox) : sandbox_(sandbox) {}

    /// GET / and /page/…: the page. GET /sandbox/state?as=U…&since=N: waits for a newer revision.
    /// POST /sandbox/act: does something. Anything else is 404.
    boost::asio::awaitable<net::HttpResponse> answer(net::HttpRequest request);

  private:
    boost::asio::awaitable<net::HttpResponse> state(const net::HttpRequest& request);
    boost::asio::awaitable<net::HttpResponse> act(const net::HttpRequest& request);
    /// Does it; the words of a problem, or nothing.
    boost::asio::awaitable<std::string> perform(const json::Value& act);
    boost::asio::awaitable<std::string> speak(const json::Value& act, std::string user);
    boost::asio::awaitable<std::string> use_form(const json::Value& act, std::string user);
    boost::asio::awaitable<std::string> move_clock(const json::Value& act, std::string user);
    boost::asio::awaitable<std::string> post_from_outside(const json::Value& act);
    std::string change_membership(const json::Value& act, const std::string& user);
    std::string plan_fault(const json::Value& act);

    Sandbox& sandbox_;
};

}  // namespace debrief::sandbox
