#include "adapters/sandbox/content.hpp"

#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::sandbox {
namespace {

/// Not documented; the sandbox refuses where it is surely too much.
constexpr std::size_t metadata_bytes = 4 * 1024;

bool is_event_type(std::string_view name) {
    if (name.empty() || name.size() > 255) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

bool is_payload_key(std::string_view key) {
    if (key.empty() || key.front() < 'a' || key.front() > 'z') return false;
    return std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_scalar(json::Ref value) {
    return value.is_string() || value.number().has_value() || value.boolean().has_value();
}

/// Scalars, objects of scalars, arrays of either; no null anywhere.
bool is_payload_value(json::Ref value, int depth = 0) {
    if (is_scalar(value)) return true;
    if (depth > 1 || (!value.is_object() && !value.is_array())) return false;
    bool fine = true;
    const int next = value.is_object() ? depth + 2 : depth + 1;
    value.each([&](json::Ref each) {
        fine = fine && (is_scalar(each) || (each.is_object() && is_payload_value(each, next)));
    });
    value.each_member([&](std::string_view, json::Ref each) { fine = fine && is_scalar(each); });
    return fine;
}

Refusal refuse_metadata(json::Ref metadata) {
    if (!metadata.is_object()) return Refusal("invalid_metadata_format");
    if (metadata.size() == 0) return {};  // {} takes the metadata away
    if (!metadata["event_type"].is_string() || !metadata["event_payload"].is_object()) {
        return Refusal("invalid_metadata_format");
    }
    bool fine = is_event_type(metadata["event_type"].str());
    metadata["event_payload"].each_member([&](std::string_view key, json::Ref value) {
        fine = fine && is_payload_key(key) && is_payload_value(value);
    });
    if (!fine) return Refusal("invalid_metadata_schema");
    if (json::dump(metadata).size() > metadata_bytes) return Refusal("metadata_too_large");
    return {};
}

void truncate(Content& content) {
    if (text::length(content.text) <= text_truncated_above) return;
    content.text = text::cut(content.text, text_truncated_above);
    content.warnings.emplace_back("message_truncated");
}

Refusal take_blocks(json::Value blocks, Content& content) {
    if (Refusal refusal = refuse_blocks(blocks)) return refusal;
    content.has_blocks = true;
    content.blocks = std::move(blocks);
    return {};
}

}  // namespace

Refusal read_content(const Arguments& arguments, MetadataRule rule, Content& content) {
    content.has_text = arguments.has("text");
    content.text = arguments.text("text");
    truncate(content);
    if (arguments.has("blocks")) {
        bool ok = true;
        json::Value blocks = arguments.tree("blocks", ok);
        if (!ok) return Refusal("invalid_blocks_format");
        if (Refusal refusal = take_blocks(std::move(blocks), content)) return refusal;
    }
    if (arguments.has("metadata")) {
        bool ok = true;
        content.metadata = arguments.tree("metadata", ok);
        if (!ok || rule == MetadataRule::refused) return Refusal("invalid_metadata_format");
        if (Refusal refusal = refuse_metadata(content.metadata)) return refusal;
        content.has_metadata = true;
    }
    return {};
}

Refusal read_content(json::Ref message, Content& content) {
    content.has_text = message["text"].is_string();
    content.text = message["text"].str();
    truncate(content);
    if (message["blocks"].exists() && !message["blocks"].is_null()) {
        return take_blocks(json::Value(message["blocks"]), content);
    }
    return {};
}

}  // namespace debrief::sandbox
