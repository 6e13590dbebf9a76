// Options such as service:mail or owner:"Olga K" anywhere in a line, and the text between them.
#pragma once
#include "bot/core/reading.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::core {

/// An option a verb knows. `example` is its right form. A `time` may go on over several words
/// ("ended:yesterday 14:00"). Of `many` each is kept.
struct OptionRule {
    std::string_view name;
    std::string_view example;
    bool time = false;
    bool many = false;
};

struct Option {
    std::string_view name;  ///< as in its rule
    std::string value;
};

struct Options {
    std::vector<Option> given;
    std::string rest;  ///< the text without the options, its characters and spacing untouched
    Problem problem;   ///< the first option that has no value, no closing quote, or a double
};

/// A word such as "DB:" that is no option of these rules stays text. Text in quotation marks stays
/// together, options in it included.
[[nodiscard]] Options read_options(std::string_view text, std::span<const OptionRule> rules);

/// Reads the options into `target`, field by field; what is wrong, if anything.
template <class Target>
[[nodiscard]] Problem apply(const Options& options, Target& target) {
    if (options.problem) return options.problem;
    for (const auto& option : options.given) {
        auto problem = set_field(target, option.name, option.value);
        if (!problem) continue;
        problem->field.clear();  // typed, not from a form
        return problem;
    }
    return std::nullopt;
}

}  // namespace debrief::core
