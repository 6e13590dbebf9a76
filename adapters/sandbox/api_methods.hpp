// Internal to the Web API: the table of methods and what their implementations share.
#pragma once
#include "adapters/sandbox/arguments.hpp"
#include "adapters/sandbox/web_api.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

/// What a method answers: members of the success, or a refusal.
struct ApiReply {
    ApiReply() : body(json::Value::object()) {}
    ApiReply(json::Value body_) : body(std::move(body_)) {}
    ApiReply(Refusal refusal_) : body(json::Value::object()), refusal(std::move(refusal_)) {}
    json::Value body;
    Refusal refusal;
    std::vector<std::string> warnings;
    int retry_after = 0;  ///< above 0: HTTP 429
    std::string needed;   ///< the scope that `missing_scope` asks for
};

struct ApiMethod {
    std::string_view name;
    CallRules rules;
    int per_minute;
    std::string_view scopes;  ///< any one of these, by comma; empty: none is needed
    ApiReply (*run)(ApiContext&, const Arguments&);
};

[[nodiscard]] std::span<const ApiMethod> chat_methods();
[[nodiscard]] std::span<const ApiMethod> conversation_methods();
[[nodiscard]] std::span<const ApiMethod> user_methods();
[[nodiscard]] std::span<const ApiMethod> user_group_methods();
[[nodiscard]] std::span<const ApiMethod> view_methods();
[[nodiscard]] std::span<const ApiMethod> file_methods();
[[nodiscard]] std::span<const ApiMethod> other_methods();

[[nodiscard]] inline ApiReply fail(std::string error) {
    return ApiReply(Refusal(std::move(error)));
}
[[nodiscard]] ApiReply missing_scope(std::string_view needed);
/// `invalid_arguments` with one "[ERROR] …" line.
[[nodiscard]] ApiReply invalid_argument(std::string_view what);

/// A channel that the bot can know: an open one, or one it is in. Null otherwise.
[[nodiscard]] const Channel* visible_channel(const ApiContext& context, std::string_view id);
/// "channels:read", "groups:history", "im:read"…, by the kind of channel.
[[nodiscard]] std::string scope_for(const Channel& channel, std::string_view right);

/// A slice of a list by `limit` and `cursor`. Adds `response_metadata.next_cursor` to the body.
struct Page {
    std::size_t from = 0, to = 0;
    bool more = false;
};
/// Refuses a limit outside 1…max (`invalid_limit`) and a cursor that is none (`invalid_cursor`).
[[nodiscard]] Refusal read_page(
    const Arguments& arguments, std::size_t total, std::size_t usual, std::size_t max, Page& page
);
void add_cursor(json::Value& body, const Page& page);

}  // namespace debrief::sandbox
