#include "adapters/sandbox/block_kit.hpp"

#include "templates/limits.hpp"

#include <set>

namespace debrief::sandbox {
namespace {

constexpr std::size_t view_bytes = 250 * 1024;
/// Not documented: real workspaces refuse a message's blocks somewhere above this many characters.
constexpr std::size_t blocks_characters = 13'200;

void add_findings(
    Refusal& refusal, const std::vector<templates::Finding>& findings, std::string_view prefix
) {
    for (const templates::Finding& each : findings) {
        std::string pointer(prefix);
        pointer += each.pointer;
        refusal.messages.push_back("[ERROR] " + each.what + " [json-pointer:" + pointer + "]");
        refusal.errors.push_back(each.what + " [json-pointer:" + pointer + "]");
    }
}

Refusal invalid_argument(std::string message) {
    Refusal refusal("invalid_arguments");
    refusal.messages.push_back("[ERROR] " + std::move(message));
    return refusal;
}

std::string short_id(Random& random) {
    return fresh_key(random).substr(0, 5);
}

json::Value with_action_id(json::Ref element, Random& random) {
    json::Value copy(element);
    if (element.is_object() && !element["action_id"].exists() && element["type"].str() != "image") {
        copy.set("action_id", short_id(random));
    }
    return copy;
}

/// Whether that kind of block or element holds interactive elements in a list.
bool lists_elements(std::string_view type) {
    return type == "actions";
}

/// Whether each block is fine by itself, so that only their sum is too much.
bool all_fit(json::Ref blocks) {
    bool fine = true;
    blocks.each([&](json::Ref block) {
        const json::Value alone = json::Value::array().push(json::Value(block));
        fine = fine && templates::check_blocks(alone).empty();
    });
    return fine && blocks.size() <= 50;
}

json::Ref element_in(json::Ref block, std::string_view action_id) {
    for (const char* single : {"accessory", "element"}) {
        if (block[single]["action_id"].str() == action_id) return block[single];
    }
    json::Ref found;
    block["elements"].each([&](json::Ref each) {
        if (!found && each["action_id"].str() == action_id) found = each;
    });
    return found;
}

}  // namespace

Refusal refuse_blocks(json::Ref blocks) {
    if (!blocks.is_array()) return Refusal("invalid_blocks_format");
    Refusal refusal;
    if (blocks.size() == 0) return refusal;  // an empty list is the same as none
    if (json::dump(blocks).size() > blocks_characters && all_fit(blocks)) {
        return Refusal("msg_blocks_too_long");
    }
    add_findings(refusal, templates::check_blocks(blocks), "");
    if (!refusal.errors.empty()) refusal.error = "invalid_blocks";
    return refusal;
}

Refusal refuse_view(json::Ref view, std::string_view type) {
    if (!view.is_object()) return invalid_argument("must provide an object [json-pointer:/view]");
    if (json::dump(view).size() > view_bytes) return Refusal("view_too_large");
    if (view["type"].str() != type) {
        return invalid_argument("must be " + std::string(type) + " [json-pointer:/view/type]");
    }
    Refusal refusal;
    add_findings(refusal, templates::check_view(view), "/view");
    if (!refusal.errors.empty()) refusal.error = "invalid_arguments";
    refusal.errors.clear();
    return refusal;
}

json::Value with_ids(json::Ref blocks, Random& random) {
    json::Value list = json::Value::array();
    blocks.each([&](json::Ref block) {
        json::Value copy(block);
        if (block["block_id"].str().empty()) copy.set("block_id", short_id(random));
        for (const char* single : {"accessory", "element"}) {
            if (block[single].is_object()) copy.set(single, with_action_id(block[single], random));
        }
        if (lists_elements(block["type"].str())) {
            json::Value elements = json::Value::array();
            block["elements"].each([&](json::Ref each) {
                elements.push(with_action_id(each, random));
            });
            copy.set("elements", std::move(elements));
        }
        list.push(std::move(copy));
    });
    return list;
}

json::Ref find_element(json::Ref blocks, std::string_view block_id, std::string_view action_id) {
    json::Ref found;
    blocks.each([&](json::Ref block) {
        if (found || (!block_id.empty() && block["block_id"].str() != block_id)) return;
        found = element_in(block, action_id);
    });
    return found;
}

json::Value rich_text_of(std::string_view text, Random& random) {
    json::Value parts = json::Value::array();
    const auto add_text = [&](std::string_view plain) {
        if (plain.empty()) return;
        parts.push(json::Value::object().set("type", "text").set("text", plain));
    };
    while (!text.empty()) {
        const auto open = text.find("<@");
        const auto close = open == std::string_view::npos ? open : text.find('>', open);
        if (close == std::string_view::npos) break;
        add_text(text.substr(0, open));
        const auto inside = text.substr(open + 2, close - open - 2);
        parts.push(json::Value::object()
                       .set("type", "user")
                       .set("user_id", inside.substr(0, inside.find('|'))));
        text.remove_prefix(close + 1);
    }
    add_text(text);
    json::Value section =
        json::Value::object().set("type", "rich_text_section").set("elements", std::move(parts));
    json::Value block =
        json::Value::object().set("type", "rich_text").set("block_id", short_id(random));
    block.set("elements", json::Value::array().push(std::move(section)));
    return json::Value::array().push(std::move(block));
}

}  // namespace debrief::sandbox
