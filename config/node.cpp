#include "config/node.hpp"

namespace debrief::config {

const Node* Node::find(std::string_view key) const {
    for (const Member& member : members) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

std::string_view name_of(NodeType type) {
    switch (type) {
        case NodeType::string:
            return "a text in quotes";
        case NodeType::integer:
            return "a whole number";
        case NodeType::number:
            return "a number with a fraction";
        case NodeType::boolean:
            return "true or false";
        case NodeType::date:
            return "a date";
        case NodeType::other_time:
            return "a time";
        case NodeType::array:
            return "a list";
        case NodeType::table:
            return "a table";
    }
    return "something else";
}

}  // namespace debrief::config
