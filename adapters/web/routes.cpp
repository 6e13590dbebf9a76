#include "adapters/web/routes.hpp"

namespace debrief::web {
namespace {

using net::asio::awaitable;

constexpr const char* plain = "text/plain; charset=utf-8";

/// Nothing here is a page: no browser may run, frame, guess at or keep it.
net::HttpResponse guarded(int status, const char* type, std::string body) {
    net::HttpResponse response(status, type, std::move(body));
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.headers.add("Referrer-Policy", "no-referrer");
    response.headers.add("Cache-Control", "no-store");
    return response;
}

awaitable<net::HttpResponse> answer(net::HttpResponse response) {
    co_return response;
}

net::HttpResponse ready(const Readiness& readiness) {
    const std::vector<std::string> reasons = readiness();
    if (reasons.empty()) return guarded(200, plain, "ready\n");
    std::string body = "not ready\n";
    for (const std::string& reason : reasons) body += reason + "\n";
    return guarded(503, plain, std::move(body));
}

}  // namespace

std::vector<net::Route> make_routes(Readiness readiness, const Metrics& metrics) {
    std::vector<net::Route> routes;
    routes.push_back({"GET", "/", [](net::HttpRequest) {
                          return answer(guarded(
                              200,
                              plain,
                              "This is Debrief. It lives in chat: type /debrief help there.\n"
                          ));
                      }});
    routes.push_back({"GET", "/healthz", [](net::HttpRequest) {
                          return answer(guarded(200, plain, "ok\n"));
                      }});
    routes.push_back({"GET", "/readyz", [readiness = std::move(readiness)](net::HttpRequest) {
                          return answer(ready(readiness));
                      }});
    routes.push_back({"GET", "/metrics", [&metrics](net::HttpRequest) {
                          return answer(guarded(
                              200, "text/plain; version=0.0.4; charset=utf-8", metrics.expose()
                          ));
                      }});
    return routes;
}

}  // namespace debrief::web
