#include "bot/net/http.hpp"

#include <algorithm>

namespace debrief::net {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
            continue;
        }
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = nibble(text[i + 1]);
            const int low = nibble(text[i + 2]);
            if (high >= 0 && low >= 0) {
                out += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

/// The WHATWG set for forms: these stay, a blank becomes '+', everything else is escaped.
void append_encoded(std::string& out, std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '*';
        if (plain) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4U];
            out += digits[static_cast<unsigned char>(c) & 0xFU];
        }
    }
}

}  // namespace

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (same_name(key, name)) return value;
    }
    return {};
}

bool Headers::has(std::string_view name) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) {
        return same_name(field.first, name);
    });
}

std::string_view HttpRequest::query() const {
    const std::string_view whole = target;
    const std::size_t mark = whole.find('?');
    return mark == std::string_view::npos ? std::string_view() : whole.substr(mark + 1);
}

HttpResponse::HttpResponse(int status_, std::string content_type, std::string body_)
    : status(status_), body(std::move(body_)) {
    headers.add("Content-Type", std::move(content_type));
}

std::vector<std::pair<std::string, std::string>> decode_form(std::string_view form) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (std::size_t start = 0; start < form.size();) {
        const std::size_t end = std::min(form.find('&', start), form.size());
        const std::string_view field = form.substr(start, end - start);
        start = end + 1;
        if (field.empty()) continue;
        const std::size_t equals = field.find('=');
        const bool has_value = equals != std::string_view::npos;
        fields.emplace_back(
            decode(field.substr(0, equals)),
            has_value ? decode(field.substr(equals + 1)) : std::string()
        );
    }
    return fields;
}

std::string encode_form(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string out;
    for (const auto& [key, value] : fields) {
        if (!out.empty()) out += '&';
        append_encoded(out, key);
        out += '=';
        append_encoded(out, value);
    }
    return out;
}

}  // namespace debrief::net
