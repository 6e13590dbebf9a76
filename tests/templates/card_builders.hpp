// Small Adaptive Cards for the tests.
#pragma once
#include "tests/templates/block_builders.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

inline Value line(std::string_view text) {
    return typed("TextBlock").set("text", text);
}
inline Value card_of(const std::vector<Value>& body) {
    auto list = Value::array();
    for (const auto& element : body) list.push(element);
    return typed("AdaptiveCard").set("body", std::move(list));
}
inline Value message_of(Value card) {
    return Value::object().set("text", "all of it").set("card", std::move(card));
}
inline Value submit(std::string_view title, std::string value) {
    return typed("Action.Submit")
        .set("title", title)
        .set("data", Value::object().set("value", std::move(value)));
}
inline Value input_of(std::string_view type) {
    return typed(type).set("id", "field").set("label", "Label");
}
inline Value choice_of(const std::vector<std::string>& values) {
    auto choices = Value::array();
    for (const auto& value : values)
        choices.push(Value::object().set("title", value).set("value", value));
    return input_of("Input.ChoiceSet").set("choices", std::move(choices));
}

}  // namespace debrief::templates
