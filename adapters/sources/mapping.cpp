#include "adapters/sources/source.hpp"
#include "bot/base/text.hpp"

namespace debrief::sources {

std::string our_service(const ServiceMapping& mapping, std::string_view theirs) {
    if (!mapping.fixed.empty()) return mapping.fixed;
    theirs = text::trim(theirs);
    const std::string wanted = text::lower(theirs);
    for (const auto& [name, ours] : mapping.names) {
        if (text::lower(name) == wanted) return ours;
    }
    return text::cut(theirs, 100);
}

}  // namespace debrief::sources
