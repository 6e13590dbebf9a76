#include "bot/core/options.hpp"

#include "bot/core/letters.hpp"

namespace debrief::core {
namespace {

constexpr std::size_t longest_name = 16;
constexpr int most_time_words = 3;

std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && space_at(text, at) == 0) ++at;
    return at;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (const auto size = space_at(text, at)) at += size;
    return at;
}

/// Where the quotation mark is that closes the one before `at`; npos for none.
std::size_t closing_quote(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        if (quote_at(text, at) != 0) return at;
    }
    return std::string_view::npos;
}

class Scanner {
  public:
    Scanner(std::string_view text, std::span<const OptionRule> rules)
        : text_(text), rules_(rules) {}

    Options run() {
        std::size_t at = skip_space(text_, 0);
        while (at < text_.size() && !result_.problem) at = skip_space(text_, step(at));
        result_.rest += text_.substr(kept_);
        result_.rest = std::string(trim(result_.rest));
        return std::move(result_);
    }

  private:
    /// Reads the word that starts at `at`; where it ends.
    std::size_t step(std::size_t at) {
        if (const auto size = quote_at(text_, at)) {
            const auto close = closing_quote(text_, at + size);
            return word_end(text_, close == text_.npos ? at + size : close);
        }
        const auto* rule = rule_at(at);
        if (rule == nullptr) return word_end(text_, at);
        result_.rest += text_.substr(kept_, at - kept_);
        kept_ = skip_space(text_, take_value(*rule, at + rule->name.size() + 1));
        return kept_;
    }

    const OptionRule* rule_at(std::size_t at) const {
        const auto colon = text_.substr(at, longest_name).find(':');
        if (colon == text_.npos) return nullptr;
        for (const auto& rule : rules_) {
            if (same_letters(rule.name, text_.substr(at, colon))) return &rule;
        }
        return nullptr;
    }

    /// Reads the value that starts at `at`; where it ends.
    std::size_t take_value(const OptionRule& rule, std::size_t at) {
        std::size_t end = word_end(text_, at);
        std::string_view value = text_.substr(at, end - at);
        if (const auto size = quote_at(text_, at)) {
            const auto close = closing_quote(text_, at + size);
            if (close == text_.npos)
                return complain(rule, "has a quotation mark that is not closed");
            value = trim(text_.substr(at + size, close - at - size));
            end = close + quote_at(text_, close);
        } else if (rule.time) {
            end = time_end(at, end);
            value = text_.substr(at, end - at);
        }
        if (value.empty()) return complain(rule, "has no value right after its colon");
        for (const auto& option : result_.given) {
            if (option.name == rule.name && !rule.many) return complain(rule, "is given twice");
        }
        result_.given.push_back({rule.name, std::string(value)});
        return end;
    }

    /// The end of the longest time that begins at `at`; `end` when there is none.
    std::size_t time_end(std::size_t at, std::size_t end) const {
        if (end == at) return end;
        auto best = end;
        for (int words = 1; words < most_time_words; ++words) {
            const auto next = skip_space(text_, end);
            if (next >= text_.size()) break;
            end = word_end(text_, next);
            const auto candidate = text_.substr(at, end - at);
            if (looks_like_time(candidate) || looks_like_until(candidate)) best = end;
        }
        return best;
    }

    std::size_t complain(const OptionRule& rule, std::string_view what) {
        result_.problem = misunderstood(
            "`" + std::string(rule.name) + ":` " + std::string(what) + ".",
            "Write it once and without a space, as in `" + std::string(rule.example) + "`."
        );
        return text_.size();
    }

    std::string_view text_;
    std::span<const OptionRule> rules_;
    std::size_t kept_ = 0;  ///< text from here on is not copied yet
    Options result_;
};

}  // namespace

Options read_options(std::string_view text, std::span<const OptionRule> rules) {
    return Scanner(text, rules).run();
}

}  // namespace debrief::core
