#include "bot/net/router.hpp"

#include <algorithm>
#include <unordered_map>

namespace debrief::net {
namespace {

/// Lets a string_view be looked up without making a string of it.
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

struct Method {
    std::string name;
    Handler handler;
};
using Methods = std::vector<Method>;

const Handler* find_method(const Methods& methods, std::string_view name) {
    for (const Method& method : methods) {
        if (method.name == name) return &method.handler;
    }
    return name == "HEAD" ? find_method(methods, "GET") : nullptr;
}

HttpResponse not_found() {
    return HttpResponse(404, "text/plain; charset=utf-8", "There is nothing at this path.\n");
}

HttpResponse not_allowed(const Methods& methods) {
    std::string allowed;
    for (const Method& method : methods) {
        if (!allowed.empty()) allowed += ", ";
        allowed += method.name;
    }
    HttpResponse response(
        405, "text/plain; charset=utf-8", "This path answers " + allowed + " only.\n"
    );
    response.headers.add("Allow", std::move(allowed));
    return response;
}

asio::awaitable<HttpResponse> answer(HttpResponse response) {
    co_return response;
}

class Table {
  public:
    explicit Table(std::vector<Route> routes) {
        for (Route& route : routes) add(std::move(route));
        // The longest prefix wins.
        std::stable_sort(below_.begin(), below_.end(), [](const auto& a, const auto& b) {
            return a.first.size() > b.first.size();
        });
    }

    [[nodiscard]] asio::awaitable<HttpResponse> dispatch(HttpRequest request) const {
        const Methods* methods = find(request.path());
        if (methods == nullptr) return answer(not_found());
        const Handler* handler = find_method(*methods, request.method);
        if (handler == nullptr) return answer(not_allowed(*methods));
        return (*handler)(std::move(request));
    }

  private:
    void add(Route route) {
        methods_of(route.path).push_back(Method{std::move(route.method), std::move(route.handler)});
    }

    Methods& methods_of(const std::string& path) {
        if (!path.ends_with('*')) return exact_[path];
        const std::string prefix = path.substr(0, path.size() - 1);
        for (auto& [known, methods] : below_) {
            if (known == prefix) return methods;
        }
        return below_.emplace_back(prefix, Methods()).second;
    }

    [[nodiscard]] const Methods* find(std::string_view path) const {
        if (const auto found = exact_.find(path); found != exact_.end()) return &found->second;
        for (const auto& [prefix, methods] : below_) {
            if (path.starts_with(prefix)) return &methods;
        }
        return nullptr;
    }

    std::unordered_map<std::string, Methods, Hash, std::equal_to<>> exact_;
    std::vector<std::pair<std::string, Methods>> below_;
};

}  // namespace

Handler route(std::vector<Route> routes) {
    const auto table = std::make_shared<const Table>(std::move(routes));
    // Not a coroutine itself, so the capture outlives every call.
    return [table](HttpRequest request) { return table->dispatch(std::move(request)); };
}

}  // namespace debrief::net
