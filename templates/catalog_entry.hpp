// Internal to catalog*.cpp: one template as it was loaded.
#pragma once
#include "templates/catalog.hpp"
#include "templates/expand.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::templates {

/// Data to try a template with, by the name of the variant; the plain sample is called "".
using Samples = std::vector<std::pair<std::string, json::Value>>;

struct Catalog::Entry {
    const Dialect* dialect;
    std::string name;
    std::string file;
    std::string text;
    bool is_view;
    Template document;
    Samples samples;

    [[nodiscard]] json::Value fit(json::Value expanded) const {
        return dialect->fit(std::move(expanded), is_view);
    }
    [[nodiscard]] std::vector<Finding> findings(json::Ref expanded) const {
        return dialect->check(expanded, is_view);
    }
    /// Expands with one sample and says what the platform would refuse.
    void check_sample(const std::string& variant, json::Ref sample, std::vector<Problem>& found)
        const;
};

/// A problem at the line of the node that `pointer` leads to.
[[nodiscard]] Problem problem_at(
    const std::string& file,
    std::string_view text,
    std::string_view pointer,
    std::string what,
    std::string remedy
);

}  // namespace debrief::templates
