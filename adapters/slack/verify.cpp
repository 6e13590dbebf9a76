#include "adapters/slack/verify.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace debrief::slack {
namespace {

constexpr std::int64_t tolerated_seconds = 300;
constexpr std::string_view version = "v0=";
constexpr std::size_t signature_size = 3 + 64;

/// The value of a header that must be there exactly once; empty otherwise.
std::string_view single(const net::Headers& headers, std::string_view name) {
    std::string_view found;
    int count = 0;
    for (const auto& [key, value] : headers.fields()) {
        if (key.size() != name.size()) continue;
        const bool same = std::equal(key.begin(), key.end(), name.begin(), [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
        });
        if (same) {
            found = value;
            ++count;
        }
    }
    return count == 1 ? found : std::string_view();
}

/// Digits only, as many as a time can have; -1 for everything else.
std::int64_t seconds_from(std::string_view digits) {
    if (digits.empty() || digits.size() > 12) return -1;
    std::int64_t value = -1;
    for (const char c : digits) {
        if (c < '0' || c > '9') return -1;
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Error refuse(std::string words) {
    return Error(Errc::unauthorized, std::move(words));
}

}  // namespace

Verifier::Verifier(const std::vector<Secret>& signing_secrets, const Clock& clock) : clock_(clock) {
    for (const Secret& secret : signing_secrets) {
        if (!secret.empty()) keys_.push_back(std::make_unique<crypto::HmacSha256>(secret));
    }
}

Status Verifier::verify(const net::HttpRequest& request) const {
    const std::string_view stamp = single(request.headers, "x-slack-request-timestamp");
    const std::string_view signature = single(request.headers, "x-slack-signature");
    if (stamp.empty() || signature.empty()) {
        return refuse("the request carries no Slack signature; Slack signs every request it sends");
    }
    const std::int64_t sent = seconds_from(stamp);
    if (sent < 0) return refuse("the time of the Slack signature is no number of seconds");
    if (signature.size() != signature_size || signature.substr(0, version.size()) != version) {
        return refuse("the Slack signature is malformed: it must be v0= and 64 hex digits");
    }
    const auto now =
        std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
    const std::int64_t age = now - sent;
    if (age > tolerated_seconds || age < -tolerated_seconds) {
        return refuse(
            "the Slack signature is " + std::to_string(age) +
            " seconds old; only 300 are tolerated. Check this computer's clock"
        );
    }
    const std::string_view given = signature.substr(version.size());
    for (const auto& key : keys_) {
        // The stamp goes in as received: printing the parsed number again could differ.
        const std::string expected = crypto::hex((*key)({"v0:", stamp, ":", request.body}));
        if (crypto::equal_constant_time(given, expected)) return Status();
    }
    return refuse("the Slack signature does not match; check slack.signing_secret");
}

bool is_ssl_check(const net::HttpRequest& request) {
    if (media_type(request) != "application/x-www-form-urlencoded") return false;
    int checks = 0;
    bool is_one = false;
    for (const auto& [key, value] : net::decode_form(request.body)) {
        if (key != "ssl_check") continue;
        ++checks;
        is_one = value == "1";
    }
    return checks == 1 && is_one;
}

std::string media_type(const net::HttpRequest& request) {
    const std::string_view whole = request.headers.get("content-type");
    return text::lower(text::trim(whole.substr(0, whole.find(';'))));
}

}  // namespace debrief::slack
