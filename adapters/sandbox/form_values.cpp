#include "adapters/sandbox/form_values.hpp"

#include <array>
#include <functional>

namespace debrief::sandbox {
namespace {

using json::Value;

constexpr std::array kinds{
    ElementKind{"plain_text_input", "value", "initial_value"},
    ElementKind{"number_input", "value", "initial_value"},
    ElementKind{"email_text_input", "value", "initial_value"},
    ElementKind{"url_text_input", "value", "initial_value"},
    ElementKind{"static_select", "selected_option", "initial_option"},
    ElementKind{"external_select", "selected_option", "initial_option"},
    ElementKind{"radio_buttons", "selected_option", "initial_option"},
    ElementKind{"checkboxes", "selected_options", "initial_options", true},
    ElementKind{"multi_static_select", "selected_options", "initial_options", true},
    ElementKind{"users_select", "selected_user", "initial_user"},
    ElementKind{"multi_users_select", "selected_users", "initial_users", true},
    ElementKind{"conversations_select", "selected_conversation", "initial_conversation"},
    ElementKind{"channels_select", "selected_channel", "initial_channel"},
    ElementKind{"datepicker", "selected_date", "initial_date"},
    ElementKind{"timepicker", "selected_time", "initial_time"},
    ElementKind{"datetimepicker", "selected_date_time", "initial_date_time"},
};

/// Calls back for each element that can hold a value, with its block.
void each_field(
    json::Ref blocks, const std::function<void(json::Ref block, json::Ref element)>& visit
) {
    blocks.each([&](json::Ref block) {
        for (const char* single : {"element", "accessory"}) {
            if (kind_of(block[single]) != nullptr) visit(block, block[single]);
        }
        if (block["type"].str() != "actions") return;
        block["elements"].each([&](json::Ref each) {
            if (kind_of(each) != nullptr) visit(block, each);
        });
    });
}

void put(Value& values, json::Ref block, json::Ref element, Value value) {
    Value inner(values[block["block_id"].str()]);
    if (!inner.ref().is_object()) inner = Value::object();
    inner.set(element["action_id"].str(), std::move(value));
    values.set(block["block_id"].str(), std::move(inner));
}

}  // namespace

const ElementKind* kind_of(json::Ref element) {
    const std::string_view type = element["type"].str();
    for (const ElementKind& each : kinds) {
        if (each.type == type) return &each;
    }
    return nullptr;
}

Value initial_values(json::Ref blocks) {
    Value values = Value::object();
    each_field(blocks, [&](json::Ref block, json::Ref element) {
        const ElementKind& kind = *kind_of(element);
        const json::Ref initial = element[kind.initial];
        if (initial.exists())
            put(values, block, element, Value::object().set(kind.value, Value(initial)));
    });
    return values;
}

Value complete_values(json::Ref blocks, json::Ref entered) {
    Value values = Value::object();
    each_field(blocks, [&](json::Ref block, json::Ref element) {
        const ElementKind& kind = *kind_of(element);
        const json::Ref given =
            entered[block["block_id"].str()][element["action_id"].str()][kind.value];
        Value value = given.exists() ? Value(given) : Value();
        // An emptied text is null in Slack, not "".
        if (value.ref().is_string() && value.ref().str().empty()) value = Value();
        if (kind.list && !value.ref().is_array()) value = Value::array();
        put(values,
            block,
            element,
            Value::object().set("type", kind.type).set(kind.value, std::move(value)));
    });
    return values;
}

}  // namespace debrief::sandbox
