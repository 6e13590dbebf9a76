#include "adapters/sandbox/modals.hpp"

#include "adapters/sandbox/block_kit.hpp"
#include "adapters/sandbox/form_values.hpp"

#include <algorithm>

namespace debrief::sandbox {
namespace {

json::Value normalised(json::Ref definition, Random& random) {
    json::Value copy(definition);
    copy.set("blocks", with_ids(definition["blocks"], random));
    return copy;
}

std::string fresh_hash(Workspace& workspace) {
    return std::to_string(workspace.seconds_now()) + "." +
           fresh_key(workspace.random()).substr(0, 8);
}

/// Entered values whose input is still there, and what the app fills in for the others.
json::Value surviving(const json::Value& values, json::Ref blocks) {
    json::Value kept = initial_values(blocks);
    values.ref().each_member([&](std::string_view block, json::Ref actions) {
        json::Value inner = json::Value::object();
        actions.each_member([&](std::string_view action, json::Ref value) {
            if (find_element(blocks, block, action)) inner.set(action, json::Value(value));
        });
        if (inner.ref().size() > 0) kept.set(block, std::move(inner));
    });
    return kept;
}

}  // namespace

View Modals::make(std::string_view user, json::Ref definition) {
    View view;
    view.id = workspace_.fresh_id("V0");
    view.hash = fresh_hash(workspace_);
    view.user = user;
    view.root = view.id;
    view.definition = normalised(definition, workspace_.random());
    view.values = initial_values(view.definition["blocks"]);
    return view;
}

const View& Modals::open(std::string_view user, json::Ref definition) {
    auto& stack = stacks_[std::string(user)];
    stack.clear();
    stack.push_back(make(user, definition));
    workspace_.touch();
    return stack.back();
}

const View* Modals::push(std::string_view user, json::Ref definition) {
    auto& stack = stacks_[std::string(user)];
    if (stack.empty() || stack.size() >= max_depth) return nullptr;
    View view = make(user, definition);
    view.root = stack.front().id;
    view.previous = stack.back().id;
    stack.push_back(std::move(view));
    workspace_.touch();
    return &stack.back();
}

const View& Modals::publish(std::string_view user, json::Ref definition) {
    View view = make(user, definition);
    const auto known = homes_.find(user);
    if (known != homes_.end()) view.id = view.root = known->second.id;
    View& stored = homes_[std::string(user)];
    stored = std::move(view);
    workspace_.touch();
    return stored;
}

bool Modals::update(std::string_view id, json::Ref definition) {
    return note(id, [&](View& view) {
        view.definition = normalised(definition, workspace_.random());
        view.hash = fresh_hash(workspace_);
        view.values = surviving(view.values, view.definition["blocks"]);
        view.errors.clear();
        view.trouble.clear();
    });
}

bool Modals::note(std::string_view id, const std::function<void(View&)>& edit) {
    View* view = find_mutable(id);
    if (view == nullptr) return false;
    edit(*view);
    workspace_.touch();
    return true;
}

void Modals::close(std::string_view id) {
    for (auto& [user, stack] : stacks_) {
        const auto found = std::find_if(stack.begin(), stack.end(), [id](const View& each) {
            return each.id == id;
        });
        if (found == stack.end()) continue;
        stack.erase(found, stack.end());
        workspace_.touch();
        return;
    }
}

void Modals::clear(std::string_view user) {
    stacks_.erase(std::string(user));
    workspace_.touch();
}

View* Modals::find_mutable(std::string_view id) {
    return const_cast<View*>(find(id));
}

const View* Modals::find(std::string_view id) const {
    for (const auto& [user, stack] : stacks_) {
        for (const View& each : stack) {
            if (each.id == id) return &each;
        }
    }
    for (const auto& [user, view] : homes_) {
        if (view.id == id) return &view;
    }
    return nullptr;
}

const View* Modals::find_external(std::string_view external_id) const {
    if (external_id.empty()) return nullptr;
    for (const auto& [user, stack] : stacks_) {
        for (const View& each : stack) {
            if (each.text("external_id") == external_id) return &each;
        }
    }
    for (const auto& [user, view] : homes_) {
        if (view.text("external_id") == external_id) return &view;
    }
    return nullptr;
}

const std::vector<View>& Modals::stack(std::string_view user) const {
    static const std::vector<View> none;
    const auto found = stacks_.find(user);
    return found == stacks_.end() ? none : found->second;
}

const View* Modals::top(std::string_view user) const {
    const auto& views = stack(user);
    return views.empty() ? nullptr : &views.back();
}

const View* Modals::home(std::string_view user) const {
    const auto found = homes_.find(user);
    return found == homes_.end() ? nullptr : &found->second;
}

}  // namespace debrief::sandbox
