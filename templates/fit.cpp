#include "bot/base/text.hpp"
#include "templates/blockkit.hpp"
#include "templates/fit_element.hpp"
#include "templates/limits.hpp"

#include <algorithm>
#include <optional>

namespace debrief::templates {

namespace {

using blockkit::Shape;

std::size_t characters(json::Ref node) {
    if (node.is_string()) return text::length(node.str());
    std::size_t sum = 0;
    if (node.is_array())
        for (std::size_t i = 0; i < node.size(); ++i) sum += characters(node.at(i));
    if (node.is_object())
        node.each_member([&](std::string_view, json::Ref inner) { sum += characters(inner); });
    return sum;
}

/// The last block that only shows something; without one, the last block.
std::size_t dispensable(const std::vector<json::Value>& blocks) {
    for (auto i = blocks.size(); i-- > 0;) {
        const auto type = blocks[i]["type"].str();
        if (type != "actions" && type != "input" && type != "header") return i;
    }
    return blocks.size() - 1;
}

/// Shortens the texts of sections and contexts to `limit` characters each.
void shorten(std::vector<json::Value>& blocks, std::size_t limit) {
    for (auto& block : blocks) {
        if (block["text"]["type"].str() == "mrkdwn") {
            if (auto text = fit_text(block["text"], limit)) block.set("text", std::move(*text));
        }
        for (const std::string_view key : {"fields", "elements"}) {
            if (!block[key].is_array() || block["type"].str() == "actions") continue;
            auto list = json::Value::array();
            block[key].each([&](json::Ref item) {
                auto text = item["type"].str() == "mrkdwn" ? fit_text(item, limit) : std::nullopt;
                list.push(text ? std::move(*text) : json::Value(item));
            });
            block.set(key, std::move(list));
        }
    }
}

json::Value more(std::string_view words) {
    auto text = json::Value::object().set("type", "plain_text").set("text", words);
    return json::Value::object()
        .set("type", "context")
        .set("elements", json::Value::array().push(std::move(text)));
}

std::size_t total(const std::vector<json::Value>& blocks) {
    std::size_t sum = 0;
    for (const auto& block : blocks) sum += characters(block.ref());
    return sum;
}

/// A section whose text was too long goes on in further sections, up to three in all.
void add(std::vector<json::Value>& blocks, json::Value fitted, json::Ref source) {
    const auto text = source["text"]["text"].str();
    const bool is_long = fitted["type"].str() == "section" &&
                         source["text"]["type"].str() == "mrkdwn" && text::length(text) > 3000;
    if (!is_long) return blocks.push_back(std::move(fitted));
    auto pieces = split_mrkdwn(text, 3000, 3);
    json::Value words(source["text"]);
    fitted.set("text", json::Value(words).set("text", std::move(pieces[0])));
    blocks.push_back(std::move(fitted));
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        words.set("text", std::move(pieces[i]));
        blocks.push_back(json::Value::object().set("type", "section").set("text", words));
    }
}

json::Value fit_blocks(
    json::Ref source,
    std::size_t max_blocks,
    std::size_t max_characters,
    std::string_view more_words
) {
    std::vector<json::Value> blocks;
    for (std::size_t i = 0; i < source.size(); ++i) {
        auto block = fit_shape(source.at(i), blockkit::blocks());
        if (block) add(blocks, std::move(*block), source.at(i));
    }
    for (const std::size_t limit : {1000, 500, 250})
        if (total(blocks) > max_characters) shorten(blocks, limit);
    auto line = more(more_words);
    const auto room = characters(line.ref());
    std::optional<std::size_t> gap;
    auto sum = total(blocks);
    while (!blocks.empty() && (blocks.size() + (gap ? 1 : 0) > max_blocks ||
                               sum + (gap ? room : 0) > max_characters)) {
        const auto victim = dispensable(blocks);
        sum -= characters(blocks[victim].ref());
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(victim));
        gap = gap ? std::min(*gap, victim) : victim;
    }
    auto out = json::Value::array();
    for (std::size_t i = 0; i <= blocks.size(); ++i) {
        if (gap == i) out.push(std::move(line));
        if (i < blocks.size()) out.push(std::move(blocks[i]));
    }
    return out;
}

json::Value fit_document(json::Value document, const Shape& shape, bool is_message) {
    const auto blocks = document["blocks"];
    const auto max_characters = is_message ? blockkit::message_characters : std::size_t{100'000};
    // Each string is counted once by its bytes; when even that is within the total, the code points
    // are too.
    if (surely_fits(document.ref(), shape) && characters(blocks) <= max_characters) return document;
    auto out = json::Value::object();
    document.ref().each_member([&](std::string_view key, json::Ref value) {
        const auto* field = blockkit::find_field(shape, key);
        if (key == "blocks" && value.is_array()) {
            auto fitted =
                is_message
                    ? fit_blocks(
                          value, blockkit::message_blocks, max_characters, "… more is in the thread"
                      )
                    : fit_blocks(
                          value, blockkit::view_blocks, max_characters, "… more did not fit here"
                      );
            if (fitted.ref().size() > 0) out.set(key, std::move(fitted));
        } else if (key == "text" && is_message) {
            if (!value.str().empty()) out.set(key, cut_mrkdwn(value.str(), blockkit::message_text));
        } else if (field == nullptr) {
            out.set(key, json::Value(value));
        } else if (auto fitted = fit_field(value, *field)) {
            out.set(key, std::move(*fitted));
        }
    });
    return out;
}

}  // namespace

json::Value fit_message(json::Value message) {
    return fit_document(std::move(message), blockkit::message(), true);
}

json::Value fit_view(json::Value view) {
    const auto& shape = view["type"].str() == "home" ? blockkit::home() : blockkit::modal();
    return fit_document(std::move(view), shape, false);
}

}  // namespace debrief::templates
