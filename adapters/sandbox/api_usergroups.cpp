// usergroups.*: groups of people that can be mentioned together.
#include "adapters/sandbox/api_methods.hpp"

#include <array>

namespace debrief::sandbox {
namespace {

json::Value list_of(const std::vector<std::string>& users) {
    json::Value list = json::Value::array();
    for (const std::string& user : users) list.push(user);
    return list;
}

ApiReply list(ApiContext& context, const Arguments& arguments) {
    json::Value groups = json::Value::array();
    for (const auto& [id, group] : context.workspace.groups()) {
        json::Value shape = json::Value::object();
        shape.set("id", id)
            .set("team_id", ids::team)
            .set("is_usergroup", true)
            .set("handle", group.handle)
            .set("name", group.name);
        if (arguments.flag("include_count")) shape.set("user_count", group.users.size());
        if (arguments.flag("include_users")) shape.set("users", list_of(group.users));
        groups.push(std::move(shape));
    }
    ApiReply reply;
    reply.body.set("usergroups", std::move(groups));
    return reply;
}

ApiReply list_users(ApiContext& context, const Arguments& arguments) {
    const std::string id = arguments.text("usergroup");
    if (id.empty()) return invalid_argument("missing required field: usergroup");
    const auto group = context.workspace.groups().find(id);
    if (group == context.workspace.groups().end()) return fail("no_such_subteam");
    ApiReply reply;
    reply.body.set("users", list_of(group->second.users));
    return reply;
}

constexpr CallRules reading{true, false};

constexpr std::array methods{
    ApiMethod{"usergroups.list", reading, 20, "usergroups:read", list},
    ApiMethod{"usergroups.users.list", reading, 20, "usergroups:read", list_users},
};

}  // namespace

std::span<const ApiMethod> user_group_methods() {
    return methods;
}

}  // namespace debrief::sandbox
