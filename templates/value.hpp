// A value while an expression is evaluated.
#pragma once
#include "bot/base/json.hpp"
#include "templates/markup.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace debrief::templates {

/// Text is borrowed from data and template where possible. `safe` marks text that is markup
/// already: the template author's own words, or the output of a function such as mention().
/// Everything else is escaped when it is inserted.
class Val {
  public:
    enum class Kind : std::uint8_t { nothing, boolean, integer, number, text, node };

    Val() = default;
    /// Missing and null give nothing.
    explicit Val(json::Ref node);
    [[nodiscard]] static Val of(bool value);
    [[nodiscard]] static Val of(std::int64_t value);
    [[nodiscard]] static Val of(double value);
    [[nodiscard]] static Val words(std::string text);  ///< needs escaping
    [[nodiscard]] static Val borrowed(std::string_view text
    );                                                        ///< needs escaping, must outlive this
    [[nodiscard]] static Val markup(std::string text);        ///< safe
    [[nodiscard]] static Val literal(std::string_view text);  ///< safe, must outlive this

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::number; }
    [[nodiscard]] json::Ref node() const { return node_; }
    /// Fractions are cut off; 0 for what is no number or does not fit.
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] double number() const {
        return kind_ == Kind::number ? number_ : static_cast<double>(integer_);
    }
    [[nodiscard]] std::string_view text() const {
        return is_owned_ ? std::string_view(owned_) : view_;
    }
    /// The same value, no longer trusted as markup.
    [[nodiscard]] Val untrusted() &&;

    /// False for nothing, false, 0, "", [] and {}.
    [[nodiscard]] bool truthy() const;
    /// Nothing, "", [] or {}.
    [[nodiscard]] bool empty() const;
    /// Characters of a text, elements of an array, members of an object.
    [[nodiscard]] std::int64_t length() const;
    /// Writes the value into a place. Arrays are joined with ", "; an object shows its "name".
    void append(std::string& out, const Markup& place) const;
    /// As JSON, with its type; text goes into a place that is not markup or was escaped before.
    [[nodiscard]] json::Value json() const;

    [[nodiscard]] static bool equal(const Val& a, const Val& b);
    /// Less than, for two numbers or two texts; false for anything else.
    [[nodiscard]] static bool less(const Val& a, const Val& b);

  private:
    Kind kind_ = Kind::nothing;
    bool safe_ = false;
    bool is_owned_ = false;
    std::int64_t integer_ = 0;
    double number_ = 0;
    json::Ref node_;
    std::string_view view_;
    std::string owned_;
};

}  // namespace debrief::templates
