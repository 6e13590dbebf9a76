// Addresses of the configuration: where to listen, URLs, e-mails, channels.
#include "bot/base/text.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <charconv>

namespace debrief::config {
namespace {

bool is_upper_alnum(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The host of "host:port" or "[v6]:port", and what follows its colon.
std::optional<std::pair<std::string, std::string>> split_host(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || text.substr(end + 1, 1) != ":") return std::nullopt;
        return std::pair(std::string(text.substr(1, end - 1)), std::string(text.substr(end + 2)));
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos)
        return std::nullopt;
    return std::pair(std::string(text.substr(0, colon)), std::string(text.substr(colon + 1)));
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) return host.ends_with(']') && host.size() > 3;
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
    });
}

bool is_port(std::string_view port) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
    return error == std::errc() && end == port.data() + port.size() && value <= 65535;
}

/// Host and port of "host", "host:port", "[v6]", "[v6]:port".
std::pair<std::string_view, std::string_view> split_authority(std::string_view authority) {
    const std::size_t bracket = authority.find(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon == std::string_view::npos) return {authority, "443"};
    return {authority.substr(0, colon), authority.substr(colon + 1)};
}

}  // namespace

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" || host == "[::1]" ||
           (host.starts_with("127.") &&
            host.find_first_not_of("0123456789.") == std::string_view::npos);
}

bool is_path_part(std::string_view name) {
    return !name.empty() && name.size() <= 64 &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
           });
}

std::optional<std::pair<std::string, std::uint16_t>> read_listen(
    Context& context, const Field& field
) {
    const auto parts = split_host(text::trim(field.value));
    if (parts && !parts->first.empty() && !parts->second.empty() && is_port(parts->second)) {
        return std::pair(parts->first, static_cast<std::uint16_t>(std::stoul(parts->second)));
    }
    context.problem(
        field.place,
        field.key + " is not an address with a port: " + in_quotes(field.value) + ".",
        "Write it as \"127.0.0.1:8080\"."
    );
    return std::nullopt;
}

std::optional<std::string> read_url(Context& context, const Field& field) {
    const std::string_view url = text::trim(field.value);
    const std::size_t scheme_end = url.find("://");
    const std::string scheme =
        scheme_end == std::string_view::npos ? "" : text::lower(url.substr(0, scheme_end));
    const std::string_view rest =
        scheme_end == std::string_view::npos ? "" : url.substr(scheme_end + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const auto [host, port] = split_authority(authority);
    if (authority.find('@') != std::string_view::npos) {
        // Not quoted: what stands before the @ is a password.
        context.problem(
            field.place, field.key + " holds a user name or password.", "Write it without."
        );
        return std::nullopt;
    }
    if ((scheme != "https" && scheme != "http") || !is_host(host) || !is_port(port) ||
        url.find_first_of(" \t\r\n\"<>?#") != std::string_view::npos) {
        context.problem(
            field.place,
            field.key + " is not a web address: " + in_quotes(url) + ".",
            "Write it as \"https://debrief.example.com\"."
        );
        return std::nullopt;
    }
    if (scheme == "http" && !is_loopback(host)) {
        context.problem(
            field.place,
            field.key + " is http:// to another machine: " + in_quotes(url) + ".",
            "Use https://; plain http:// is for this machine (127.0.0.1, localhost) only."
        );
        return std::nullopt;
    }
    return std::string(url);
}

std::optional<std::string> read_email(Context& context, const Field& field) {
    const std::string email = text::lower(text::trim(field.value));
    const std::size_t at = email.find('@');
    const bool shaped =
        at != std::string::npos && at > 0 && email.find('@', at + 1) == email.npos &&
        email.find('.', at) != email.npos && !email.ends_with('.') &&
        email.find_first_of(" \t\r\n<>,;\"") == email.npos && email.find('.', at) > at + 1;
    if (shaped) return email;
    context.problem(
        field.place,
        field.key + " is not an e-mail address: " + in_quotes(field.value) + ".",
        "Write the address the person has in Slack or Teams, such as \"olga@example.com\"."
    );
    return std::nullopt;
}

std::optional<core::Channel> read_slack_channel(Context& context, const Field& field) {
    const std::string_view id = text::trim(field.value);
    if (id.size() > 1 && (id[0] == 'C' || id[0] == 'G') &&
        std::all_of(id.begin(), id.end(), is_upper_alnum))
        return core::Channel(core::Platform::slack, "", std::string(id));
    const bool name = id.starts_with('#');
    context.problem(
        field.place,
        field.key + (name ? " needs the channel's id, not its name: " : " holds no channel id: ") +
            in_quotes(id) + ".",
        "In Slack, open the channel, click its name, and copy the id (C…) at the end of \"About\"."
    );
    return std::nullopt;
}

std::optional<core::Channel> read_teams_channel(Context& context, const Field& field) {
    const std::string_view id = text::trim(field.value);
    const bool shaped = id.starts_with("19:") && id.find("@thread.") != std::string_view::npos &&
                        id.find_first_of(" \t\r\n%/?&\"<>") == std::string_view::npos;
    const bool thread = shaped && id.find(';') != std::string_view::npos;
    if (shaped && !thread) return core::Channel(core::Platform::teams, "", std::string(id));
    context.problem(
        field.place,
        field.key +
            (thread ? " holds the id of a thread, not of its channel: "
                    : " holds no Teams channel id: ") +
            in_quotes(id) + ".",
        thread ? "Leave out everything from the semicolon on."
               : "Write it as \"19:…@thread.tacv2\"; it is part of the channel's link, decoded."
    );
    return std::nullopt;
}

}  // namespace debrief::config
