#include "adapters/sources/routes.hpp"

#include "adapters/sources/values.hpp"
#include "adapters/sources/verify.hpp"
#include "bot/base/log.hpp"
#include "bot/base/text.hpp"

#include <array>

namespace debrief::sources {
namespace {

using flow::asio::awaitable;

constexpr std::string_view prefix = "/sources/";

/// A kind of source and the file that reads it.
struct Kind {
    std::string_view name;
    Decoded (*decode)(const Incoming&);
};
constexpr std::array<Kind, 3> kinds{{
    {"alertmanager", decode_alertmanager},
    {"github", decode_github},
    {"generic", decode_generic},
}};

const Kind* find_kind(std::string_view name) {
    for (const Kind& kind : kinds) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

net::HttpResponse answer(int status, std::string_view result, std::string_view words) {
    json::Value body = json::Value::object();
    body.set("status", result).set("message", words);
    return net::HttpResponse(status, "application/json", json::dump(body) + "\n");
}

net::HttpResponse refuse(int status, std::string_view field, std::string_view words) {
    json::Value body = json::Value::object();
    body.set("status", "refused");
    if (!field.empty()) body.set("field", field);
    body.set("message", words);
    return net::HttpResponse(status, "application/json", json::dump(body) + "\n");
}

net::HttpResponse unauthorized(Proof proof) {
    net::HttpResponse response = refuse(
        401,
        "",
        proof == Proof::missing
            ? "This source's credentials are missing: send them as docs/sources.md says."
            : "The credentials are not this source's: compare them with Debrief's configuration."
    );
    response.headers.add("WWW-Authenticate", "Bearer realm=\"debrief\"");
    return response;
}

/// A sender that hears 503 keeps the webhook and tries again.
net::HttpResponse not_taken(const Error& error) {
    if (error.code() == Errc::invalid_input)
        return refuse(500, "", "Debrief could not record this; its log says why.");
    net::HttpResponse response =
        refuse(503, "", "Debrief cannot record this at the moment: send it again.");
    response.headers.add("Retry-After", "5");
    return response;
}

/// The JSON text: the body, or what GitHub's default content type wraps it in.
std::string json_text(const net::HttpRequest& request) {
    const std::string type = text::lower(request.headers.get("Content-Type"));
    if (type.starts_with("application/x-www-form-urlencoded")) {
        for (auto& [name, value] : net::decode_form(request.body)) {
            if (name == "payload") return std::move(value);
        }
    }
    return request.body;
}

std::string unknown_service(
    const Source& source, const std::string& service, const core::Directory& directory
) {
    std::string words = service.empty()
                            ? "Taken, but it names no service"
                            : "Taken, but there is no service called \"" + title_of(service) + "\"";
    if (const core::Service* near = directory.nearest(service))
        words += "; the nearest is \"" + near->name + "\"";
    return words + ". Map it in [source.service.map] of the source \"" + source.name + "\".";
}

core::Command to_command(const Source& source, Report report) {
    core::SubjectReported reported;
    reported.subject = std::move(report.subject);
    reported.ended = report.ended;
    reported.people = std::move(report.people);
    core::Command command;
    command.origin.via = "source " + source.name;
    command.intent = std::move(reported);
    return command;
}

class Receiver {
  public:
    explicit Receiver(Neighbours neighbours) : n_(std::move(neighbours)) {}

    awaitable<net::HttpResponse> receive(net::HttpRequest request) {
        const auto sources = n_.sources();
        const Source* source = find(*sources, request.path().substr(prefix.size()));
        if (source == nullptr) {
            count("unknown", "not_found");
            co_return refuse(404, "", "There is no source of this name in the configuration.");
        }
        net::HttpResponse response = co_await receive_from(*source, request);
        if (response.status >= 400) {
            log::warn(
                "a source's webhook was refused",
                {{"source", source->name}, {"status", response.status}}
            );
        }
        count(source->name, response.status < 300 ? "taken" : std::to_string(response.status));
        co_return response;
    }

  private:
    static const Source* find(const std::vector<Source>& sources, std::string_view name) {
        for (const Source& source : sources) {
            if (text::lower(source.name) == text::lower(name)) return &source;
        }
        return nullptr;
    }

    void count(const std::string& source, const std::string& result) {
        n_.metrics
            .counter(
                "debrief_source_webhooks_total",
                "Webhooks of sources, by what became of them",
                {{"source", source}, {"result", result}}
            )
            .add();
    }

    awaitable<net::HttpResponse> receive_from(const Source& source, net::HttpRequest& request) {
        const Kind* kind = find_kind(source.kind);
        if (kind == nullptr) co_return refuse(500, "", "This kind of source cannot be read.");
        if (const Proof proof = check(source, request); proof != Proof::good)
            co_return unauthorized(proof);
        const Result<json::Value> body = json::parse(json_text(request));
        if (!body) co_return refuse(400, "", "The body is not JSON: " + body.error().what());
        Decoded decoded = kind->decode(Incoming{source, request, *body, n_.clock.now()});
        if (const auto* refusal = std::get_if<Refusal>(&decoded))
            co_return refuse(refusal->status, refusal->field, refusal->what);
        if (const auto* ignored = std::get_if<Ignored>(&decoded))
            co_return answer(200, "ignored", "Ignored: " + ignored->why + ".");
        std::vector<Report>& reports = std::get<std::vector<Report>>(decoded);
        net::HttpResponse response = co_await take(source, reports);
        co_return response;
    }

    /// Repeats are harmless, so after a failure in the middle the sender may send all of it again.
    awaitable<net::HttpResponse> take(const Source& source, std::vector<Report>& reports) {
        const auto directory = n_.directory();
        std::optional<std::string> unknown;
        for (Report& report : reports) {
            if (directory->service(report.subject.service) == nullptr)
                unknown = report.subject.service;
            std::string key = "source:" + source.name + ":" + report.happening;
            core::Command command = to_command(source, std::move(report));
            const Result<core::Reply> done = co_await n_.handle(std::move(key), std::move(command));
            if (!done) co_return not_taken(done.error());
        }
        if (!unknown) co_return answer(200, "taken", "Taken.");
        co_return answer(202, "taken", unknown_service(source, *unknown, *directory));
    }

    Neighbours n_;
};

}  // namespace

bool known_kind(std::string_view kind) {
    return find_kind(kind) != nullptr;
}

Handle into(flow::Inbox& inbox) {
    return [&inbox](std::string key, core::Command command) {
        return inbox.handle(std::move(key), std::move(command));
    };
}

net::Route make_route(Neighbours neighbours) {
    const auto receiver = std::make_shared<Receiver>(std::move(neighbours));
    // Not a coroutine itself: the route, and with it the receiver, outlives every request.
    return net::Route{"POST", std::string(prefix) + "*", [receiver](net::HttpRequest request) {
                          return receiver->receive(std::move(request));
                      }};
}

}  // namespace debrief::sources
