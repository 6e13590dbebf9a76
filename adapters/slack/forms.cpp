#include "adapters/slack/forms.hpp"

#include "adapters/slack/reply.hpp"
#include "bot/base/log.hpp"
#include "bot/core/grammar.hpp"
#include "bot/flow/view_json.hpp"
#include "bot/net/deadline.hpp"

#include <algorithm>

namespace debrief::slack {
namespace {

/// The rules answer in milliseconds; whoever waits longer waits for a program that is stopping.
constexpr std::chrono::seconds longest_wait{30};
constexpr int most_tries = 3;
constexpr Duration shortest_pause{500};
constexpr Duration longest_pause{10'000};

bool may_have_opened(const ApiAnswer& answer) {
    return answer.ok() || answer.kind == ApiAnswer::Kind::unclear;
}

}  // namespace

FormPlace place_of(const Asker& asker) {
    FormPlace place;
    place.channel = asker.channel;
    place.thread = asker.thread;
    place.at_home = asker.at_home;
    return place;
}

core::Reply offer_of(const core::Reply& form) {
    if (form.kind != core::Reply::Kind::form) return form;
    auto line = core::line_of_form(form_of(form.name));
    if (const auto context = form.view.text("context"); !context.empty()) {
        line += ' ';
        line += context;
    }
    core::View view = form.view;
    view.set("line", std::move(line));
    return core::say("offer_form", std::move(view));
}

Forms::Forms(
    WebApi& api,
    flow::Sender& sender,
    const templates::Catalog& catalog,
    Random& random,
    net::TaskGroup& tasks
)
    : api_(api), sender_(sender), catalog_(catalog), random_(random), tasks_(tasks) {}

std::shared_ptr<PendingForm> Forms::begin(
    asio::any_io_executor executor, std::string trigger_id, std::string form, Asker asker
) {
    auto pending =
        std::make_shared<PendingForm>(std::move(executor), std::move(trigger_id), std::move(asker));
    pending->form_ = std::move(form);
    pending->external_id_ = "debrief-" + fresh_key(random_);
    tasks_.spawn("slack form", show(pending));
    return pending;
}

void Forms::open(std::string trigger_id, core::Reply reply, Asker asker) {
    tasks_.spawn("slack form", open_now(std::move(trigger_id), std::move(reply), std::move(asker)));
}

void Forms::tell(core::Reply reply, Asker asker) {
    tasks_.spawn("slack reply", tell_now(std::move(reply), std::move(asker)));
}

asio::awaitable<void> Forms::show(std::shared_ptr<PendingForm> pending) {
    const json::Value loading = loading_modal(catalog_, pending->form_, pending->external_id_);
    json::Value arguments = json::Value::object();
    arguments.set("trigger_id", pending->trigger_id_).set("view", loading);
    const ApiAnswer opened = co_await api_.call("views.open", arguments);
    if (!opened.ok()) log::warn("a Slack form did not open", {{"error", opened.words}});
    if (!pending->reply_) co_await pending->wake_.wait(longest_wait);
    if (!pending->reply_) co_return;
    if (may_have_opened(opened)) {
        const FormPlace place = place_of(pending->asker_);
        const json::Value modal =
            modal_of(catalog_, *pending->reply_, place, pending->external_id_);
        const ApiAnswer updated = co_await replace(pending->external_id_, modal);
        // Not found after it surely opened: the person closed it.
        if (updated.ok() || (opened.ok() && updated.is_error("not_found"))) co_return;
        log::warn("a Slack form could not be filled", {{"error", updated.words}});
    }
    core::Reply offer = offer_of(*pending->reply_);
    co_await tell_now(std::move(offer), pending->asker_);
}

asio::awaitable<ApiAnswer> Forms::replace(std::string external_id, json::Ref modal) {
    json::Value arguments = json::Value::object();
    arguments.set("external_id", std::move(external_id)).set("view", json::Value(modal));
    ApiAnswer answer = co_await api_.call("views.update", arguments);
    for (int i = 1; i < most_tries; ++i) {
        if (answer.ok() || answer.kind == ApiAnswer::Kind::error) break;
        co_await net::sleep_for(shortest_pause);
        answer = co_await api_.call("views.update", arguments);
    }
    co_return answer;
}

asio::awaitable<void> Forms::open_now(std::string trigger_id, core::Reply reply, Asker asker) {
    const FormPlace place = place_of(asker);
    json::Value arguments = json::Value::object();
    arguments.set("trigger_id", std::move(trigger_id));
    arguments.set("view", modal_of(catalog_, reply, place, ""));
    const ApiAnswer answer = co_await api_.call("views.open", arguments);
    if (answer.ok()) co_return;
    log::warn("a Slack form did not open", {{"error", answer.words}});
    core::Reply offer = offer_of(reply);
    co_await tell_now(std::move(offer), std::move(asker));
}

asio::awaitable<void> Forms::tell_now(core::Reply reply, Asker asker) {
    flow::Outgoing message;
    message.action = flow::Outgoing::Action::ephemeral;
    message.channel = core::Channel(core::Platform::slack, "", asker.channel);
    message.user = asker.user;
    message.thread = asker.thread;
    message.template_name = reply.name;
    message.view = json::dump(flow::to_json(reply.view));
    for (int i = 0; i < most_tries; ++i) {
        const auto outcome = co_await sender_.send(message);
        if (outcome.kind == flow::SendOutcome::Kind::sent) co_return;
        log::warn("a Slack reply could not be shown", {{"reason", outcome.reason}});
        const bool again = outcome.kind == flow::SendOutcome::Kind::retry ||
                           outcome.kind == flow::SendOutcome::Kind::wait;
        if (!again) co_return;
        co_await net::sleep_for(std::clamp(outcome.after, shortest_pause, longest_pause));
    }
}

}  // namespace debrief::slack
