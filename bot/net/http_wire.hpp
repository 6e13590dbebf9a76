// HTTP/1.1 heads as text.
#pragma once
#include "bot/net/http.hpp"

#include <string>
#include <string_view>

namespace debrief::net {

/// How a response leaves: what the request asked for and what the server wants.
struct Framing {
    bool keep_alive = true;
    bool http_1_0 = false;  ///< the request was HTTP/1.0
};

/// Status line and header with the blank line. Content-Length and Connection are always ours; line
/// breaks in values become blanks, so that no value can start another field.
void append_head(std::string& out, const HttpResponse& response, Framing framing);

/// Request line and header with the blank line. `host` is the value of Host.
void append_head(
    std::string& out, const HttpRequest& request, std::string_view host, std::string_view target
);

}  // namespace debrief::net
