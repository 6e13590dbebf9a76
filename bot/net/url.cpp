#include "bot/base/text.hpp"
#include "bot/net/http_client.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace debrief::net {
namespace {

Error bad_url(const char* why) {
    // Not the URL itself: webhook addresses are secrets.
    return Error(Errc::invalid_input, std::string("not a usable URL: ") + why);
}

bool is_visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5) return false;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    return value > 0 && value <= 65535;
}

bool is_host_name(std::string_view host) {
    constexpr std::size_t longest_name = 253;
    return !host.empty() && host.size() <= longest_name &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                      c == '_';
           });
}

bool is_ipv6(std::string_view host) {
    boost::system::error_code error;
    asio::ip::make_address_v6(std::string(host), error);
    return !error;
}

/// Splits "host", "host:port", "[::1]" and "[::1]:port".
Status read_authority(std::string_view authority, Url& url) {
    if (authority.find('@') != std::string_view::npos) return bad_url("it has a user name in it");
    std::string_view rest;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return bad_url("the ']' of the address is missing");
        url.host = text::lower(authority.substr(1, end - 1));
        if (!is_ipv6(url.host)) return bad_url("what stands in [] is not an IPv6 address");
        rest = authority.substr(end + 1);
    } else {
        const std::size_t end = std::min(authority.find(':'), authority.size());
        url.host = text::lower(authority.substr(0, end));
        if (!is_host_name(url.host)) return bad_url("the host name is missing or has other signs");
        rest = authority.substr(end);
    }
    if (rest.empty()) {
        url.port = url.scheme == "https" ? "443" : "80";
        return {};
    }
    if (rest.front() != ':' || !is_port(rest.substr(1))) {
        return bad_url("the port is not a number from 1 to 65535");
    }
    url.port = std::string(rest.substr(1));
    return {};
}

}  // namespace

bool Url::is_loopback() const {
    if (host == "localhost") return true;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    return !error && address.is_loopback();
}

Result<Url> parse_url(std::string_view text) {
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos) return bad_url("it has to begin with https://");
    Url url;
    url.scheme = text::lower(text.substr(0, colon));
    if (url.scheme != "http" && url.scheme != "https") {
        return bad_url("it has to begin with https://");
    }
    if (!is_visible(text)) return bad_url("blanks and special signs have to be written as %XX");
    if (text.find('#') != std::string_view::npos) return bad_url("a part after '#' cannot be sent");
    const std::string_view rest = text.substr(colon + 3);
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    if (const Status status = read_authority(rest.substr(0, end), url); !status) {
        return status.error();
    }
    url.target = std::string(rest.substr(end));
    if (!url.target.starts_with('/')) url.target.insert(0, "/");
    return url;
}

}  // namespace debrief::net
