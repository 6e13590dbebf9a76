// What Debrief shows of itself over HTTP: health, readiness, metrics, and a word at the front door.
#pragma once
#include "bot/base/metrics.hpp"
#include "bot/flow/exports.hpp"
#include "bot/net/router.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace debrief::web {

/// Why the program cannot do its work now, one sentence each; empty when it can.
using Readiness = std::function<std::vector<std::string>()>;

/// A file that is behind a link for a while; nothing for a link that is unknown or has expired.
using Exports =
    std::function<net::asio::awaitable<Result<std::optional<flow::ExportFile>>>(std::string token)>;

/// GET /api/v1/exports/TOKEN: the file, to be saved, never shown.
[[nodiscard]] net::Route make_export_route(Exports exports);

/// GET /, /healthz, /readyz and /metrics. The metrics must outlive the routes.
[[nodiscard]] std::vector<net::Route> make_routes(Readiness readiness, const Metrics& metrics);

}  // namespace debrief::web
