// HTTP as plain structs. Beast stays inside http_parser.cpp and client_connection.cpp.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::net {

/// Header fields in order; names compare without case.
class Headers {
  public:
    /// The first value of that name, or empty.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    void add(std::string name, std::string value) {
        fields_.emplace_back(std::move(name), std::move(value));
    }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const {
        return fields_;
    }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct HttpRequest {
    HttpRequest() = default;  // not an aggregate: see docs/architecture.md on GCC 12 and coroutines
    HttpRequest(std::string method_, std::string target_)
        : method(std::move(method_)), target(std::move(target_)) {}
    std::string method;  ///< upper case
    std::string target;  ///< as received: path and query
    Headers headers;
    std::string body;  ///< raw bytes, exactly as received
    [[nodiscard]] std::string_view path() const {
        return std::string_view(target).substr(0, target.find('?'));
    }
    /// What follows the first '?', or empty.
    [[nodiscard]] std::string_view query() const;
};

struct HttpResponse {
    HttpResponse() = default;
    explicit HttpResponse(int status_) : status(status_) {}
    HttpResponse(int status_, std::string content_type, std::string body_);
    int status = 200;
    Headers headers;
    std::string body;
};

/// Decodes an application/x-www-form-urlencoded text: '+' and %XX; a broken escape stays as it is.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> decode_form(std::string_view form);
/// Encodes pairs as application/x-www-form-urlencoded.
[[nodiscard]] std::string encode_form(const std::vector<std::pair<std::string, std::string>>& fields
);

}  // namespace debrief::net
