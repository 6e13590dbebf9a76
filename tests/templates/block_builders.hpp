// Small Block Kit documents for the tests of limits.
#pragma once
#include "bot/base/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace debrief::templates {

using json::Value;

/// `count` times the letter, which may be any code point.
inline std::string repeated(std::string_view letter, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += letter;
    return out;
}

inline Value plain(std::string text) {
    return Value::object().set("type", "plain_text").set("text", std::move(text));
}
inline Value marked(std::string text) {
    return Value::object().set("type", "mrkdwn").set("text", std::move(text));
}
inline Value section(Value text) {
    return Value::object().set("type", "section").set("text", std::move(text));
}
inline Value typed(std::string_view type) {
    return Value::object().set("type", type);
}

/// A message whose first block always stays, so that leaving out the second leaves a valid message.
inline Value message_with(Value block) {
    auto blocks = Value::array().push(section(marked("anchor"))).push(std::move(block));
    return Value::object().set("text", "all of it").set("blocks", std::move(blocks));
}
inline Value actions_with(Value element) {
    auto elements = Value::array().push(std::move(element));
    return message_with(typed("actions").set("elements", std::move(elements)));
}
inline Value button() {
    return typed("button").set("text", plain("Go")).set("action_id", "go");
}
inline Value option(std::size_t n) {
    return Value::object()
        .set("text", plain("o" + std::to_string(n)))
        .set("value", std::to_string(n));
}
/// An array of `count` values made by `make(i)`.
template <class Make>
Value list_of(std::size_t count, Make make) {
    auto list = Value::array();
    for (std::size_t i = 0; i < count; ++i) list.push(make(i));
    return list;
}
inline Value select() {
    return typed("static_select").set("action_id", "pick").set("options", list_of(2, option));
}
inline Value input_with(Value element) {
    return typed("input").set("label", plain("Label")).set("element", std::move(element));
}
inline Value modal_with(Value block) {
    auto blocks = Value::array().push(section(marked("anchor"))).push(std::move(block));
    return typed("modal")
        .set("title", plain("Title"))
        .set("submit", plain("Save"))
        .set("blocks", std::move(blocks));
}
inline Value entry() {
    return typed("plain_text_input").set("action_id", "entry");
}
inline Value confirm() {
    return Value::object()
        .set("title", plain("Sure?"))
        .set("text", plain("Really"))
        .set("confirm", plain("Yes"))
        .set("deny", plain("No"));
}

}  // namespace debrief::templates
