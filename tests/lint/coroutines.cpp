#include "tests/lint/coroutines.hpp"

#include "tests/lint/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace debrief::lint {

namespace {

enum class Brace { block, lambda, list };

/// One file's tokens with every bracket's partner and every brace's meaning.
class Reader {
  public:
    explicit Reader(std::string_view text)
        : tokens_(tokens_of(text)), partner_(tokens_.size(), none) {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (is(i, "(") || is(i, "[") || is(i, "{")) open.push_back(i);
            if ((is(i, ")") || is(i, "]") || is(i, "}")) && !open.empty()) {
                partner_[i] = open.back();
                partner_[open.back()] = i;
                open.pop_back();
            }
        }
    }

    [[nodiscard]] std::vector<Finding> findings() const {
        std::vector<Finding> found;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (!is(i, "co_await")) continue;
            if (auto words = before(i)) {
                found.push_back({tokens_[i].line, *words});
            } else if (auto later = after(i)) {
                found.push_back({tokens_[i].line, *later});
            }
        }
        return found;
    }

  private:
    static constexpr auto none = static_cast<std::size_t>(-1);

    [[nodiscard]] bool is(std::size_t i, std::string_view text) const {
        return i < tokens_.size() && tokens_[i].text == text;
    }
    template <std::size_t n>
    [[nodiscard]] bool is_any(std::size_t i, const std::array<const char*, n>& texts) const {
        return std::any_of(texts.begin(), texts.end(), [&](const char* text) {
            return is(i, text);
        });
    }
    /// The token before; `none` in front of the first.
    [[nodiscard]] static std::size_t back(std::size_t i) { return i - 1; }
    [[nodiscard]] bool is_word(std::size_t i) const {
        if (i >= tokens_.size() || tokens_[i].text.empty()) return false;
        const char c = tokens_[i].text.front();
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    }

    /// What is wrong between the start of the statement and its co_await.
    [[nodiscard]] std::optional<std::string> before(std::size_t await) const {
        for (auto i = back(await); i != none; i = back(i)) {
            if (is(i, ";") || is(i, "else") || ends_condition(i)) return std::nullopt;
            if (is(i, "{")) {
                if (kind(i) != Brace::list) return std::nullopt;
                return braces_words;
            }
            if (is(i, "}") && partner_[i] != none) {
                const auto open = partner_[i];
                if (kind(open) == Brace::block) return std::nullopt;
                if (kind(open) == Brace::list) return braces_words;
                i = open;  // a lambda's body: statements of its own
            } else if (auto words = token_words(i)) {
                return words;
            }
        }
        return std::nullopt;
    }

    /// What is wrong between the co_await and the end of its statement.
    [[nodiscard]] std::optional<std::string> after(std::size_t await) const {
        for (auto i = await + 1; i < tokens_.size(); ++i) {
            if (is(i, ";") || is(i, "}") || ends_condition(i)) return std::nullopt;
            if (is(i, "{")) {
                if (kind(i) == Brace::block) return std::nullopt;
                if (kind(i) == Brace::list) return braces_words;
                i = partner_[i];
                if (i == none) return std::nullopt;
            } else if (auto words = token_words(i)) {
                return words;
            }
        }
        return std::nullopt;
    }

    /// The closing parenthesis of if (…), while (…) and their like: what follows is a statement of
    /// its own.
    [[nodiscard]] bool ends_condition(std::size_t i) const {
        if (!is(i, ")") || partner_[i] == none) return false;
        const auto head = back(partner_[i]);
        return is(head, "if") || is(head, "while") || is(head, "for") || is(head, "switch") ||
               is(head, "constexpr");
    }

    [[nodiscard]] std::optional<std::string> token_words(std::size_t i) const {
        if (is(i, "?")) return "?: in a statement with co_await: choose before, then await";
        if (is(i, "[") && is_lambda(i) && captures_by_value(i)) {
            return "a lambda that captures by value in a statement with co_await: name it before, "
                   "then std::move it";
        }
        return std::nullopt;
    }

    /// A `[` that begins a lambda, not an index, an attribute or a structured binding.
    [[nodiscard]] bool is_lambda(std::size_t open) const {
        if (is(open + 1, "[") || (open > 0 && is(back(open), "["))) return false;
        const auto previous = back(open);
        constexpr std::array operators{"return", "co_return", "co_await", "co_yield", "case"};
        if (is_word(previous) && !is_any(previous, operators)) return false;
        if (is(previous, ")") || is(previous, "]")) return false;
        const auto close = partner_[open];
        return close != none &&
               (is(close + 1, "(") || is(close + 1, "{") || is(close + 1, "->") ||
                is(close + 1, "<") || is(close + 1, "mutable") || is(close + 1, "noexcept"));
    }

    [[nodiscard]] bool captures_by_value(std::size_t open) const {
        bool first = true;
        for (auto i = open + 1; i < partner_[open]; ++i) {
            if (first && !is(i, "&") && !is(i, "this")) return true;
            first = is(i, ",");
            if ((is(i, "(") || is(i, "[") || is(i, "{")) && partner_[i] != none) i = partner_[i];
        }
        return false;
    }

    [[nodiscard]] Brace kind(std::size_t open) const {
        const auto previous = back(open);
        if (previous == none || is(previous, ";") || is(previous, ":")) return Brace::block;
        if (is(previous, "]")) return is_lambda(partner_[previous]) ? Brace::lambda : Brace::list;
        if (is(previous, "{") || is(previous, "}")) {
            const auto outer = is(previous, "{") ? previous : partner_[previous];
            return outer != none && kind(outer) == Brace::list ? Brace::list : Brace::block;
        }
        constexpr std::array heads{"else", "do", "try", "override", "final"};
        return is_any(previous, heads) ? Brace::block : kind_by_head(open);
    }

    /// Decides by the words in front of the brace: a scope's keyword, a parameter list, or neither.
    [[nodiscard]] Brace kind_by_head(std::size_t open) const {
        bool parameters_end_here = true;  // nothing but specifiers or a result type lies in between
        int angles = 0;
        for (auto i = back(open); i != none; i = back(i)) {
            constexpr std::array scopes{"namespace", "struct", "class", "enum", "union"};
            constexpr std::array specifiers{"mutable", "const", "noexcept"};
            constexpr std::array ends{";", "{", "}", "(", "=", ","};
            angles += is(i, ">") ? 1 : is(i, "<") ? -1 : 0;
            if (is(i, ")") && partner_[i] != none) {
                i = partner_[i];
                const auto owner = back(i);
                if (!parameters_end_here || is(owner, "noexcept")) continue;
                return is(owner, "]") && is_lambda(partner_[owner]) ? Brace::lambda : Brace::block;
            }
            if (is_any(i, scopes) && angles == 0) return Brace::block;
            if (is_any(i, ends) && angles <= 0) return Brace::list;
            if (!is_any(i, specifiers)) parameters_end_here = is(i, "->");
        }
        return Brace::list;
    }

    static constexpr auto braces_words =
        "braces in a statement with co_await: name the value before, or write T() for an empty one";

    std::vector<Token> tokens_;
    std::vector<std::size_t> partner_;
};

}  // namespace

std::vector<Finding> check_coroutines(std::string_view text) {
    return Reader(text).findings();
}

}  // namespace debrief::lint
