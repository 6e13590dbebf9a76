#include "templates/locate.hpp"

#include <algorithm>
#include <string>

namespace debrief::templates {

namespace {

/// Moves through a text that is known to be JSON.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) { skip_space(); }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    /// Enters the current object or array at the named step; stays outside when there is none.
    bool enter(std::string_view step) {
        const auto start = at_;
        const bool is_object = here() == '{';
        if (!is_object && here() != '[') return false;
        advance();
        for (std::size_t i = 0; here() != '}' && here() != ']' && at_ < text_.size(); ++i) {
            std::string name = std::to_string(i);
            if (is_object) {
                name = key();
                advance();  // the colon
            }
            if (name == step) return true;
            skip_value();
            if (here() == ',') advance();
        }
        at_ = start;
        return false;
    }

  private:
    void skip_space() {
        while (at_ < text_.size() &&
               std::string_view(" \n\r\t").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }
    void advance() {
        ++at_;
        skip_space();
    }

    std::string key() {
        const auto begin = at_ + 1;
        skip_string();
        const auto raw = text_.substr(begin, end_of_string_ - begin);
        return std::string(raw);
    }

    void skip_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        end_of_string_ = std::min(at_, text_.size());
        advance();
    }

    void skip_value() {
        std::size_t depth = 0;
        do {
            const char c = here();
            if (c == '"') {
                skip_string();
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            if (depth == 0 && c != '}' && c != ']') {
                while (at_ < text_.size() &&
                       std::string_view(",]} \n\r\t").find(text_[at_]) == std::string_view::npos)
                    ++at_;
                skip_space();
            } else {
                advance();
            }
        } while (depth > 0 && at_ < text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t end_of_string_ = 0;
};

std::string unescaped(std::string_view step) {
    std::string out;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const bool escape = step[i] == '~' && i + 1 < step.size();
        out += escape ? (step[++i] == '1' ? '/' : '~') : step[i];
    }
    return out;
}

}  // namespace

json::Place locate(std::string_view text, std::string_view pointer) {
    Cursor cursor(text);
    while (pointer.starts_with('/')) {
        const auto end = std::min(pointer.find('/', 1), pointer.size());
        if (!cursor.enter(unescaped(pointer.substr(1, end - 1)))) break;
        pointer.remove_prefix(end);
    }
    return json::place_of(text, cursor.at());
}

}  // namespace debrief::templates
