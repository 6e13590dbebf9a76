// Writing, pressing buttons and filling dialogs by what is written on them.
#include "adapters/sandbox/teams/actor.hpp"
#include "adapters/sandbox/teams/card_inputs.hpp"
#include "adapters/sandbox/teams/typed.hpp"

namespace debrief::sandbox {
namespace {

using json::Value;

/// What an input holds when a person says this; `ok` is false when there is no such choice.
std::string value_from(json::Ref input, const std::string& said, bool& ok) {
    const json::Ref choices = input["choices"];
    if (said.empty() || !choices) return said;
    std::string value;
    choices.each([&](json::Ref each) {
        if (each["title"].str() == said) value = each["value"].str();
    });
    ok = !value.empty();
    return value;
}

}  // namespace

// ---- writing

asio::awaitable<void> TeamsActor::types(std::string text) {
    if (failed()) co_return;
    tell(text);
    teams::Place place(conversation_, thread_);
    const std::string problem = co_await teams_.client().type(user_, std::move(place), text);
    if (problem.empty())
        done();
    else
        fail("to be able to write “" + text + "” (" + problem + ")");
}

asio::awaitable<void> TeamsActor::edits(std::string old_words, std::string text) {
    if (failed()) co_return;
    const teams::Message* message = find(old_words);
    tell("edits “" + old_words + "” to “" + text + "”");
    const std::string problem = message == nullptr
                                    ? "there is none"
                                    : teams_.client().edit(user_, conversation_, message->id, text);
    if (problem.empty())
        done();
    else
        fail("to be able to edit “" + old_words + "” (" + problem + ")");
    co_return;
}

asio::awaitable<void> TeamsActor::erases(std::string words) {
    if (failed()) co_return;
    const teams::Message* message = find(words);
    tell("deletes “" + words + "”");
    const std::string problem = message == nullptr
                                    ? "there is none"
                                    : teams_.client().erase(user_, conversation_, message->id);
    if (problem.empty())
        done();
    else
        fail("to be able to delete “" + words + "” (" + problem + ")");
    co_return;
}

asio::awaitable<void> TeamsActor::reacts(std::string name, std::string words) {
    if (failed()) co_return;
    const teams::Message* message = find(words);
    tell("reacts with " + name + " to “" + words + "”");
    const std::string problem =
        message == nullptr ? "there is none"
                           : teams_.client().react(user_, conversation_, message->id, name);
    if (problem.empty())
        done();
    else
        fail("to be able to react to “" + words + "” (" + problem + ")");
    co_return;
}

// ---- cards

bool TeamsActor::find_button(std::string_view title, std::string_view words, teams::Press& press)
    const {
    const teams::Conversation* place = teams_.tenant().conversation(conversation_);
    if (place == nullptr) return false;
    for (auto it = place->messages.rbegin(); it != place->messages.rend(); ++it) {
        const teams::Message& message = it->second;
        if (message.deleted || words_on(message).find(words) == std::string::npos) continue;
        const auto actions = teams::actions_in(card_seen(message, user_));
        for (std::size_t i = 0; i < actions.size(); ++i) {
            if (actions[i]["title"].str() != title) continue;
            press.conversation = conversation_;
            press.message = message.id;
            press.action = i;
            return true;
        }
    }
    return false;
}

asio::awaitable<void> TeamsActor::presses(std::string title, std::string in_message_with) {
    if (failed()) co_return;
    teams::Press press;
    const Check check = [&] { return find_button(title, in_message_with, press); };
    const bool there = co_await comes_true(check);
    if (!there) {
        fail(
            "a button “" + title + "”" +
            (in_message_with.empty() ? "" : " in “" + in_message_with + "”")
        );
        co_return;
    }
    tell("presses [" + title + "]");
    told_before_ = teams_.desks().notices(user_).size();
    const std::string problem = co_await teams_.client().press(user_, press);
    if (problem.empty())
        done();
    else
        fail("the button “" + title + "” to work (" + problem + ")");
}

// ---- dialogs

asio::awaitable<void> TeamsActor::sees_form(std::string title) {
    if (failed()) co_return;
    const Check check = [&] { return dialog() != nullptr && dialog()->title == title; };
    const bool there = co_await comes_true(check);
    if (there)
        done();
    else
        fail("the dialog “" + title + "”");
}

asio::awaitable<void> TeamsActor::fills(std::string label, std::string value) {
    if (failed()) co_return;
    const teams::Dialog* open = dialog();
    json::Ref input;
    if (open != nullptr) {
        for (const json::Ref each : teams::inputs_in(open->card)) {
            if (each["label"].str() == label) input = each;
        }
    }
    if (!input) {
        fail("a field “" + label + "”");
        co_return;
    }
    if (form_ != open->id) entered_ = teams::untouched_values(open->card);
    form_ = open->id;
    bool ok = true;
    std::string held = value_from(input, value, ok);
    if (!ok) {
        fail("the choice “" + value + "” in the field “" + label + "”");
        co_return;
    }
    filled_.push_back("    " + label + ": " + value);
    entered_.set(input["id"].str(), std::move(held));
    done();
}

asio::awaitable<bool> TeamsActor::submit() {
    const teams::Dialog* open = dialog();
    if (open == nullptr) {
        fail("a dialog to submit");
        co_return false;
    }
    const auto actions = teams::actions_in(open->card);
    std::size_t index = 0;
    while (index < actions.size() && actions[index]["type"].str() != "Action.Submit") ++index;
    std::string id = open->id;
    Value values = form_ == id ? entered_ : teams::untouched_values(open->card);
    tell("submits “" + open->title + "”");
    if (transcript_ != nullptr) {
        for (const std::string& each : filled_) transcript_->note(each);
    }
    filled_.clear();
    told_before_ = teams_.desks().notices(user_).size();
    const std::string problem =
        co_await teams_.client().submit(user_, std::move(id), index, std::move(values));
    if (!problem.empty()) fail("to be able to submit the dialog (" + problem + ")");
    co_return problem.empty();
}

asio::awaitable<void> TeamsActor::submits() {
    if (failed()) co_return;
    const bool sent = co_await submit();
    if (!sent) co_return;
    const teams::Dialog* open = dialog();
    const bool accepted = open == nullptr || (open->errors.empty() && open->trouble.empty());
    form_.clear();
    if (accepted)
        done();
    else
        fail("the dialog to be accepted");
}

asio::awaitable<void> TeamsActor::submits_and_is_told(std::string words) {
    if (failed()) co_return;
    const bool sent = co_await submit();
    if (!sent) co_return;
    if (told().find(words) == std::string::npos) {
        fail("to be told “" + words + "”");
        co_return;
    }
    if (transcript_ != nullptr) transcript_->note("    The dialog says: " + words);
    done();
}

asio::awaitable<void> TeamsActor::closes_form() {
    if (failed()) co_return;
    if (dialog() == nullptr) {
        fail("a dialog to close");
        co_return;
    }
    teams_.client().close(user_);
    done();
    co_return;
}

}  // namespace debrief::sandbox
