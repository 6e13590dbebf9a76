// Requests as Slack sends them: payload files, forms, signatures.
#pragma once
#include "adapters/slack/decode.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "bot/net/http.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::slack::test {

inline constexpr std::string_view signing_secret = "0123456789abcdef-not-hex";
inline constexpr std::string_view bot_token = "xoxb-17-secret-of-the-test";

/// A file of tests/slack/fixtures.
[[nodiscard]] json::Value payload(std::string_view name);
/// The document with `value` at "a.b.c", where numbers are places in arrays.
[[nodiscard]] json::Value with(json::Value document, std::string_view path, json::Value value);

/// The team T0OURTEAM, the bot U0DEBRIEF.
[[nodiscard]] Identity ourselves();

using Form = std::vector<std::pair<std::string, std::string>>;
/// A slash command of Olga in C0OPSROOM.
[[nodiscard]] Form slash(std::string_view text, std::string_view trigger = "1.2.trigger");

[[nodiscard]] net::HttpRequest request(std::string content_type, std::string body);
[[nodiscard]] net::HttpRequest form_request(const Form& form);
[[nodiscard]] net::HttpRequest event_request(json::Ref event);
[[nodiscard]] net::HttpRequest interaction_request(json::Ref payload);
[[nodiscard]] net::HttpRequest sign(
    net::HttpRequest request, UtcTime at, std::string_view secret = signing_secret
);

}  // namespace debrief::slack::test
