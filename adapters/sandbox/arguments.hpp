// The arguments of a Web API call, from query, form or JSON, with Slack's rules about mixing them.
#pragma once
#include "adapters/sandbox/block_kit.hpp"
#include "bot/base/json.hpp"
#include "bot/net/http.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

/// How a method may be called.
struct CallRules {
    bool get = false;   ///< a reading method: query or form; otherwise POST only
    bool json = false;  ///< takes application/json
};

class Arguments {
  public:
    /// Reads a request; on a refusal the arguments are empty.
    [[nodiscard]] static Arguments read(
        const net::HttpRequest& request, CallRules rules, Refusal& refusal
    );

    [[nodiscard]] bool has(std::string_view name) const {
        return values_[name].exists() && !values_[name].is_null();
    }
    /// The text, or empty. Numbers and flags count as their text.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name, bool otherwise = false) const;
    /// Nothing when it is absent; `ok` false when it is no number.
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, bool& ok) const;
    /// An object or array, given as such or as JSON text; null when absent or broken (then `ok` is
    /// false).
    [[nodiscard]] json::Value tree(std::string_view name, bool& ok) const;
    /// What came in the Authorization header, else in the form. Empty: none.
    [[nodiscard]] const std::string& token() const { return token_; }
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
    [[nodiscard]] json::Ref all() const { return values_; }

  private:
    void take_form(std::string_view form);
    void take_json(const net::HttpRequest& request, Refusal& refusal);

    json::Value values_ = json::Value::object();
    std::string token_;
    std::vector<std::string> warnings_;
};

}  // namespace debrief::sandbox
