#include "adapters/sandbox/teams/card_inputs.hpp"

#include "adapters/sandbox/teams/card_check.hpp"
#include "bot/base/text.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Ref;
using json::Value;

std::vector<Ref> of_kind(Ref card, std::string_view prefix) {
    std::vector<Ref> found;
    each_typed(card, [&](Ref node) {
        if (node["type"].str().starts_with(prefix)) found.push_back(node);
    });
    return found;
}

}  // namespace

std::vector<Ref> actions_in(Ref card) {
    return of_kind(card, "Action.");
}

std::vector<Ref> inputs_in(Ref card) {
    return of_kind(card, "Input.");
}

Value untouched_values(Ref card) {
    Value values = Value::object();
    for (const Ref input : inputs_in(card)) {
        const Ref value = input["value"];
        const auto number = value.number();
        if (!value.str().empty())
            values.set(input["id"].str(), value.str());
        else if (number)
            values.set(input["id"].str(), json::dump(value));
        else if (input["type"].str() == "Input.Toggle")
            values.set(input["id"].str(), input["valueOff"].str("false"));
    }
    return values;
}

bool takes_inputs(Ref action) {
    return text::lower(action["associatedInputs"].str()) != "none";
}

std::vector<std::pair<std::string, std::string>> refused_inputs(Ref card, Ref values) {
    std::vector<std::pair<std::string, std::string>> refused;
    for (const Ref input : inputs_in(card)) {
        const std::string id(input["id"].str());
        const std::string_view value = values[id].str();
        const auto longest = input["maxLength"].integer();
        const bool required = input["isRequired"].boolean().value_or(false);
        if (required && value.empty())
            refused.emplace_back(id, input["errorMessage"].str("This field is required."));
        else if (longest && text::length(value) > static_cast<std::size_t>(*longest))
            refused.emplace_back(id, "At most " + std::to_string(*longest) + " characters fit.");
    }
    return refused;
}

Value merged_data(Ref action, Ref values) {
    const Ref data = action["data"];
    if (data.is_string()) return Value(data);
    Value merged = data.is_object() ? Value(data) : Value::object();
    if (!takes_inputs(action)) return merged;
    values.each_member([&](std::string_view id, Ref value) {
        if (!value.str().empty()) merged.set(id, Value(value));
    });
    return merged;
}

}  // namespace debrief::sandbox::teams
