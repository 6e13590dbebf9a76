// The built-in templates, compiled into the program.
#pragma once
#include <span>
#include <string_view>

namespace debrief::templates {

struct EmbeddedTemplate {
    std::string_view platform;
    std::string_view name;
    std::string_view text;
};

[[nodiscard]] std::span<const EmbeddedTemplate> embedded_templates();

}  // namespace debrief::templates
