// What Debrief shows of itself over HTTP: health, readiness, metrics, and a word at the front door.
#pragma once
#include "bot/base/metrics.hpp"
#include "bot/net/router.hpp"

#include <functional>
#include <string>
#include <vector>

namespace debrief::web {

/// Why the program cannot do its work now, one sentence each; empty when it can.
using Readiness = std::function<std::vector<std::string>()>;

/// GET /, /healthz, /readyz and /metrics. The metrics must outlive the routes.
[[nodiscard]] std::vector<net::Route> make_routes(Readiness readiness, const Metrics& metrics);

}  // namespace debrief::web
