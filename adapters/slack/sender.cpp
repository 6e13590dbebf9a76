#include "adapters/slack/sender.hpp"

#include "adapters/slack/classify.hpp"
#include "adapters/slack/directs.hpp"
#include "adapters/slack/find.hpp"
#include "adapters/slack/message.hpp"
#include "adapters/slack/people.hpp"
#include "adapters/slack/upload.hpp"
#include "bot/base/log.hpp"

#include <utility>

namespace debrief::slack {
namespace {

using Action = flow::Outgoing::Action;
using Kind = flow::SendOutcome::Kind;

std::string_view method_of(Action action) {
    switch (action) {
        case Action::post:
            return "chat.postMessage";
        case Action::update:
            return "chat.update";
        case Action::remove:
            return "chat.delete";
        case Action::ephemeral:
            return "chat.postEphemeral";
        case Action::home:
            return "views.publish";
    }
    return "chat.postMessage";
}

/// Slack's published limits: per method in the workspace; posting also one a second per channel.
flow::Pace pace_of(Action action) {
    const std::string key = pace_key(method_of(action));
    switch (action) {
        case Action::post:
            return flow::Pace(key, 300, 10);
        case Action::update:
            return flow::Pace(key, 50, 5);
        case Action::remove:
            return flow::Pace(key, 50, 5);
        case Action::ephemeral:
        case Action::home:
            return flow::Pace(key, 100, 10);
    }
    return flow::Pace(key, 50, 5);
}

std::string place_of(const flow::Outgoing& message) {
    return message.channel.empty() ? message.user : message.channel.id;
}

flow::SendOutcome sent(const flow::Outgoing& message, json::Ref answer) {
    flow::SendOutcome outcome;
    std::string channel(answer["channel"].str());
    if (channel.empty()) channel = message.channel.id;
    outcome.message.channel =
        core::Channel(core::Platform::slack, message.channel.tenant, std::move(channel));
    outcome.message.id = answer["ts"].str();
    return outcome;
}

/// The view of a message that has its file with it.
std::string with_file(const std::string& view) {
    auto parsed = json::parse(view);
    if (!parsed) return view;
    parsed->set("attached", true);
    return json::dump(*parsed);
}

class SlackSender final : public flow::Sender {
  public:
    SlackSender(WebApi& api, const templates::Catalog& catalog, Viewpoints& viewpoints)
        : api_(api), catalog_(catalog), viewpoints_(viewpoints), directs_(api) {}

    std::vector<flow::Pace> paces(const flow::Outgoing& message) const override {
        // Nothing passes the first one while the token is not accepted; else it is wide enough.
        std::vector<flow::Pace> paces;
        paces.emplace_back(std::string(workspace_pace), 1'200, 50);
        paces.push_back(pace_of(message.action));
        if (message.action == Action::post) {
            std::string key = paces.back().key + ":" + place_of(message);
            paces.emplace_back(std::move(key), 60, 3);
        }
        return paces;
    }

    bool takes_files() const override { return true; }

    asio::awaitable<flow::SendOutcome> send(flow::Outgoing message) override {
        if (!message.file_name.empty()) return hand_over(std::move(message));
        if (message.action == Action::remove) return remove(std::move(message));
        auto body = render(catalog_, message);
        if (!body) return give_up(body.error().what());
        switch (message.action) {
            case Action::update:
                return update(std::move(message), std::move(*body));
            case Action::ephemeral:
                return whisper(std::move(message), std::move(*body));
            case Action::home:
                return publish(std::move(message), std::move(*body));
            default:
                return post(std::move(message), std::move(*body));
        }
    }

    asio::awaitable<Result<core::MessageRef>> find(flow::Outgoing message, UtcTime since) override {
        return find_message(api_, directs_, std::move(message), since);
    }

    asio::awaitable<Result<flow::Profile>> look_up(core::Account account, std::string email)
        override {
        return slack::look_up(api_, std::move(account), std::move(email));
    }

    asio::awaitable<Result<std::vector<std::string>>> members_of(std::string group) override {
        return slack::members_of(api_, std::move(group));
    }

  private:
    static asio::awaitable<flow::SendOutcome> give_up(std::string reason) {
        co_return flow::SendOutcome(Kind::park, std::move(reason));
    }

    /// Calls; when Slack does not like the looks, once more with the text alone.
    asio::awaitable<ApiAnswer> call(std::string method, json::Ref body) {
        ApiAnswer answer = co_await api_.call(method, body);
        if (!is_about_looks(answer)) co_return answer;
        const json::Value plain = text_only(body);
        co_return co_await api_.call(std::move(method), plain);
    }

    asio::awaitable<bool> join(std::string channel) {
        // Only channels can be joined; of private ones Slack says so itself.
        if (channel.empty() || channel.front() != 'C') co_return false;
        json::Value arguments = json::Value::object();
        arguments.set("channel", std::move(channel));
        const ApiAnswer answer = co_await api_.call("conversations.join", arguments);
        co_return answer.ok();
    }

    asio::awaitable<flow::SendOutcome> post(flow::Outgoing message, json::Value body) {
        std::string channel = message.channel.id;
        if (channel.empty()) {
            auto opened = co_await directs_.open(message.user);
            if (auto* failure = std::get_if<ApiAnswer>(&opened)) {
                const Attempt attempt("conversations.open", message.user, true);
                co_return classify(*failure, attempt);
            }
            channel = std::get<std::string>(std::move(opened));
        }
        address_post(body, message, channel);
        ApiAnswer answer = co_await call("chat.postMessage", body);
        if (is_about_membership(answer)) {
            const bool joined = co_await join(channel);
            if (joined) answer = co_await call("chat.postMessage", body);
        }
        if (!answer.ok()) {
            const Attempt attempt("chat.postMessage", place_of(message), false);
            co_return classify(answer, attempt);
        }
        co_return sent(message, answer.body);
    }

    /// A file in a direct message; where Slack does not take it, the message alone says so.
    asio::awaitable<flow::SendOutcome> hand_over(flow::Outgoing message) {
        const auto opened = co_await directs_.open(message.user);
        if (const auto* failure = std::get_if<ApiAnswer>(&opened)) {
            const Attempt attempt("conversations.open", message.user, true);
            co_return classify(*failure, attempt);
        }
        flow::Outgoing above = message;
        above.view = with_file(message.view);
        auto rendered = render(catalog_, above);
        if (!rendered) co_return flow::SendOutcome(Kind::park, rendered.error().what());
        std::string comment((*rendered)["text"].str());
        const ApiAnswer answer = co_await upload(
            api_,
            std::get<std::string>(opened),
            std::move(message.file_name),
            std::move(message.file),
            std::move(comment)
        );
        if (answer.kind == ApiAnswer::Kind::error && !is_token_error(answer.error)) {
            log::warn("Slack takes no files", {{"reason", answer.words}});
            auto body = render(catalog_, message);
            if (!body) co_return flow::SendOutcome(Kind::park, body.error().what());
            co_return co_await post(std::move(message), std::move(*body));
        }
        if (!answer.ok()) {
            const Attempt attempt("files.completeUploadExternal", message.user, false);
            co_return classify(answer, attempt);
        }
        co_return flow::SendOutcome();
    }

    /// Without the hash of the view before: what is sent is the newest there is.
    asio::awaitable<flow::SendOutcome> publish(flow::Outgoing message, json::Value view) {
        json::Value body = json::Value::object();
        body.set("user_id", message.user).set("view", std::move(view));
        const ApiAnswer answer = co_await api_.call("views.publish", body);
        const Attempt attempt("views.publish", message.user, true);
        if (!answer.ok()) co_return classify(answer, attempt);
        co_return flow::SendOutcome();
    }

    asio::awaitable<flow::SendOutcome> update(flow::Outgoing message, json::Value body) {
        address_update(body, message);
        const ApiAnswer answer = co_await call("chat.update", body);
        if (!answer.ok()) {
            const Attempt attempt("chat.update", message.channel.id, true);
            co_return classify(answer, attempt);
        }
        flow::SendOutcome outcome = sent(message, answer.body);
        outcome.message.id = message.message;
        co_return outcome;
    }

    asio::awaitable<flow::SendOutcome> remove(flow::Outgoing message) {
        json::Value body = json::Value::object();
        body.set("channel", message.channel.id).set("ts", message.message);
        const ApiAnswer answer = co_await api_.call("chat.delete", body);
        const bool is_gone =
            answer.is_error("message_not_found") || answer.is_error("channel_not_found");
        if (answer.ok() || is_gone) {
            flow::SendOutcome outcome;
            outcome.message = core::MessageRef(message.channel, message.message);
            co_return outcome;
        }
        const Attempt attempt("chat.delete", message.channel.id, true);
        co_return classify(answer, attempt);
    }

    /// Shown to one person in the channel; where that is impossible, a direct message.
    asio::awaitable<flow::SendOutcome> whisper(flow::Outgoing message, json::Value body) {
        const bool to_direct = message.channel.empty();
        if (!to_direct) {
            const bool in_thread =
                !message.thread.empty() &&
                !viewpoints_.from_channel(message.channel.id, message.thread, message.user);
            address_ephemeral(body, message, in_thread);
            const ApiAnswer answer = co_await call("chat.postEphemeral", body);
            if (answer.ok()) {
                flow::SendOutcome outcome = sent(message, answer.body);
                outcome.message.id = answer.body["message_ts"].str();
                co_return outcome;
            }
            if (!is_about_audience(answer)) {
                const Attempt attempt("chat.postEphemeral", message.channel.id, false);
                co_return classify(answer, attempt);
            }
        }
        message.channel.id.clear();
        message.thread.clear();
        body.erase("user");
        body.erase("thread_ts");
        co_return co_await post(std::move(message), std::move(body));
    }

    WebApi& api_;
    const templates::Catalog& catalog_;
    Viewpoints& viewpoints_;
    DirectChannels directs_;
};

}  // namespace

std::unique_ptr<flow::Sender> create_sender(
    WebApi& api, const templates::Catalog& catalog, Viewpoints& viewpoints
) {
    return std::make_unique<SlackSender>(api, catalog, viewpoints);
}

}  // namespace debrief::slack
