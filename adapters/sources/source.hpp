// A sender of webhooks, as configured, and what a webhook turns out to mean.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "bot/base/secret.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/net/http.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::sources {

/// How a source's own name of a service becomes one of ours.
struct ServiceMapping {
    std::string fixed;  ///< not empty: everything from this source is about this service
    std::string field;  ///< where the source keeps its name of the service; empty: the kind's usual
    std::vector<std::pair<std::string, std::string>> names;  ///< the source's name → ours
};

struct Source {
    std::string name;
    std::string kind;
    Secret secret;  ///< signs the body; may be empty
    Secret token;   ///< comes in the Authorization header; may be empty
    ServiceMapping service;
    std::vector<std::string> environments;  ///< only these count; empty: all
};

/// Our name for the source's own one: the fixed one, else by the map (letters without case), else
/// as it is.
[[nodiscard]] std::string our_service(const ServiceMapping& mapping, std::string_view theirs);

/// Something ended, or goes on (again).
struct Report {
    core::Subject subject;
    bool ended = false;
    std::vector<std::string> people;  ///< e-mails or names
    std::string happening;            ///< the same for every repetition of this very webhook
};
/// Nothing to follow up, and why, in words.
struct Ignored {
    std::string why;
};
/// Not what this kind of source sends. `field` is empty when it is about the whole body.
struct Refusal {
    int status = 422;
    std::string field;
    std::string what;
};
/// One webhook may tell about several services.
using Decoded = std::variant<std::vector<Report>, Ignored, Refusal>;

/// What a decoder looks at. The request was verified and its body is `body`.
struct Incoming {
    const Source& source;
    const net::HttpRequest& request;
    json::Ref body;
    UtcTime now;
};

[[nodiscard]] Decoded decode_alertmanager(const Incoming& incoming);
[[nodiscard]] Decoded decode_github(const Incoming& incoming);
[[nodiscard]] Decoded decode_generic(const Incoming& incoming);

}  // namespace debrief::sources
