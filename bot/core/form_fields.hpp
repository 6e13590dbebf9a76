// The fields of a submitted form. Only grammar files include it.
#pragma once
#include "bot/core/letters.hpp"
#include "bot/core/reading.hpp"

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::core {

using Fields = std::vector<std::pair<std::string, std::string>>;

class FormFields {
  public:
    FormFields(std::string_view context, const Fields& fields)
        : context_(context), fields_(fields) {}

    [[nodiscard]] std::string_view context() const { return context_; }
    [[nodiscard]] const Fields& fields() const { return fields_; }
    template <class Id>
    [[nodiscard]] std::optional<Id> id() const {
        return id_among<Id>(context_);
    }
    [[nodiscard]] std::string_view value(std::string_view name) const {
        for (const auto& [field, value] : fields_) {
            if (field == name) return trim(value);
        }
        return {};
    }
    /// A box that is ticked: platforms send the value of the box, or a yes.
    [[nodiscard]] bool ticked(std::string_view name) const {
        const auto word = lower(value(name));
        return !(word.empty() || word == "false" || word == "no" || word == "off" || word == "0");
    }

  private:
    std::string_view context_;
    const Fields& fields_;
};

[[nodiscard]] inline Misunderstood missing(
    std::string_view field, std::string problem, std::string advice
) {
    return misunderstood(std::move(problem), std::move(advice), std::string(field));
}

/// Every field that was filled in; what is wrong with the first bad one, if any.
template <class Target>
[[nodiscard]] Problem fill(const FormFields& form, Target& target) {
    for (const auto& [name, value] : form.fields()) {
        const auto text = trim(value);
        if (text.empty()) continue;
        if (auto problem = set_field(target, name, text)) return problem;
    }
    return std::nullopt;
}

// The forms of plans (read_plan.cpp).
[[nodiscard]] Intent plan_form(const FormFields& form);
[[nodiscard]] Intent plan_update_form(const FormFields& form);
[[nodiscard]] Intent plan_measured_form(const FormFields& form);
[[nodiscard]] Intent plan_cancel_form(const FormFields& form);

}  // namespace debrief::core
