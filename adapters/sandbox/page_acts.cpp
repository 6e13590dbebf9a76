// What a person can do on the page.
#include "adapters/sandbox/page_server.hpp"
#include "adapters/sandbox/sandbox.hpp"
#include "adapters/sandbox/teams/page.hpp"
#include "bot/core/calendar.hpp"

namespace debrief::sandbox {
namespace {

constexpr Duration longest_move = std::chrono::days(92);

std::string text_of(const json::Value& act, std::string_view member) {
    return std::string(act[member].str());
}

Press press_of(const json::Value& act) {
    Press press;
    press.channel = text_of(act, "channel");
    press.ts = text_of(act, "ts");
    press.view = text_of(act, "view");
    press.block_id = text_of(act, "block_id");
    press.action_id = text_of(act, "action_id");
    press.chosen = json::Value(act["chosen"]);
    press.state = json::Value(act["state"]);
    return press;
}

std::optional<Fault::Kind> fault_kind(std::string_view name) {
    if (name == "rate_limited") return Fault::Kind::rate_limited;
    if (name == "server_error") return Fault::Kind::server_error;
    if (name == "html") return Fault::Kind::html;
    if (name == "lost") return Fault::Kind::lost;
    return std::nullopt;
}

}  // namespace

boost::asio::awaitable<std::string> PageServer::perform(const json::Value& act) {
    const std::string what = text_of(act, "do");
    const std::string user = text_of(act, "as");
    const Person* person = sandbox_.workspace().person(user);
    if (person == nullptr || person->role.empty())
        co_return std::string("Nobody can be that person.");
    if (what == "type" || what == "edit" || what == "erase" || what == "react")
        co_return co_await speak(act, user);
    if (what == "press" || what == "submit" || what == "close" || what == "home")
        co_return co_await use_form(act, user);
    if (what == "join" || what == "leave" || what == "invite" || what == "remove")
        co_return change_membership(act, user);
    if (what.starts_with("teams.")) {
        json::Value copy(act);
        std::string handle = person->handle;
        co_return co_await teams::perform(sandbox_.teams(), std::move(copy), std::move(handle));
    }
    if (what == "clock") co_return co_await move_clock(act, user);
    if (what == "outside") co_return co_await post_from_outside(act);
    if (what == "fault") co_return plan_fault(act);
    co_return "The sandbox does not know “" + what + "”.";
}

boost::asio::awaitable<std::string> PageServer::speak(const json::Value& act, std::string user) {
    const std::string what = text_of(act, "do");
    std::string channel = text_of(act, "channel");
    std::string ts = text_of(act, "ts");
    std::string words = text_of(act, "text");
    Client& client = sandbox_.client();
    if (what == "edit") co_return client.edit(user, channel, ts, words);
    if (what == "erase") co_return client.erase(user, channel, ts);
    if (what == "react") {
        const std::string name = text_of(act, "name");
        Workspace& workspace = sandbox_.workspace();
        if (!workspace.react(channel, ts, user, name)) workspace.unreact(channel, ts, user, name);
        co_return std::string();
    }
    const bool broadcast = act["broadcast"].boolean().value_or(false);
    std::string thread_ts = text_of(act, "thread_ts");
    co_return co_await client.type(
        std::move(user), std::move(channel), std::move(words), std::move(thread_ts), broadcast
    );
}

boost::asio::awaitable<std::string> PageServer::use_form(const json::Value& act, std::string user) {
    const std::string what = text_of(act, "do");
    std::string view = text_of(act, "view");
    Client& client = sandbox_.client();
    if (what == "home") {
        client.open_home(user);
        co_return std::string();
    }
    if (what == "close") {
        const bool all = act["all"].boolean().value_or(false);
        co_return co_await client.close(std::move(user), std::move(view), all);
    }
    if (what == "submit") {
        json::Value values(act["values"]);
        co_return co_await client.submit(std::move(user), std::move(view), std::move(values));
    }
    Press press = press_of(act);
    co_return co_await client.press(std::move(user), std::move(press));
}

std::string PageServer::change_membership(const json::Value& act, const std::string& user) {
    const std::string what = text_of(act, "do");
    const std::string channel = text_of(act, "channel");
    Workspace& workspace = sandbox_.workspace();
    const Channel* place = workspace.channel(channel);
    if (place == nullptr || place->archived || place->kind == ChannelKind::direct)
        return "That does not work here.";
    if (what == "join" && place->kind != ChannelKind::open)
        return "Somebody has to invite you to this channel.";
    if (what == "join")
        workspace.join(channel, user, {});
    else if (what == "leave")
        workspace.leave(channel, user);
    else if (what == "invite")
        workspace.join(channel, ids::bot_user, user);
    else
        workspace.leave(channel, ids::bot_user);
    return {};
}

boost::asio::awaitable<std::string> PageServer::move_clock(
    const json::Value& act, std::string user
) {
    const UtcTime now = sandbox_.clock().now();
    Duration by(act["ms"].integer().value_or(0));
    if (text_of(act, "to") == "monday") {
        const core::Calendar calendar(
            sandbox_.workspace().person(user)->timezone, core::WorkingHours(), {}
        );
        by = calendar.next(core::WeeklyRule(), now) - now;
    }
    if (by <= Duration::zero() || by > longest_move)
        co_return std::string("The clock moves forward, by at most three months.");
    if (sandbox_.moving()) co_return std::string("The clock is moving already.");
    co_await sandbox_.advance(by);
    co_return std::string();
}

boost::asio::awaitable<std::string> PageServer::post_from_outside(const json::Value& act) {
    const std::string service = text_of(act, "service");
    const std::string title = text_of(act, "title");
    std::string problem;
    if (text_of(act, "kind") == "github") {
        const Release release("acme/" + service, title);
        problem = co_await sandbox_.publish(release);
    } else {
        Alert alert(service, title);
        alert.resolved = !act["firing"].boolean().value_or(false);
        if (act["severity"].is_string()) alert.severity = act["severity"].str();
        problem = co_await sandbox_.alert(alert);
    }
    co_return problem;
}

std::string PageServer::plan_fault(const json::Value& act) {
    const auto kind = fault_kind(act["kind"].str());
    if (!kind) return "There is no such fault.";
    Fault fault;
    fault.kind = *kind;
    fault.seconds = static_cast<int>(act["seconds"].integer().value_or(5));
    sandbox_.api().faults().next("chat.postMessage", fault, 1);
    return {};
}

}  // namespace debrief::sandbox
