// Instants of the domain: milliseconds since 1970 in UTC.
#pragma once
#include <chrono>

namespace debrief::core {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

}  // namespace debrief::core
