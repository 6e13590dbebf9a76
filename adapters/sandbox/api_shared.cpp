#include "adapters/sandbox/api_methods.hpp"

#include <charconv>

namespace debrief::sandbox {
namespace {

// Slack's cursors are opaque; this one is readable but still not a plain number.
constexpr std::string_view cursor_prefix = "next:";

bool read_cursor(std::string_view cursor, std::size_t total, std::size_t& from) {
    if (!cursor.starts_with(cursor_prefix)) return false;
    cursor.remove_prefix(cursor_prefix.size());
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), from);
    return error == std::errc() && end == cursor.data() + cursor.size() && from <= total;
}

}  // namespace

ApiReply missing_scope(std::string_view needed) {
    ApiReply reply = fail("missing_scope");
    reply.needed = needed;
    return reply;
}

ApiReply invalid_argument(std::string_view what) {
    Refusal refusal("invalid_arguments");
    refusal.messages.push_back("[ERROR] " + std::string(what));
    return ApiReply(std::move(refusal));
}

const Channel* visible_channel(const ApiContext& context, std::string_view id) {
    const Channel* channel = context.workspace.channel(id);
    if (channel == nullptr) return nullptr;
    const bool known = channel->kind == ChannelKind::open || context.workspace.bot_is_in(id);
    return known ? channel : nullptr;
}

std::string scope_for(const Channel& channel, std::string_view right) {
    const char* family = channel.kind == ChannelKind::open     ? "channels:"
                         : channel.kind == ChannelKind::closed ? "groups:"
                                                               : "im:";
    return family + std::string(right);
}

Refusal read_page(
    const Arguments& arguments, std::size_t total, std::size_t usual, std::size_t max, Page& page
) {
    bool ok = true;
    const auto limit = arguments.number("limit", ok);
    if (!ok || (limit && (*limit < 1 || static_cast<std::size_t>(*limit) > max)))
        return Refusal("invalid_limit");
    const std::string cursor = arguments.text("cursor");
    if (!cursor.empty() && !read_cursor(cursor, total, page.from)) return Refusal("invalid_cursor");
    page.to = std::min(total, page.from + (limit ? static_cast<std::size_t>(*limit) : usual));
    page.more = page.to < total;
    return {};
}

void add_cursor(json::Value& body, const Page& page) {
    const std::string next =
        page.more ? std::string(cursor_prefix) + std::to_string(page.to) : std::string();
    body.set("response_metadata", json::Value::object().set("next_cursor", next));
}

}  // namespace debrief::sandbox
