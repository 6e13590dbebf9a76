// The built-in templates and the schema of cards, compiled into the program.
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
/// templates/schema/adaptive_card.json
[[nodiscard]] std::string_view embedded_card_schema();

}  // namespace debrief::templates
