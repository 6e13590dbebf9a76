// The data a message template needs, as a plain tree. The rules build it without knowing JSON.
#pragma once
#include "bot/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::core {

class View {
  public:
    using List = std::vector<View>;
    using Members = std::vector<std::pair<std::string, View>>;

    View() = default;  ///< null
    View(bool value) : value_(value) {}
    View(std::int64_t value) : value_(value) {}
    View(int value) : value_(static_cast<std::int64_t>(value)) {}
    View(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    View(double value) : value_(value) {}
    View(std::string value) : value_(std::move(value)) {}
    View(std::string_view value) : value_(std::string(value)) {}
    View(const char* value) : value_(std::string(value)) {}
    /// Times are handed to templates as milliseconds since 1970.
    View(UtcTime time) : value_(static_cast<std::int64_t>(time.time_since_epoch().count())) {}
    View(List list) : value_(std::move(list)) {}
    View(Members members) : value_(std::move(members)) {}

    /// Sets a member, replacing one of the same name; a null becomes an object first.
    View& set(std::string_view key, View value) &;
    View&& set(std::string_view key, View value) && {
        return std::move(set(key, std::move(value)));
    }
    /// Appends to a list; a null becomes a list first.
    View& push(View value) &;
    /// The member of that name, or null for none.
    [[nodiscard]] const View* find(std::string_view key) const;
    /// The member as text; empty when it is missing or no text.
    [[nodiscard]] std::string_view text(std::string_view key) const;

    using Storage =
        std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Members>;
    [[nodiscard]] const Storage& storage() const { return value_; }
    friend bool operator==(const View&, const View&) = default;

  private:
    Storage value_;
};

}  // namespace debrief::core
