#include "bot/core/view.hpp"

namespace debrief::core {

View& View::set(std::string_view key, View value) & {
    if (!std::holds_alternative<Members>(value_)) value_ = Members();
    auto& members = std::get<Members>(value_);
    for (auto& [name, old] : members) {
        if (name == key) {
            old = std::move(value);
            return *this;
        }
    }
    members.emplace_back(std::string(key), std::move(value));
    return *this;
}

View& View::push(View value) & {
    if (!std::holds_alternative<List>(value_)) value_ = List();
    std::get<List>(value_).push_back(std::move(value));
    return *this;
}

const View* View::find(std::string_view key) const {
    const auto* members = std::get_if<Members>(&value_);
    if (members == nullptr) return nullptr;
    for (const auto& [name, value] : *members) {
        if (name == key) return &value;
    }
    return nullptr;
}

std::string_view View::text(std::string_view key) const {
    const auto* member = find(key);
    if (member == nullptr) return {};
    const auto* text = std::get_if<std::string>(&member->value_);
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

}  // namespace debrief::core
