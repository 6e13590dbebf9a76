// users.*: who is who.
#include "adapters/sandbox/api_methods.hpp"
#include "adapters/sandbox/shapes.hpp"
#include "bot/base/text.hpp"

#include <array>

namespace debrief::sandbox {
namespace {

json::Value shape_of(const ApiContext& context, const Person& person) {
    return user_json(context.workspace, person, context.installation.may("users:read.email"));
}

ApiReply info(ApiContext& context, const Arguments& arguments) {
    const Person* person = context.workspace.person(arguments.text("user"));
    if (person == nullptr) return fail("user_not_found");
    ApiReply reply;
    reply.body.set("user", shape_of(context, *person));
    return reply;
}

ApiReply look_up_by_email(ApiContext& context, const Arguments& arguments) {
    const std::string email = text::lower(arguments.text("email"));
    if (email.empty()) return invalid_argument("missing required field: email");
    for (const Person& each : context.workspace.people()) {
        if (each.deactivated || each.bot || text::lower(each.email) != email) continue;
        ApiReply reply;
        reply.body.set("user", shape_of(context, each));
        return reply;
    }
    return fail("users_not_found");
}

ApiReply list(ApiContext& context, const Arguments& arguments) {
    const auto& people = context.workspace.people();
    Page page;
    if (Refusal refusal = read_page(arguments, people.size(), people.size(), 1000, page))
        return refusal;
    json::Value members = json::Value::array();
    for (std::size_t i = page.from; i < page.to; ++i) members.push(shape_of(context, people[i]));
    ApiReply reply;
    reply.body.set("members", std::move(members)).set("cache_ts", context.workspace.seconds_now());
    add_cursor(reply.body, page);
    return reply;
}

constexpr CallRules reading{true, false};

constexpr std::array methods{
    ApiMethod{"users.info", reading, 100, "users:read", info},
    ApiMethod{"users.lookupByEmail", reading, 50, "users:read.email", look_up_by_email},
    ApiMethod{"users.list", reading, 20, "users:read", list},
};

}  // namespace

std::span<const ApiMethod> user_methods() {
    return methods;
}

}  // namespace debrief::sandbox
