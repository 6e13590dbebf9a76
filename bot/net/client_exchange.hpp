// Internal to net: one request and its answer over one connection.
#pragma once
#include "bot/net/client_connection.hpp"

#include <string>
#include <utility>

namespace debrief::net {

/// What became of it.
struct Exchange {
    explicit Exchange(Result<HttpResponse> answer_) : answer(std::move(answer_)) {}
    Result<HttpResponse> answer;
    bool write_failed = false;  ///< the request did not get out whole
    bool nothing_came = false;  ///< closed before the first byte of the answer
    bool reusable = false;      ///< the connection may carry another request
};

/// Writes the request and reads the whole answer within the limits' time and size. The arguments
/// live until it ends. `to_head`: the request is HEAD.
asio::awaitable<Exchange> exchange(
    const ClientLimits& limits,
    const Url& url,
    Connection& connection,
    const std::string& message,
    bool to_head
);

}  // namespace debrief::net
