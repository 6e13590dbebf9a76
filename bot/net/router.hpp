// Routes as one table: method and path to handler. 404 and 405 in words.
#pragma once
#include "bot/net/http_server.hpp"

#include <string>
#include <vector>

namespace debrief::net {

/// One route. `path` matches exactly; with a trailing "*" it matches everything below it.
struct Route {
    std::string method;
    std::string path;
    Handler handler;
};

/// A handler that picks the route; HEAD falls back to GET.
[[nodiscard]] Handler route(std::vector<Route> routes);

}  // namespace debrief::net
