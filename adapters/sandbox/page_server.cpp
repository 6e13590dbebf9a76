#include "adapters/sandbox/page_server.hpp"

#include "adapters/sandbox/page_assets.hpp"
#include "adapters/sandbox/page_state.hpp"
#include "adapters/sandbox/sandbox.hpp"
#include "adapters/sandbox/teams/page.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace debrief::sandbox {
namespace {

/// The page asks again after that long without news.
constexpr std::chrono::milliseconds longest_wait{20'000};

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".html")) return "text/html; charset=utf-8";
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".txt")) return "text/plain; charset=utf-8";
    return "image/svg+xml";
}

net::HttpResponse asset(std::string_view name) {
    for (const PageAsset& each : page_assets()) {
        if (each.name != name) continue;
        net::HttpResponse response(200, std::string(type_of(name)), std::string(each.content));
        response.headers.add("Cache-Control", "no-cache");
        response.headers.add("X-Content-Type-Options", "nosniff");
        response.headers.add(
            "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"
        );
        return response;
    }
    return net::HttpResponse(404, "text/plain; charset=utf-8", "There is nothing at this path.\n");
}

/// Whether the build found the packages that draw Adaptive Cards.
bool has_card_renderer() {
    const auto there = [](std::string_view name) {
        const auto all = page_assets();
        return std::any_of(all.begin(), all.end(), [name](const PageAsset& each) {
            return each.name == name;
        });
    };
    return there("adaptivecards.min.js") && there("markdown-it.umd.min.js");
}

net::HttpResponse forbidden() {
    return net::HttpResponse(
        403,
        "text/plain; charset=utf-8",
        "Only the sandbox's own page on this computer may ask this.\n"
    );
}

/// Other sites must not reach into the sandbox through a browser: neither by a form or script of
/// theirs (Origin), nor by a name of theirs that leads to this computer (Host).
bool from_own_page(const net::HttpRequest& request) {
    std::string_view host = request.headers.get("host");
    const std::string_view origin = request.headers.get("origin");
    if (!origin.empty() && origin != "http://" + std::string(host)) return false;
    host = host.substr(0, host.rfind(':'));
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

net::HttpResponse json_answer(const json::Value& body) {
    net::HttpResponse response(200, "application/json; charset=utf-8", json::dump(body));
    response.headers.add("Cache-Control", "no-store");
    return response;
}

std::string argument(const net::HttpRequest& request, std::string_view name) {
    for (auto& [key, value] : net::decode_form(request.query())) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace

boost::asio::awaitable<net::HttpResponse> PageServer::answer(net::HttpRequest request) {
    const std::string_view path = request.path();
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (get && (path == "/" || path.starts_with("/archives/"))) co_return asset("index.html");
    if (get && path.starts_with("/page/")) co_return asset(path.substr(6));
    if (!path.starts_with("/sandbox/")) co_return asset(path);
    if (!from_own_page(request)) co_return forbidden();
    if (get && path == "/sandbox/state") co_return co_await state(request);
    if (request.method == "POST" && path == "/sandbox/act") co_return co_await act(request);
    co_return asset(path);
}

boost::asio::awaitable<net::HttpResponse> PageServer::state(const net::HttpRequest& request) {
    const std::string viewer = argument(request, "as");
    const std::string since = argument(request, "since");
    std::uint64_t revision = 0;
    std::from_chars(since.data(), since.data() + since.size(), revision);
    const Person* person = sandbox_.workspace().person(viewer);
    if (person == nullptr || person->role.empty()) {
        co_return net::HttpResponse(
            400, "text/plain; charset=utf-8", "Nobody can be that person.\n"
        );
    }
    co_await sandbox_.changed(revision, longest_wait);
    json::Value shape = page_state(sandbox_.workspace(), sandbox_.modals(), viewer);
    shape.set("command", sandbox_.client().command()).set("moving", sandbox_.moving());
    shape.set("renderer", has_card_renderer());
    shape.set("teams", teams::page_state(sandbox_.teams(), person->handle));
    json::Value sources = json::Value::array();
    for (const SourceLink& each : sandbox_.sources()) sources.push(each.kind);
    shape.set("sources", std::move(sources));
    co_return json_answer(shape);
}

boost::asio::awaitable<net::HttpResponse> PageServer::act(const net::HttpRequest& request) {
    // A browser sends this type to other origins only after asking, which nobody here allows.
    const bool is_json =
        text::lower(request.headers.get("content-type")).starts_with("application/json");
    if (!is_json) co_return forbidden();
    auto parsed = json::parse(request.body);
    if (!parsed)
        co_return net::HttpResponse(400, "text/plain; charset=utf-8", parsed.error().what() + "\n");
    const json::Value act = std::move(parsed.value());
    const std::string problem = co_await perform(act);
    json::Value body = json::Value::object();
    body.set("ok", problem.empty()).set("problem", problem);
    co_return json_answer(body);
}

}  // namespace debrief::sandbox
