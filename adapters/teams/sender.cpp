#include "adapters/teams/sender.hpp"

#include "adapters/teams/card_mentions.hpp"
#include "adapters/teams/classify.hpp"
#include "adapters/teams/conversation.hpp"
#include "adapters/teams/find.hpp"
#include "adapters/teams/message.hpp"
#include "adapters/teams/placement.hpp"

#include <functional>
#include <utility>

namespace debrief::teams {
namespace {

using Action = flow::Outgoing::Action;
using How = Placement::How;
using Kind = flow::SendOutcome::Kind;

Attempt attempt_of(const flow::Outgoing& message) {
    const bool is_change = message.action == Action::update || message.action == Action::remove;
    return Attempt(message.channel.id, pace_key(message), is_change);
}

Attempt attempt_for_person(const flow::Outgoing& message) {
    return Attempt("this person", pace_key(message), false, true);
}

flow::SendOutcome sent(const core::Channel& channel, std::string id) {
    flow::SendOutcome outcome;
    outcome.message = core::MessageRef(channel, std::move(id));
    return outcome;
}

class TeamsSender final : public flow::Sender {
  public:
    explicit TeamsSender(SenderParts parts) : parts_(parts) {}

    std::vector<flow::Pace> paces(const flow::Outgoing& message) const override {
        return paces_for(message);
    }

    asio::awaitable<flow::SendOutcome> send(flow::Outgoing message) override {
        const bool is_workflow = place(message).how == How::workflow;
        if (message.action == Action::remove && !is_workflow) return remove(std::move(message));
        auto rendered = render(parts_.catalog, message);
        if (!rendered) return give_up(rendered.error().what());
        if (is_workflow) return through_workflow(std::move(message), std::move(*rendered));
        switch (message.action) {
            case Action::update:
                return update(std::move(message), std::move(*rendered));
            case Action::ephemeral:
                return whisper(std::move(message), std::move(*rendered));
            default:
                return post(std::move(message), std::move(*rendered));
        }
    }

    asio::awaitable<Result<core::MessageRef>> find(flow::Outgoing message, UtcTime since) override {
        co_return find_message(parts_.evidence, message, since, parts_.clock.now());
    }

    asio::awaitable<Result<flow::Profile>> look_up(core::Account account, std::string email)
        override {
        return parts_.roster.look_up(std::move(account), std::move(email));
    }

  private:
    static asio::awaitable<flow::SendOutcome> give_up(std::string reason) {
        co_return flow::SendOutcome(Kind::park, std::move(reason));
    }

    asio::awaitable<flow::SendOutcome> through_workflow(
        flow::Outgoing message, json::Value rendered
    ) {
        co_return co_await parts_.workflows.send(std::move(message), rendered);
    }

    asio::awaitable<flow::SendOutcome> post(flow::Outgoing message, json::Value rendered) {
        const Placement placement = place(message);
        if (placement.how == How::new_thread)
            return open_thread(std::move(message), std::move(rendered));
        if (placement.how == How::direct)
            return post_to_person(std::move(message), std::move(rendered));
        return post_into(std::move(message), std::move(rendered), placement.conversation);
    }

    using Deliver = std::function<asio::awaitable<Answer>(json::Value activity)>;

    /// Delivers; when Teams does not like the looks, with names instead of mentions, and then with
    /// the text alone.
    static asio::awaitable<Answer> in_some_look(
        json::Value rendered, std::string marker, Deliver deliver
    ) {
        json::Value activity = activity_of(rendered, marker);
        Answer answer = co_await deliver(std::move(activity));
        // Perhaps somebody is mentioned who is not there any more.
        if (answer.is(400) && mentions_others(rendered, "")) {
            rendered = mentioning_only(rendered, "");
            activity = activity_of(rendered, marker);
            answer = co_await deliver(std::move(activity));
        }
        if (!is_about_looks(answer)) co_return answer;
        activity = text_activity_of(rendered);
        co_return co_await deliver(std::move(activity));
    }

    asio::awaitable<Answer> send_into(
        const flow::Outgoing& message, json::Ref rendered, std::string conversation
    ) {
        const std::string pace = pace_key(message);
        Deliver deliver = [this, &message, conversation, pace](json::Value activity) {
            return parts_.connector.send(message.address, conversation, activity, pace);
        };
        return in_some_look(json::Value(rendered), message.marker, std::move(deliver));
    }

    asio::awaitable<flow::SendOutcome> post_into(
        flow::Outgoing message, json::Value rendered, std::string conversation
    ) {
        if (is_personal(conversation)) rendered = mentioning_only(rendered, message.user);
        const Answer answer = co_await send_into(message, rendered, conversation);
        if (!answer.ok()) co_return classify(answer, attempt_of(message));
        co_return sent(message.channel, message_id(answer));
    }

    asio::awaitable<flow::SendOutcome> open_thread(flow::Outgoing message, json::Value rendered) {
        const std::string pace = pace_key(message);
        const std::string tenant = parts_.connector.tenant_for(message.address);
        Deliver deliver = [this, &message, &tenant, &pace](json::Value activity) {
            const json::Value parameters =
                thread_parameters(message.channel.id, tenant, std::move(activity));
            return parts_.connector.create(message.address, parameters, pace);
        };
        const Answer answer =
            co_await in_some_look(std::move(rendered), message.marker, std::move(deliver));
        if (!answer.ok()) co_return classify(answer, attempt_of(message));
        std::string id = message_id(answer);
        if (id.empty()) {
            // Without it there is no thread to write in.
            co_return flow::SendOutcome(
                Kind::unknown, "Teams opened a thread without saying which"
            );
        }
        co_return sent(message.channel, std::move(id));
    }

    asio::awaitable<flow::SendOutcome> post_to_person(
        flow::Outgoing message, json::Value rendered
    ) {
        std::string chat;
        const Answer answer = co_await send_to_person(message, rendered, chat);
        if (!answer.ok()) co_return classify(answer, attempt_for_person(message));
        const core::Channel channel(core::Platform::teams, message.channel.tenant, chat);
        co_return sent(channel, message_id(answer));
    }

    /// `chat` receives the conversation.
    asio::awaitable<Answer> send_to_person(
        const flow::Outgoing& message, json::Ref rendered, std::string& chat
    ) {
        auto opened = co_await parts_.chats.open(message.address, message.user, pace_key(message));
        if (auto* failure = std::get_if<Answer>(&opened)) {
            // Nothing was said in it yet: opening it again does no harm.
            const bool unclear = failure->kind == Answer::Kind::unclear || failure->is(504);
            if (unclear) failure->kind = Answer::Kind::not_sent;
            co_return std::move(*failure);
        }
        chat = std::get<std::string>(std::move(opened));
        // Nobody else is in this chat, and Teams takes mentions of those who are there only.
        const json::Value own = mentioning_only(rendered, message.user);
        co_return co_await send_into(message, own, chat);
    }

    asio::awaitable<flow::SendOutcome> update(flow::Outgoing message, json::Value rendered) {
        const Placement placement = place(message);
        const std::string pace = pace_key(message);
        Deliver deliver = [this, &message, &placement, &pace](json::Value activity) {
            activity.set("id", placement.activity);
            return parts_.connector.update(
                message.address, placement.conversation, placement.activity, activity, pace
            );
        };
        const Answer answer =
            co_await in_some_look(std::move(rendered), message.marker, std::move(deliver));
        if (!answer.ok()) co_return classify(answer, attempt_of(message));
        co_return sent(message.channel, message.message);
    }

    asio::awaitable<flow::SendOutcome> remove(flow::Outgoing message) {
        const Placement placement = place(message);
        const Answer answer = co_await parts_.connector.remove(
            message.address, placement.conversation, placement.activity, pace_key(message)
        );
        if (!answer.ok()) {
            flow::SendOutcome outcome = classify(answer, attempt_of(message));
            if (outcome.kind != Kind::gone) co_return outcome;
        }
        co_return sent(message.channel, message.message);
    }

    /// For one person: their own chat. Without one, the thread where they asked.
    asio::awaitable<flow::SendOutcome> whisper(flow::Outgoing message, json::Value rendered) {
        std::string chat;
        const Answer answer = co_await send_to_person(message, rendered, chat);
        if (answer.ok()) {
            const core::Channel channel(core::Platform::teams, message.channel.tenant, chat);
            co_return sent(channel, message_id(answer));
        }
        if (!is_out_of_reach(answer)) co_return classify(answer, attempt_for_person(message));
        flow::Outgoing open = message;
        open.action = Action::post;
        const Placement placement = place(open);
        if (placement.how != How::send) co_return classify(answer, attempt_for_person(message));
        co_return co_await say_in_thread(
            std::move(open), std::move(rendered), placement.conversation
        );
    }

    asio::awaitable<flow::SendOutcome> say_in_thread(
        flow::Outgoing message, json::Value rendered, std::string conversation
    ) {
        const std::string id = co_await parts_.roster.id_of(message.user);
        std::string name = co_await parts_.roster.name_of(message.address, message.channel.id, id);
        if (name.empty()) name = "you";
        const json::Value activity = named_activity_of(rendered, id, name);
        const Answer answer = co_await parts_.connector.send(
            message.address, conversation, activity, pace_key(message)
        );
        if (!answer.ok()) co_return classify(answer, attempt_of(message));
        co_return sent(message.channel, message_id(answer));
    }

    SenderParts parts_;
};

}  // namespace

std::unique_ptr<flow::Sender> create_sender(SenderParts parts) {
    return std::make_unique<TeamsSender>(parts);
}

}  // namespace debrief::teams
