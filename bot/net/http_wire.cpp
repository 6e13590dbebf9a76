#include "bot/net/http_wire.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <array>

namespace debrief::net {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "";
    }
}

bool is_framing(std::string_view name) {
    constexpr std::array<std::string_view, 3> ours{
        "content-length", "connection", "transfer-encoding"};
    if (name.size() < 10 || name.size() > 17) return false;
    return std::find(ours.begin(), ours.end(), text::lower(name)) != ours.end();
}

void append_safe(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    out += text;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(start),
        out.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; },
        ' '
    );
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    append_safe(out, name);
    out += ": ";
    append_safe(out, value);
    out += "\r\n";
}

void append_fields(std::string& out, const Headers& headers) {
    for (const auto& [name, value] : headers.fields()) {
        if (!is_framing(name)) append_field(out, name, value);
    }
}

}  // namespace

void append_head(std::string& out, const HttpResponse& response, Framing framing) {
    const int status = response.status >= 200 && response.status <= 599 ? response.status : 500;
    out += "HTTP/1.1 ";
    out += std::to_string(status);
    out += ' ';
    out += reason(status);
    out += "\r\n";
    append_fields(out, response.headers);
    if (status != 204 && status != 304) {
        append_field(out, "Content-Length", std::to_string(response.body.size()));
    }
    if (!framing.keep_alive) {
        out += "Connection: close\r\n";
    } else if (framing.http_1_0) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

void append_head(
    std::string& out, const HttpRequest& request, std::string_view host, std::string_view target
) {
    append_safe(out, request.method);
    out += ' ';
    append_safe(out, target);
    out += " HTTP/1.1\r\n";
    append_field(out, "Host", host);
    append_fields(out, request.headers);
    if (!request.headers.has("User-Agent")) out += "User-Agent: debrief\r\n";
    const bool may_lack_body = request.method == "GET" || request.method == "HEAD";
    if (!request.body.empty() || !may_lack_body) {
        append_field(out, "Content-Length", std::to_string(request.body.size()));
    }
    out += "\r\n";
}

}  // namespace debrief::net
