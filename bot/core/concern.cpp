#include "bot/core/concern.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<Topic> topics[] = {
    {Topic::timeline, "timeline"},
    {Topic::resources, "resources"},
    {Topic::risk, "risk"},
    {Topic::roles, "roles"},
    {Topic::priorities, "priorities"},
    {Topic::communication, "communication"},
};
constexpr Named<Side> sides[] = {{Side::ops, "ops"}, {Side::it, "IT"}};
constexpr Named<ConcernState> states[] = {
    {ConcernState::raised, "raised"},
    {ConcernState::answered, "answered"},
    {ConcernState::proposed, "proposed"},
    {ConcernState::settled, "settled"},
    {ConcernState::withdrawn, "withdrawn"},
};

}  // namespace

std::string_view name_of(Topic topic) {
    return name_in(topics, topic);
}
std::optional<Topic> topic_from(std::string_view name) {
    return value_in(topics, name);
}
std::string_view name_of(Side side) {
    return name_in(sides, side);
}
std::string_view name_of(ConcernState state) {
    return name_in(states, state);
}

}  // namespace debrief::core
