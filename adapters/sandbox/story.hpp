// One whole story, played without a browser: an incident and an upgrade on their way to being
// right.
#pragma once
#include "adapters/sandbox/sandbox.hpp"

#include <functional>
#include <string_view>

namespace debrief::sandbox {

/// The Tuesday morning on which the story begins; set the clock to it before anything runs.
[[nodiscard]] UtcTime story_begins();

/// Plays the story and writes it down, line by line. Every step is checked; true when all of them
/// came out right. Otherwise the last lines say what was expected and what was there instead. Needs
/// the services and sources of the demo's configuration.
[[nodiscard]] asio::awaitable<bool> play_story(
    Sandbox& sandbox, std::function<void(std::string_view)> write
);

}  // namespace debrief::sandbox
