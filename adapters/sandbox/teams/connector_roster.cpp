// Who and what there is: members, teams and channels.
#include "adapters/sandbox/teams/connector.hpp"
#include "adapters/sandbox/teams/connector_request.hpp"

#include <algorithm>
#include <charconv>

namespace debrief::sandbox::teams {
namespace {

using json::Value;

constexpr std::size_t largest_page = 500;
constexpr std::size_t usual_page = 200;

Value account(const Person& person, const char* aad_member) {
    const auto space = person.name.find(' ');
    Value shape = Value::object().set("id", person.id).set(aad_member, person.aad);
    shape.set("name", person.name)
        .set("givenName", person.name.substr(0, space))
        .set("surname", person.name.substr(space + 1));
    // Guests of other organisations have no address here.
    if (!person.email.empty())
        shape.set("email", person.email).set("userPrincipalName", person.email);
    shape.set("tenantId", ids::tenant).set("userRole", person.email.empty() ? "guest" : "user");
    return shape;
}

std::string argument(const std::string& query, std::string_view name) {
    for (auto& [key, value] : net::decode_form(query)) {
        if (key == name) return value;
    }
    return {};
}

std::size_t number_in(const std::string& text, std::size_t otherwise) {
    std::size_t number = otherwise;
    if (!text.empty()) std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

constexpr std::string_view token_mark = "page-";

}  // namespace

net::HttpResponse Connector::member(const Request& request) const {
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    const Person* person = tenant_.person(request.user);
    if (person == nullptr || !tenant_.is_member(*place, person->id))
        return refusal_answer(
            Refusal(404, "MemberNotFoundInConversation", "Member not found in the conversation.")
        );
    return connector_answer(200, account(*person, "aadObjectId"));
}

net::HttpResponse Connector::members(const Request& request, bool paged) const {
    const Conversation* place = nullptr;
    if (Refusal refusal = refuse_place(request, place)) return refusal_answer(refusal);
    const auto& all = tenant_.members_of(*place);
    std::size_t from = 0;
    std::size_t count = all.size();
    if (paged) {
        const std::string token = argument(request.query, "continuationToken");
        if (!token.empty() && !token.starts_with(token_mark))
            return refusal_answer(Refusal(400, "BadArgument", "Unknown continuationToken."));
        from = number_in(token.empty() ? token : token.substr(token_mark.size()), 0);
        const std::size_t asked = number_in(argument(request.query, "pageSize"), usual_page);
        if (asked == 0 || asked > largest_page)
            return refusal_answer(Refusal(400, "BadArgument", "pageSize must be 1 to 500."));
        count = asked;
    }
    const std::size_t end = std::min(all.size(), from + count);
    Value list = Value::array();
    for (std::size_t i = std::min(from, end); i < end; ++i) {
        // The unpaged list calls the Entra id differently.
        if (const Person* person = tenant_.person(all[i]))
            list.push(account(*person, paged ? "aadObjectId" : "objectId"));
    }
    if (!paged) return connector_answer(200, list);
    Value body = Value::object().set("members", std::move(list));
    if (end < all.size())
        body.set("continuationToken", std::string(token_mark) + std::to_string(end));
    return connector_answer(200, body);
}

net::HttpResponse Connector::team(const Request& request) const {
    const Team* team = tenant_.team(request.conversation);
    if (team == nullptr)
        return refusal_answer(Refusal(404, "ConversationNotFound", "Team not found."));
    if (!team->installed)
        return refusal_answer(
            Refusal(403, "BotNotInConversationRoster", "The bot is not in this team.")
        );
    Value channels = Value::array();
    std::int64_t count = 0;
    for (const auto& [id, each] : tenant_.conversations()) {
        if (each.scope != Scope::channel || each.team != team->id || each.closed) continue;
        ++count;
        Value channel = Value::object().set("id", id).set("type", "standard");
        // The first channel of a team has no name of its own.
        if (id != team->id) channel.set("name", each.name);
        channels.push(std::move(channel));
    }
    if (request.operation == "channels")
        return connector_answer(200, Value::object().set("conversations", std::move(channels)));
    Value body = Value::object().set("id", team->id).set("name", team->name);
    body.set("aadGroupId", team->group)
        .set("tenantId", ids::tenant)
        .set("type", "standard")
        .set("channelCount", count)
        .set("memberCount", team->members.size());
    return connector_answer(200, body);
}

}  // namespace debrief::sandbox::teams
