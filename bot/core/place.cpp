#include "bot/core/place.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<Platform> platforms[] = {
    {Platform::slack, "slack"},
    {Platform::teams, "teams"},
    {Platform::web, "web"},
    {Platform::source, "source"},
    {Platform::clock, "clock"},
    {Platform::console, "console"},
};

}  // namespace

std::string_view name_of(Platform platform) {
    return name_in(platforms, platform);
}
std::string_view title_of(Platform platform) {
    switch (platform) {
        case Platform::slack:
            return "Slack";
        case Platform::teams:
            return "Teams";
        case Platform::web:
            return "the register";
        case Platform::source:
        case Platform::clock:
        case Platform::console:
            break;
    }
    return name_of(platform);
}
Platform platform_from(std::string_view name) {
    return value_in(platforms, name).value_or(Platform::console);
}

}  // namespace debrief::core
