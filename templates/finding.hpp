// Something a platform would refuse.
#pragma once
#include <cstdint>
#include <string>

namespace debrief::templates {

struct Finding {
    enum class Kind : std::uint8_t { structure, too_long, empty };
    Kind kind;
    std::string pointer;  ///< JSON pointer into the document
    std::string what;
    std::string remedy;
};

}  // namespace debrief::templates
