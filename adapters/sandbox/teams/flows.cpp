#include "adapters/sandbox/teams/flows.hpp"

#include "adapters/sandbox/teams/card_check.hpp"
#include "adapters/sandbox/teams/connector.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/text.hpp"

namespace debrief::sandbox::teams {
namespace {

constexpr auto path =
    "/powerautomate/automations/direct/workflows/5a4db0c57e154d1e9a0b0000000000f1/triggers/manual/"
    "paths/invoke";

net::HttpResponse refused(int status, const char* code) {
    json::Value error = json::Value::object().set("code", code).set("message", code);
    const json::Value body = json::Value::object().set("error", std::move(error));
    return net::HttpResponse(status, "application/json; charset=utf-8", json::dump(body));
}

std::string argument(std::string_view query, std::string_view name) {
    for (auto& [key, value] : net::decode_form(query)) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace

std::string Flows::target() {
    return std::string(path) +
           "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + flow_signature;
}

net::HttpResponse Flows::answer(const net::HttpRequest& request) {
    const std::string_view query = request.query();
    if (request.path() != path) return refused(404, "WorkflowNotFound");
    if (request.method != "POST") return refused(405, "MethodNotAllowed");
    // The signature covers these; whoever rewrites the query breaks it.
    const bool whole = argument(query, "api-version") == "1" &&
                       argument(query, "sp") == "/triggers/manual/run" &&
                       argument(query, "sv") == "1.0";
    if (!whole || !crypto::equal_constant_time(argument(query, "sig"), flow_signature))
        return refused(401, "DirectApiAuthorizationRequired");
    if (disabled_) return refused(400, "WorkflowTriggerIsNotEnabled");
    const std::string type = text::lower(request.headers.get("content-type"));
    if (!type.starts_with("application/json")) return refused(415, "UnsupportedMediaType");
    if (request.body.size() > sizes_.flow) return refused(413, "RequestEntityTooLarge");
    run(request.body);
    return net::HttpResponse(202);
}

void Flows::run(std::string_view body) {
    const auto parsed = json::parse(body);
    const json::Ref activity = parsed ? parsed.value().ref() : json::Ref();
    const json::Ref card = card_of(activity);
    std::string problem;
    if (!card) {
        problem = "the flow goes through the attachments, and there are none";
    } else {
        const auto problems = problems_of_card(card, CardUse::posted);
        if (!problems.empty()) problem = problems.front();
    }
    Message message;
    message.from = flow_author;
    message.by_flow = true;
    if (problem.empty()) {
        fill_message(message, activity);
        message.text.clear();
        if (tenant_.post(Place(channel_, {}), std::move(message)) == nullptr)
            problem = "the channel is gone";
    }
    if (!problem.empty()) failed_runs_.push_back(problem);
}

}  // namespace debrief::sandbox::teams
