#include "bot/flow/view_json.hpp"

#include <variant>

namespace debrief::flow {
namespace {

struct ToJson {
    json::Value operator()(std::monostate) const { return {}; }
    json::Value operator()(bool value) const { return value; }
    json::Value operator()(std::int64_t value) const { return value; }
    json::Value operator()(double value) const { return value; }
    json::Value operator()(const std::string& value) const { return value; }
    json::Value operator()(const core::View::List& list) const {
        auto out = json::Value::array();
        for (const auto& one : list) out.push(to_json(one));
        return out;
    }
    json::Value operator()(const core::View::Members& members) const {
        auto out = json::Value::object();
        for (const auto& [key, value] : members) out.set(key, to_json(value));
        return out;
    }
};

core::View list_from(json::Ref json) {
    core::View::List list;
    json.each([&](json::Ref one) { list.push_back(view_from(one)); });
    return list;
}

core::View members_from(json::Ref json) {
    core::View::Members members;
    json.each_member([&](std::string_view key, json::Ref one) {
        members.emplace_back(key, view_from(one));
    });
    return members;
}

}  // namespace

json::Value to_json(const core::View& view) {
    return std::visit(ToJson(), view.storage());
}

core::View view_from(json::Ref json) {
    switch (json.type()) {
        case json::Type::boolean:
            return *json.boolean();
        case json::Type::integer:
            return *json.integer();
        case json::Type::number:
            return *json.number();
        case json::Type::string:
            return json.str();
        case json::Type::array:
            return list_from(json);
        case json::Type::object:
            return members_from(json);
        case json::Type::missing:
        case json::Type::null:
            break;
    }
    return {};
}

std::string reply_text(const core::Reply& reply) {
    if (reply.kind == core::Reply::Kind::silent) return {};
    auto out = json::Value::object();
    out.set("kind", static_cast<int>(reply.kind))
        .set("name", reply.name)
        .set("view", to_json(reply.view));
    auto errors = json::Value::object();
    for (const auto& [field, sentence] : reply.errors) errors.set(field, sentence);
    out.set("errors", std::move(errors));
    return json::dump(out);
}

core::Reply reply_from(std::string_view text) {
    core::Reply reply;
    auto parsed = json::parse(text);
    if (!parsed) return reply;
    auto json = parsed->ref();
    reply.kind = static_cast<core::Reply::Kind>(json["kind"].integer().value_or(0));
    reply.name = json["name"].str();
    reply.view = view_from(json["view"]);
    json["errors"].each_member([&](std::string_view field, json::Ref sentence) {
        reply.errors.emplace_back(field, sentence.str());
    });
    return reply;
}

}  // namespace debrief::flow
