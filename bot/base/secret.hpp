// A token, password or signing key. It cannot be printed, formatted or logged by accident.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace debrief {

class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}
    [[nodiscard]] bool empty() const { return value_.empty(); }
    /// The value itself, only for the line that hands it to a cipher or a header.
    [[nodiscard]] std::string_view reveal() const { return value_; }

  private:
    std::string value_;
};

}  // namespace debrief
