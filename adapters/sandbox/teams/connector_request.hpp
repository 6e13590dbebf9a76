// One request to the Connector, taken apart.
#pragma once
#include "adapters/sandbox/teams/connector.hpp"

#include <optional>

namespace debrief::sandbox::teams {

struct Connector::Request {
    Request() = default;
    std::string operation;               ///< empty: there is nothing at this path
    bool allowed = true;                 ///< the method fits the path
    std::string conversation, activity;  ///< decoded; `conversation` may name a team
    std::string user;                    ///< of "member"
    std::string query, raw;
    json::Value body;
    [[nodiscard]] bool writes() const {
        return operation == "send" || operation == "reply" || operation == "update" ||
               operation == "create";
    }
    [[nodiscard]] bool sends() const { return writes() || operation == "delete"; }
    /// Which operation, on what.
    static Request read(std::string_view method, std::string_view path, std::string_view query);
};

/// Decodes %XX; a '+' stays one, as in a path. Nothing when an escape is broken.
[[nodiscard]] std::optional<std::string> decode_segment(std::string_view segment);

[[nodiscard]] net::HttpResponse refusal_answer(const Refusal& refusal);
[[nodiscard]] net::HttpResponse connector_answer(int status, const json::Value& body);

}  // namespace debrief::sandbox::teams
