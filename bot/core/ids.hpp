// Numbers people see and type: F-12, B-9, M-3, C-7, X-2, P-1, H-3. One type per kind, so that they
// cannot be mixed up.
#pragma once
#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::core {

template <class Tag>
class Number {
  public:
    Number() = default;
    explicit Number(std::int64_t value) : value_(value) {}
    [[nodiscard]] std::int64_t value() const { return value_; }
    friend auto operator<=>(const Number&, const Number&) = default;

    /// "F-12"; what has no letter is a plain number.
    [[nodiscard]] std::string text() const {
        if constexpr (Tag::letter == 0) return std::to_string(value_);
        return std::string(1, Tag::letter) + "-" + std::to_string(value_);
    }
    /// Reads "F-12", "f-12" and "f12"; nothing for everything else.
    [[nodiscard]] static std::optional<Number> read(std::string_view text) {
        if constexpr (Tag::letter != 0) {
            if (text.empty() || (text[0] | 0x20) != (Tag::letter | 0x20)) return std::nullopt;
            text.remove_prefix(1);
            if (!text.empty() && text[0] == '-') text.remove_prefix(1);
        }
        std::int64_t value = 0;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value <= 0)
            return std::nullopt;
        return Number(value);
    }

  private:
    std::int64_t value_ = 0;
};

struct FollowUpTag {
    static constexpr char letter = 'F';
};
struct FeedbackTag {
    static constexpr char letter = 'B';
};
struct MistakeTag {
    static constexpr char letter = 'M';
};
struct ControlTag {
    static constexpr char letter = 'C';
};
struct ThanksTag {
    static constexpr char letter = 0;
};
struct ConcernTag {
    static constexpr char letter = 'X';
};
struct ProtocolTag {
    static constexpr char letter = 'P';
};
struct HandOverTag {
    static constexpr char letter = 'H';
};
struct PersonTag {
    static constexpr char letter = 0;
};

using FollowUpId = Number<FollowUpTag>;
using FeedbackId = Number<FeedbackTag>;
using MistakeId = Number<MistakeTag>;
using ControlId = Number<ControlTag>;
using ThanksId = Number<ThanksTag>;
using ConcernId = Number<ConcernTag>;
using ProtocolId = Number<ProtocolTag>;
using HandOverId = Number<HandOverTag>;
using PersonId = Number<PersonTag>;

/// "C-7" from a form's context such as "F-12 C-7".
template <class Id>
std::optional<Id> id_in(std::string_view context) {
    while (!context.empty()) {
        auto end = context.find(' ');
        if (auto id = Id::read(context.substr(0, end))) return id;
        if (end == std::string_view::npos) break;
        context.remove_prefix(end + 1);
    }
    return std::nullopt;
}

}  // namespace debrief::core
