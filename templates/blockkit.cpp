#include "templates/blockkit.hpp"

#include "templates/blockkit_elements.hpp"

namespace debrief::templates::blockkit {

namespace {

// Blocks.
constexpr Field block_common[] = {id("block_id", 255)};
constexpr Field section_fields[] = {
    text("text", 3000),
    Field{.name = "fields", .is = Is::texts, .min = 1, .max = 10, .each = 2000},
    object("accessory", accessories),
    flag("expand")};
constexpr Shape section{"section", block_common, section_fields};
constexpr Field header_fields[] = {must(plain("text", 150)), whole("level", 1, 4)};
constexpr Shape header{"header", block_common, header_fields};
constexpr Shape divider{"divider", block_common, {}};
constexpr Field context_fields[] = {must(objects("elements", 1, 10, context_elements))};
constexpr Shape context{"context", block_common, context_fields};
constexpr Field actions_fields[] = {must(objects("elements", 1, 25, action_elements))};
constexpr Shape actions{"actions", block_common, actions_fields};
constexpr Field input_fields[] = {
    must(plain("label", 2000)),
    must(object("element", input_elements)),
    plain("hint", 2000),
    flag("optional"),
    flag("dispatch_action")};
constexpr Shape input{"input", block_common, input_fields};
constexpr Field image_fields[] = {
    id("image_url", 3000),
    object("slack_file", slack_files),
    must(words("alt_text", 2000, 0)),
    plain("title", 2000)};
constexpr Shape image{"image", block_common, image_fields};
constexpr Field rich_text_fields[] = {must(objects("elements", 1, 1000, rich_elements))};
constexpr Shape rich_text{"rich_text", block_common, rich_text_fields};
constexpr const Shape* all_blocks[] = {
    &section, &header, &divider, &context, &actions, &input, &image, &rich_text};

// Surfaces.
constexpr Field modal_fields[] = {
    must(plain("title", 24)),
    must(objects("blocks", 1, view_blocks, all_blocks)),
    plain("close", 24),
    plain("submit", 24),
    id("private_metadata", 3000, 0),
    id("callback_id", 255),
    id("external_id", 255),
    flag("clear_on_close"),
    flag("notify_on_close"),
    flag("submit_disabled")};
constexpr Shape modal_shape{"modal", {}, modal_fields, true};
constexpr Field home_fields[] = {
    must(objects("blocks", 1, view_blocks, all_blocks)),
    id("private_metadata", 3000, 0),
    id("callback_id", 255),
    id("external_id", 255)};
constexpr Shape home_shape{"home", {}, home_fields};
constexpr Field message_fields[] = {
    words("text", message_text, 0),
    objects("blocks", 1, message_blocks, all_blocks),
    choice("response_type", "ephemeral in_channel"),
    flag("replace_original"),
    flag("delete_original"),
    any("metadata"),
    flag("unfurl_links"),
    flag("unfurl_media"),
    id("thread_ts", 255),
    flag("reply_broadcast"),
    id("channel", 255),
    id("user", 255),
    id("ts", 255),
    id("parse", 20),
    flag("link_names"),
    flag("mrkdwn"),
    id("username", 80),
    id("icon_emoji", 255),
    id("icon_url", 3000),
    id("client_msg_id", 255)};
constexpr Shape message_shape{"", {}, message_fields};

}  // namespace

Shapes blocks() {
    return all_blocks;
}
const Shape& modal() {
    return modal_shape;
}
const Shape& home() {
    return home_shape;
}
const Shape& message() {
    return message_shape;
}

const Shape* find_shape(Shapes shapes, std::string_view type) {
    if (shapes.size() == 1 && shapes[0]->type.empty()) return shapes[0];
    for (const auto* shape : shapes)
        if (shape->type == type) return shape;
    return nullptr;
}

const Field* find_field(const Shape& shape, std::string_view name) {
    for (const auto fields : {shape.fields, shape.common})
        for (const auto& field : fields)
            if (field.name == name) return &field;
    return nullptr;
}

}  // namespace debrief::templates::blockkit
