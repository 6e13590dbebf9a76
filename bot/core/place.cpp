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
Platform platform_from(std::string_view name) {
    return value_in(platforms, name).value_or(Platform::console);
}

}  // namespace debrief::core
