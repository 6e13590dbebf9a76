// Whether the Connector would take an activity that the bot sends.
#pragma once
#include "adapters/sandbox/teams/tenant.hpp"

#include <string>
#include <utility>

namespace debrief::sandbox::teams {

/// Why a request is refused; status 0 means that it is not.
struct Refusal {
    Refusal() = default;
    Refusal(int status_, std::string code_, std::string message_)
        : status(status_), code(std::move(code_)), message(std::move(message_)) {}
    int status = 0;
    std::string code, message;
    explicit operator bool() const { return status != 0; }
};

struct Sizes {
    std::size_t message_utf16 = 100 * 1024;  ///< bytes of the activity as UTF-16
    std::size_t card = 25 * 1024;            ///< bytes of a card; what also fits a Workflow
    std::size_t flow = 28 * 1024;            ///< bytes of a Workflow's request
};

/// `place`: where it goes, for whom it may mention.
[[nodiscard]] Refusal refuse_activity(
    json::Ref activity,
    std::string_view raw,
    const Sizes& sizes,
    const Tenant& tenant,
    const Conversation& place
);
/// How many bytes a UTF-8 text has as UTF-16.
[[nodiscard]] std::size_t utf16_bytes(std::string_view utf8);
/// Whether there is a null anywhere.
[[nodiscard]] bool holds_null(json::Ref value);
/// The content of its Adaptive Card; missing when it has none.
[[nodiscard]] json::Ref card_of(json::Ref activity);

}  // namespace debrief::sandbox::teams
