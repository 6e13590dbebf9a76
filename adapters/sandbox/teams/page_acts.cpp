// What a person can do in the Teams half of the page.
#include "adapters/sandbox/teams/page.hpp"

namespace debrief::sandbox::teams {
namespace {

using json::Value;

std::string text_of(const Value& act, std::string_view member) {
    return std::string(act[member].str());
}

std::size_t index_of(const Value& act) {
    return static_cast<std::size_t>(act["action"].integer().value_or(0));
}

std::optional<Fault> fault_called(std::string_view name) {
    if (name == "throttled") return Fault(Fault::Kind::status, 429);
    if (name == "gateway") return Fault(Fault::Kind::html, 502);
    if (name == "lost") return Fault(Fault::Kind::lost);
    return std::nullopt;
}

std::string plan_fault(TeamsTenant& teams, const Value& act) {
    auto fault = fault_called(act["kind"].str());
    if (!fault) return "There is no such fault.";
    fault->seconds = static_cast<int>(act["seconds"].integer().value_or(5));
    for (const char* operation : {"send", "create"})
        teams.connector().faults().next(operation, *fault, 1);
    return {};
}

/// What changes at once; nothing when it is no such act.
std::optional<std::string> change(
    TeamsTenant& teams, const Value& act, const std::string& what, const std::string& user
) {
    Client& client = teams.client();
    const std::string place = text_of(act, "place");
    const std::string message = text_of(act, "message");
    if (what == "teams.edit") return client.edit(user, place, message, text_of(act, "text"));
    if (what == "teams.erase") return client.erase(user, place, message);
    if (what == "teams.restore") return client.restore(user, place, message);
    if (what == "teams.react") return client.react(user, place, message, text_of(act, "name"));
    if (what == "teams.install") return client.install(user, place);
    if (what == "teams.uninstall") return client.uninstall(user, place);
    if (what == "teams.consent")
        return client.consent(place, act["given"].boolean().value_or(true));
    if (what == "teams.fault") return plan_fault(teams, act);
    if (what == "teams.block") {
        client.block(user, act["given"].boolean().value_or(true));
        return std::string();
    }
    if (what == "teams.chat") {
        // Opening the chat with the app is enough to see that it has to be added.
        teams.tenant().personal(user);
        teams.tenant().touch();
        return std::string();
    }
    if (what == "teams.close") {
        client.close(user);
        return std::string();
    }
    return std::nullopt;
}

}  // namespace

asio::awaitable<std::string> perform(TeamsTenant& teams, json::Value act, std::string handle) {
    const Person* person = teams.tenant().person_called(handle);
    if (person == nullptr || person->role.empty())
        co_return std::string("Nobody can be that person.");
    std::string user = person->id;
    const std::string what = text_of(act, "do");
    if (auto changed = change(teams, act, what, user)) co_return std::move(*changed);
    Client& client = teams.client();
    if (what == "teams.type") {
        Place place(text_of(act, "place"), text_of(act, "root"));
        std::string words = text_of(act, "text");
        co_return co_await client.type(std::move(user), std::move(place), std::move(words));
    }
    if (what == "teams.press") {
        Press press;
        press.conversation = text_of(act, "place");
        press.message = text_of(act, "message");
        press.action = index_of(act);
        press.inputs = Value(act["inputs"]);
        co_return co_await client.press(std::move(user), std::move(press));
    }
    if (what == "teams.submit") {
        std::string dialog = text_of(act, "dialog");
        Value inputs(act["inputs"]);
        const std::size_t index = index_of(act);
        co_return co_await client.submit(
            std::move(user), std::move(dialog), index, std::move(inputs)
        );
    }
    co_return "The sandbox does not know “" + what + "”.";
}

}  // namespace debrief::sandbox::teams
