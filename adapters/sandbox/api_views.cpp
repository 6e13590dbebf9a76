// views.*: modals by trigger id, updates by id or external id, the home tab.
#include "adapters/sandbox/api_methods.hpp"
#include "adapters/sandbox/shapes.hpp"

#include <array>

namespace debrief::sandbox {
namespace {

/// The view of the arguments, checked; `owner` may keep its own external id.
Refusal read_view(
    ApiContext& context,
    const Arguments& arguments,
    std::string_view type,
    const View* owner,
    json::Value& view
) {
    bool ok = true;
    view = arguments.tree("view", ok);
    if (!ok || !view.ref().is_object())
        return invalid_argument("missing required field: view [json-pointer:/view]").refusal;
    if (Refusal refusal = refuse_view(view, type)) return refusal;
    const View* same = context.modals.find_external(view["external_id"].str());
    if (same != nullptr && same != owner) return Refusal("duplicate_external_id");
    return {};
}

ApiReply shown(const View& view) {
    ApiReply reply;
    reply.body.set("view", view_json(view));
    return reply;
}

ApiReply open(ApiContext& context, const Arguments& arguments) {
    json::Value definition;
    // Slack checks the view first: a broken one does not use up the trigger.
    if (Refusal refusal = read_view(context, arguments, "modal", nullptr, definition))
        return refusal;
    std::string error;
    const auto trigger = context.triggers.redeem(arguments.text("trigger_id"), error);
    if (!trigger) return fail(error);
    return shown(context.modals.open(trigger->user, definition));
}

ApiReply push(ApiContext& context, const Arguments& arguments) {
    json::Value definition;
    if (Refusal refusal = read_view(context, arguments, "modal", nullptr, definition))
        return refusal;
    std::string error;
    const auto trigger = context.triggers.redeem(arguments.text("trigger_id"), error);
    if (!trigger) return fail(error);
    if (context.modals.top(trigger->user) == nullptr) return fail("not_found");
    const View* pushed = context.modals.push(trigger->user, definition);
    return pushed == nullptr ? fail("push_limit_reached") : shown(*pushed);
}

ApiReply update(ApiContext& context, const Arguments& arguments) {
    const View* view = nullptr;
    if (arguments.has("view_id"))
        view = context.modals.find(arguments.text("view_id"));
    else if (arguments.has("external_id"))
        view = context.modals.find_external(arguments.text("external_id"));
    else
        return invalid_argument("either view_id or external_id is needed");
    if (view == nullptr) return fail("not_found");
    if (arguments.has("hash") && arguments.text("hash") != view->hash) return fail("hash_conflict");
    json::Value definition;
    if (Refusal refusal = read_view(context, arguments, view->text("type"), view, definition))
        return refusal;
    const std::string id = view->id;
    context.modals.update(id, definition);
    return shown(*context.modals.find(id));
}

ApiReply publish(ApiContext& context, const Arguments& arguments) {
    const std::string user = arguments.text("user_id");
    const Person* person = context.workspace.person(user);
    if (person == nullptr || person->bot)
        return invalid_argument("invalid `user_id` [json-pointer:/user_id]");
    const View* present = context.modals.home(user);
    if (arguments.has("hash") && present != nullptr && arguments.text("hash") != present->hash)
        return fail("hash_conflict");
    json::Value definition;
    if (Refusal refusal = read_view(context, arguments, "home", present, definition))
        return refusal;
    return shown(context.modals.publish(user, definition));
}

constexpr CallRules posting{false, true};

constexpr std::array methods{
    ApiMethod{"views.open", posting, 100, "", open},
    ApiMethod{"views.push", posting, 100, "", push},
    ApiMethod{"views.update", posting, 100, "", update},
    ApiMethod{"views.publish", posting, 100, "", publish},
};

}  // namespace

std::span<const ApiMethod> view_methods() {
    return methods;
}

}  // namespace debrief::sandbox
