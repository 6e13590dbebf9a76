#include "tests/lint/tokens.hpp"

#include <algorithm>
#include <string>

namespace debrief::lint {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (at_ < text_.size()) step();
        return std::move(tokens_);
    }

  private:
    void step() {
        const auto rest = text_.substr(at_);
        const char c = rest.front();
        if (c == '\n') {
            take(1);
            line_start_ = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            take(1);
        } else if (rest.starts_with("//") || (c == '#' && line_start_)) {
            take(line_end());
        } else if (rest.starts_with("/*")) {
            take(past(rest, "*/", 2));
        } else {
            line_start_ = false;
            token(rest);
        }
    }

    void token(std::string_view rest) {
        const char c = rest.front();
        if (c == '"' || c == '\'') {
            literal(quoted_end(c));
        } else if (rest.starts_with("R\"")) {
            const auto mark = ")" + std::string(rest.substr(2, rest.find('(') - 2)) + "\"";
            literal(past(rest, mark, 2));
        } else if (is_word(c)) {
            word(rest);
        } else {
            push(rest.starts_with("->") || rest.starts_with("::") ? 2 : 1);
        }
    }

    void word(std::string_view rest) {
        const bool number = rest.front() >= '0' && rest.front() <= '9';
        std::size_t end = 0;
        // In a number the apostrophe separates digits.
        while (end < rest.size() && (is_word(rest[end]) || (number && rest[end] == '\''))) ++end;
        push(end);
    }

    void push(std::size_t size) {
        tokens_.push_back({text_.substr(at_, size), line_});
        take(size);
    }

    void literal(std::size_t size) {
        tokens_.push_back({text_.substr(at_, 0), line_});
        take(size);
    }

    void take(std::size_t size) {
        const auto taken = text_.substr(at_, size);
        line_ += static_cast<std::size_t>(std::count(taken.begin(), taken.end(), '\n'));
        at_ += taken.size();
    }

    [[nodiscard]] static std::size_t past(
        std::string_view rest, std::string_view mark, std::size_t from
    ) {
        const auto found = rest.find(mark, from);
        return found == std::string_view::npos ? rest.size() : found + mark.size();
    }

    /// Up to the end of the line, over backslashes at line ends.
    [[nodiscard]] std::size_t line_end() const {
        auto end = at_;
        while (end < text_.size() && (text_[end] != '\n' || text_[end - 1] == '\\')) ++end;
        return end - at_;
    }

    [[nodiscard]] std::size_t quoted_end(char quote) const {
        auto end = at_ + 1;
        while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2U : 1U;
        return end + 1 - at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool line_start_ = true;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
    return Scanner(text).run();
}

}  // namespace debrief::lint
