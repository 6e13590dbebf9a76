#include "adapters/web/routes.hpp"

#include <memory>

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

constexpr std::string_view exports_path = "/api/v1/exports/";
constexpr std::size_t token_length = 32;

bool is_token(std::string_view text) {
    return text.size() == token_length &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

net::HttpResponse no_export() {
    return guarded(
        404,
        plain,
        "There is no export behind this link, or not any more: links work for 24 hours. Ask for "
        "it anew with: export\n"
    );
}

awaitable<net::HttpResponse> hand_out(const Exports& exports, net::HttpRequest request) {
    std::string token(request.path().substr(exports_path.size()));
    if (!is_token(token)) co_return no_export();
    auto found = co_await exports(std::move(token));
    if (!found) co_return guarded(503, plain, "The file cannot be made now; try again later.\n");
    if (!*found) co_return no_export();
    net::HttpResponse response = guarded(200, (*found)->type.c_str(), std::move((*found)->body));
    response.headers.add("Content-Disposition", "attachment; filename=\"" + (*found)->name + "\"");
    co_return response;
}

}  // namespace

net::Route make_export_route(Exports exports) {
    const auto shared = std::make_shared<const Exports>(std::move(exports));
    return {"GET", std::string(exports_path) + "*", [shared](net::HttpRequest request) {
                return hand_out(*shared, std::move(request));
            }};
}

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
