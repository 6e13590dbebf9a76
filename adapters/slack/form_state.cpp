#include "adapters/slack/form_state.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace debrief::slack {
namespace {

constexpr std::string_view form_prefix = "form_";
/// Slack takes 3,000 characters of private_metadata; ours is far below.
constexpr std::size_t longest_context = 500;

void add_person(FormInput& input, std::string& value, std::string_view user) {
    if (!value.empty()) value += ' ';
    value += '@';
    value += user;
    core::Mention mention;
    mention.handle = user;
    input.mentions.push_back(std::move(mention));
}

/// "2026-11-20T14:00:00Z": a picked moment is absolute, whatever zone the person lives in.
std::string utc_text(std::int64_t seconds) {
    const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(moment - day);
    std::array<char, 40> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02uT%02d:%02d:%02dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())
    );
    return text.data();
}

/// What stands in one element, as a person would have typed it.
std::string entered(FormInput& input, json::Ref element) {
    std::string value;
    if (const json::Ref users = element["selected_users"]; users.is_array()) {
        users.each([&](json::Ref user) { add_person(input, value, user.str()); });
        return value;
    }
    if (const auto user = element["selected_user"].str(); !user.empty()) {
        add_person(input, value, user);
        return value;
    }
    if (const json::Ref options = element["selected_options"]; options.is_array()) {
        const bool is_box = element["type"].str() == "checkboxes";
        if (is_box) return options.size() > 0 ? "yes" : "";
        options.each([&](json::Ref option) {
            if (!value.empty()) value += ' ';
            value += option["value"].str();
        });
        return value;
    }
    if (const auto moment = element["selected_date_time"].integer()) return utc_text(*moment);
    for (const std::string_view member : {"value", "selected_date", "selected_time"}) {
        if (const auto found = element[member].str(); !found.empty()) return std::string(found);
    }
    return std::string(element["selected_option"]["value"].str());
}

}  // namespace

std::string_view form_of(std::string_view callback_id) {
    if (callback_id.substr(0, form_prefix.size()) != form_prefix) return {};
    return callback_id.substr(form_prefix.size());
}

std::string callback_id_of(std::string_view form) {
    std::string id(form_prefix);
    id += form;
    return id;
}

std::string write_place(const FormPlace& place) {
    json::Value out = json::Value::object();
    out.set("context", std::string_view(place.context).substr(0, longest_context));
    out.set("channel", place.channel);
    out.set("thread", place.thread);
    if (place.at_home) out.set("home", true);
    return json::dump(out);
}

FormPlace read_place(std::string_view private_metadata) {
    FormPlace place;
    const auto document = json::parse(private_metadata);
    if (!document) return place;
    place.context = document->ref()["context"].str();
    place.channel = document->ref()["channel"].str();
    place.thread = document->ref()["thread"].str();
    place.at_home = document->ref()["home"].boolean().value_or(false);
    return place;
}

FormInput read_input(json::Ref view) {
    FormInput input;
    view["state"]["values"].each_member([&](std::string_view block, json::Ref elements) {
        elements.each_member([&](std::string_view, json::Ref element) {
            std::string value = entered(input, element);
            if (!value.empty()) input.fields.emplace_back(block, std::move(value));
        });
    });
    view["blocks"].each([&](json::Ref block) {
        if (block["type"].str() == "input") input.blocks.emplace_back(block["block_id"].str());
    });
    return input;
}

}  // namespace debrief::slack
