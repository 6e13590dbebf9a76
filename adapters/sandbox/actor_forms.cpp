// Pressing buttons and filling forms by what is written on them.
#include "adapters/sandbox/actor.hpp"
#include "adapters/sandbox/form_values.hpp"

namespace debrief::sandbox {
namespace {

using json::Value;

/// The button with that label in a list of blocks; a missing Ref when there is none.
json::Ref button_in(json::Ref blocks, std::string_view label, std::string& block_id) {
    json::Ref found;
    blocks.each([&](json::Ref block) {
        const auto take = [&](json::Ref element) {
            if (found || element["type"].str() != "button" ||
                element["text"]["text"].str() != label)
                return;
            found = element;
            block_id = block["block_id"].str();
        };
        take(block["accessory"]);
        block["elements"].each(take);
    });
    return found;
}

json::Ref field_called(json::Ref blocks, std::string_view label) {
    json::Ref found;
    blocks.each([&](json::Ref block) {
        if (!found && block["type"].str() == "input" && block["label"]["text"].str() == label)
            found = block;
    });
    return found;
}

json::Ref option_called(json::Ref element, std::string_view text) {
    json::Ref found;
    element["options"].each([&](json::Ref each) {
        if (!found && each["text"]["text"].str() == text) found = each;
    });
    return found;
}

/// The value of a field from what a person would say; null members when it is emptied, missing `ok`
/// when there is no such choice.
Value value_from(const Workspace& workspace, json::Ref element, const std::string& said, bool& ok) {
    const ElementKind* kind = kind_of(element);
    ok = kind != nullptr;
    if (!ok) return {};
    Value value;
    if (said.empty()) {
        value = kind->list ? Value::array() : Value();
    } else if (kind->value == "selected_option" || kind->value == "selected_options") {
        const json::Ref option = option_called(element, said);
        ok = option.exists();
        value = kind->list ? Value::array().push(Value(option)) : Value(option);
    } else if (kind->value == "selected_user") {
        const Person* person = workspace.person_called(said);
        ok = person != nullptr;
        if (ok) value = Value(person->id);
    } else {
        value = Value(said);
    }
    return Value::object().set(kind->value, std::move(value));
}

}  // namespace

bool Actor::find_button(std::string_view label, std::string_view words, Press& press) const {
    const Channel* channel = sandbox_.workspace().channel(channel_);
    if (channel == nullptr) return false;
    for (auto it = channel->messages.rbegin(); it != channel->messages.rend(); ++it) {
        const Message& message = it->second;
        if (!shows(message) || words_on(message).find(words) == std::string::npos) continue;
        const json::Ref button = button_in(message.blocks, label, press.block_id);
        if (!button) continue;
        press.channel = channel_;
        press.ts = message.ts;
        press.action_id = button["action_id"].str();
        return true;
    }
    return false;
}

asio::awaitable<void> Actor::presses(std::string label, std::string in_message_with) {
    if (failed()) co_return;
    Press press;
    const Check check = [&] { return find_button(label, in_message_with, press); };
    const bool there = co_await comes_true(check);
    if (!there) {
        fail(
            "a button “" + label + "”" +
            (in_message_with.empty() ? "" : " in “" + in_message_with + "”")
        );
        co_return;
    }
    tell("presses [" + label + "]");
    const std::string problem = co_await sandbox_.client().press(user_, press);
    if (problem.empty())
        done();
    else
        fail("the button “" + label + "” to work (" + problem + ")");
}

asio::awaitable<void> Actor::sees_form(std::string title) {
    if (failed()) co_return;
    const Check check = [&] {
        const View* view = sandbox_.modals().top(user_);
        return view != nullptr && view->definition["title"]["text"].str() == title;
    };
    const bool there = co_await comes_true(check);
    if (there)
        done();
    else
        fail("the form “" + title + "”");
}

asio::awaitable<void> Actor::fills(std::string label, std::string value) {
    if (failed()) co_return;
    const Check check = [&] {
        const View* view = sandbox_.modals().top(user_);
        return view != nullptr && field_called(view->definition["blocks"], label);
    };
    const bool there = co_await comes_true(check);
    if (!there) {
        fail("a field “" + label + "”");
        co_return;
    }
    const View& view = *sandbox_.modals().top(user_);
    if (form_ != view.id) entered_ = view.values;
    form_ = view.id;
    const json::Ref block = field_called(view.definition["blocks"], label);
    bool ok = true;
    Value filled = value_from(sandbox_.workspace(), block["element"], value, ok);
    if (!ok) {
        fail("the choice “" + value + "” in the field “" + label + "”");
        co_return;
    }
    filled_.push_back("    " + label + ": " + value);
    Value inner = Value::object().set(block["element"]["action_id"].str(), std::move(filled));
    entered_.set(block["block_id"].str(), std::move(inner));
    done();
}

asio::awaitable<bool> Actor::submit() {
    const View* view = sandbox_.modals().top(user_);
    if (view == nullptr) {
        fail("a form to submit");
        co_return false;
    }
    std::string id = view->id;
    Value values = form_ == id ? entered_ : view->values;
    tell("submits “" + std::string(view->definition["title"]["text"].str()) + "”");
    if (transcript_ != nullptr) {
        for (const std::string& each : filled_) transcript_->note(each);
    }
    filled_.clear();
    const std::string problem =
        co_await sandbox_.client().submit(user_, std::move(id), std::move(values));
    if (!problem.empty()) fail("to be able to submit the form (" + problem + ")");
    co_return problem.empty();
}

asio::awaitable<void> Actor::submits() {
    if (failed()) co_return;
    const bool sent = co_await submit();
    if (!sent) co_return;
    const View* view = sandbox_.modals().top(user_);
    const bool accepted =
        view == nullptr || view->id != form_ || (view->errors.empty() && view->trouble.empty());
    form_.clear();
    if (accepted)
        done();
    else
        fail("the form to be accepted");
}

asio::awaitable<void> Actor::submits_and_is_told(std::string words) {
    if (failed()) co_return;
    const bool sent = co_await submit();
    if (!sent) co_return;
    const View* view = sandbox_.modals().top(user_);
    bool told = false;
    if (view != nullptr) {
        for (const auto& [block, error] : view->errors)
            told = told || error.find(words) != std::string::npos;
    }
    if (!told) {
        fail("to be told “" + words + "”");
        co_return;
    }
    if (transcript_ != nullptr)
        transcript_->note("    The form says: " + view->errors.front().second);
    done();
}

asio::awaitable<void> Actor::closes_form() {
    if (failed()) co_return;
    const View* view = sandbox_.modals().top(user_);
    if (view == nullptr) {
        fail("a form to close");
        co_return;
    }
    std::string id = view->id;
    co_await sandbox_.client().close(user_, std::move(id), false);
    done();
}

}  // namespace debrief::sandbox
