// Response URLs: five posts within thirty minutes, without a token.
#pragma once
#include "adapters/sandbox/vouchers.hpp"
#include "adapters/sandbox/workspace.hpp"
#include "bot/net/http.hpp"

namespace debrief::sandbox {

class Hooks {
  public:
    Hooks(Workspace& workspace, ResponseUrls& urls) : workspace_(workspace), urls_(urls) {}
    /// Answers POST /hooks/…: "ok", or a 4xx with {"ok":false,"error":…}.
    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request);

  private:
    std::string apply(std::string_view path, const ResponseUrl& url, const json::Value& body);

    Workspace& workspace_;
    ResponseUrls& urls_;
};

}  // namespace debrief::sandbox
