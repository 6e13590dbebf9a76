#include "adapters/slack/reception.hpp"

#include "adapters/slack/reply.hpp"
#include "bot/base/log.hpp"
#include "bot/flow/failure.hpp"

#include <boost/asio/this_coro.hpp>

#include <utility>

namespace debrief::slack {
namespace {

/// Anybody can send unsigned requests; they may not fill the log.
constexpr Duration refusal_log_pause = std::chrono::minutes(1);

Asker asker_of(const core::Command& command) {
    Asker asker;
    asker.user = command.actor.user;
    asker.channel = command.origin.channel.id;
    asker.thread = command.origin.thread;
    asker.at_home = command.origin.at_home;
    return asker;
}

}  // namespace

Reception::Reception(
    const Verifier& verifier,
    const Clock& clock,
    const Identity& self,
    flow::Inbox& inbox,
    const templates::Catalog& catalog,
    Forms& forms,
    Viewpoints& viewpoints,
    std::function<void(std::string)> removed
)
    : verifier_(verifier),
      clock_(clock),
      self_(self),
      inbox_(inbox),
      catalog_(catalog),
      forms_(forms),
      viewpoints_(viewpoints),
      removed_(std::move(removed)) {}

asio::awaitable<net::HttpResponse> Reception::handle(net::HttpRequest request) {
    const Status verified = verifier_.verify(request);
    if (!verified) co_return refuse_unsigned(request, verified.error());
    Decoded decoded = decode(request, self_);
    if (auto* ready = std::get_if<net::HttpResponse>(&decoded)) co_return std::move(*ready);
    if (const auto* notice = std::get_if<Notice>(&decoded)) {
        report(*notice);
        co_return acknowledge();
    }
    co_return co_await happen(std::get<Happening>(std::move(decoded)));
}

net::HttpResponse Reception::refuse_unsigned(const net::HttpRequest& request, const Error& error) {
    if (is_ssl_check(request)) return acknowledge();
    const UtcTime now = clock_.now();
    if (now - last_refusal_logged_ >= refusal_log_pause || now < last_refusal_logged_) {
        last_refusal_logged_ = now;
        log::warn("a request to the Slack address was refused", {{"reason", error.what()}});
    }
    return refuse(401, "The request is not signed as Slack signs its requests: nothing was done.");
}

void Reception::report(const Notice& notice) {
    if (notice.kind == Notice::Kind::removed) {
        log::error(notice.words);
        if (removed_) removed_(notice.words);
    } else if (notice.channel.empty()) {
        log::warn(notice.words);
    } else {
        log::warn(notice.words, {{"channel", notice.channel}});
    }
}

void Reception::note_viewpoint(const Happening& happening) {
    const core::Origin& origin = happening.command.origin;
    // Who fills in a form still looks from where it was opened.
    if (origin.thread.empty() || happening.answer_as == AnswerAs::view) return;
    viewpoints_.note(
        origin.channel.id, origin.thread, happening.command.actor.user, happening.from_channel
    );
}

asio::awaitable<net::HttpResponse> Reception::happen(Happening happening) {
    note_viewpoint(happening);
    const Asker asker = asker_of(happening.command);
    std::shared_ptr<PendingForm> pending;
    const auto* form = std::get_if<core::ShowForm>(&happening.command.intent);
    if (form != nullptr && happening.command.origin.can_open_form) {
        const auto executor = co_await asio::this_coro::executor;
        pending = forms_.begin(executor, happening.trigger_id, form->form, asker);
        // The modal carries the reply, whatever it is.
        happening.command.origin.reply_by = core::ReplyBy::response;
    }
    auto handled = co_await inbox_.handle(std::move(happening.key), std::move(happening.command));
    if (!handled) {
        log::error("something said in Slack was not handled", {{"error", handled.error().what()}});
    }
    if (pending) {
        core::Reply content = handled ? std::move(*handled) : flow::failure_reply(handled.error());
        pending->settle(std::move(content));
        co_return acknowledge();
    }
    if (!handled) {
        co_return answer_failure(happening.answer_as, handled.error(), asker, happening.inputs);
    }
    const bool opens = handled->kind == core::Reply::Kind::form &&
                       happening.answer_as != AnswerAs::view && !happening.trigger_id.empty();
    if (opens) {
        forms_.open(std::move(happening.trigger_id), std::move(*handled), asker);
        co_return acknowledge();
    }
    co_return answer(happening.answer_as, *handled, asker, happening.inputs);
}

net::HttpResponse Reception::answer(
    AnswerAs answer_as,
    const core::Reply& reply,
    const Asker& asker,
    const std::vector<std::string>& inputs
) {
    switch (answer_as) {
        case AnswerAs::command:
            return command_answer(catalog_, reply);
        case AnswerAs::view:
            return view_answer(catalog_, reply, place_of(asker), inputs);
        // The reply, if there is one, is delivered as a message of its own.
        case AnswerAs::event:
        case AnswerAs::action:
            break;
    }
    return acknowledge();
}

net::HttpResponse Reception::answer_failure(
    AnswerAs answer_as,
    const Error& error,
    const Asker& asker,
    const std::vector<std::string>& inputs
) {
    core::Reply reply = flow::failure_reply(error);
    switch (answer_as) {
        case AnswerAs::command:
            return command_answer(catalog_, reply);
        case AnswerAs::view:
            // The modal stays, so that nothing that was typed is lost.
            reply.kind = core::Reply::Kind::form_errors;
            return view_answer(catalog_, reply, place_of(asker), inputs);
        case AnswerAs::action:
            forms_.tell(std::move(reply), asker);
            return acknowledge();
        case AnswerAs::event:
            break;
    }
    return refuse(503, "The event was not stored; please send it again.");
}

}  // namespace debrief::slack
