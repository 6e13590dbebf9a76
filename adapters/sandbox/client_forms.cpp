// What Slack checks in a filled form before it sends anything.
#include "adapters/sandbox/client.hpp"
#include "bot/base/text.hpp"

#include <charconv>

namespace debrief::sandbox {
namespace {

bool is_empty(json::Ref value) {
    if (!value.exists()) return true;
    bool filled = false;
    value.each_member([&](std::string_view key, json::Ref each) {
        if (key == "type") return;
        const bool text = each.is_string() && !text::trim(each.str()).empty();
        filled = filled || text || each.is_object() || each.size() > 0 || each.number().has_value();
    });
    return !filled;
}

std::string plural(std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " character" : " characters");
}

std::string refuse_text(json::Ref element, std::string_view value) {
    const auto length = static_cast<std::int64_t>(text::length(value));
    const auto least = element["min_length"].integer();
    const auto most = element["max_length"].integer();
    if (least && length < *least) return "Please enter at least " + plural(*least) + ".";
    if (most && length > *most) return "Please enter at most " + plural(*most) + ".";
    return {};
}

std::string refuse_number(json::Ref element, std::string_view value) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) return "Please enter a number.";
    const bool whole = value.find('.') == std::string_view::npos;
    if (!element["is_decimal_allowed"].boolean().value_or(false) && !whole)
        return "Please enter a whole number.";
    return {};
}

std::string refuse_value(json::Ref element, json::Ref value) {
    const std::string_view type = element["type"].str();
    const std::string_view entered = value["value"].str();
    if (type == "plain_text_input") return refuse_text(element, entered);
    if (type == "number_input") return refuse_number(element, entered);
    if (type == "email_text_input" && entered.find('@') == std::string_view::npos)
        return "Please enter an email address.";
    if (type == "url_text_input" && entered.find("://") == std::string_view::npos)
        return "Please enter a URL.";
    return {};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> incomplete_fields(
    json::Ref view, json::Ref values
) {
    std::vector<std::pair<std::string, std::string>> found;
    view["blocks"].each([&](json::Ref block) {
        if (block["type"].str() != "input") return;
        const std::string id(block["block_id"].str());
        const json::Ref element = block["element"];
        const json::Ref value = values[id][element["action_id"].str()];
        if (is_empty(value)) {
            if (!block["optional"].boolean().value_or(false))
                found.emplace_back(id, "Please complete this required field.");
            return;
        }
        std::string problem = refuse_value(element, value);
        if (!problem.empty()) found.emplace_back(id, std::move(problem));
    });
    return found;
}

}  // namespace debrief::sandbox
