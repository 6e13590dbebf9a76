#include "adapters/teams/reception.hpp"

#include "adapters/teams/activity.hpp"
#include "adapters/teams/dialogs.hpp"
#include "adapters/teams/reply.hpp"
#include "bot/base/log.hpp"

#include <utility>

namespace debrief::teams {
namespace {

/// The service sends at most 256 KB.
constexpr std::size_t body_limit = 512 * 1024;
/// Anybody can send requests that are turned away; they may not fill the log.
constexpr Duration refusal_log_pause = std::chrono::minutes(1);
constexpr std::size_t longest_correlation = 100;

core::Command address_command(const core::ChannelAddress& address) {
    core::ChannelSeen seen;
    seen.address = address;
    core::Command command;
    command.origin.via = "teams";
    command.intent = std::move(seen);
    return command;
}

/// What opened the dialog, with what has been entered since.
core::Command reopening(core::Command submitted, const Happening& dialog) {
    core::ShowForm form;
    form.form = dialog.form;
    form.context = dialog.context;
    form.prefill = dialog.fields;
    submitted.intent = std::move(form);
    return submitted;
}

}  // namespace

Reception::Reception(
    Inbound settings,
    net::HttpClient& http,
    const Clock& clock,
    Random& random,
    net::TaskGroup& tasks,
    flow::Inbox& inbox,
    const templates::Catalog& catalog,
    Evidence& evidence
)
    : settings_(std::move(settings)),
      services_(settings_.trusted_services, settings_.anonymous),
      clock_(clock),
      random_(random),
      keys_(settings_.metadata_url, http, clock, tasks),
      check_(settings_, services_, keys_, clock),
      inbox_(inbox),
      catalog_(catalog),
      evidence_(evidence),
      webhooks_(settings_.webhooks, clock, inbox, catalog) {}

void Reception::prepare() {
    if (!settings_.anonymous) keys_.prepare();
}

std::string Reception::trouble() const {
    if (keys_.any() || keys_.trouble().empty()) return {};
    return "what Teams sends cannot be checked, and waits there: the login that signs it could not "
           "be asked for its keys (" +
           keys_.trouble() + ")";
}

asio::awaitable<net::HttpResponse> Reception::handle(net::HttpRequest request) {
    Label label;
    label.correlation = request.headers.get("ms-cv").substr(0, longest_correlation);
    if (request.method != "POST") co_return refuse(405, "Teams posts its activities here.");
    if (request.body.size() > body_limit) {
        co_return turn_away(Refusal(413, "the activity is larger than 512 KiB"), label);
    }
    const auto checked = co_await check_.check(request);
    if (const auto* refusal = std::get_if<Refusal>(&checked)) co_return turn_away(*refusal, label);
    const auto document = json::parse(request.body);
    if (!document || !document->ref().is_object()) {
        co_return turn_away(Refusal(400, "the body is not a JSON object"), label);
    }
    const json::Ref activity = *document;
    const auto refusal = check_.check_activity(std::get<Proven>(checked), activity);
    if (refusal) co_return turn_away(*refusal, label);
    if (heard_) heard_(std::string(activity["serviceUrl"].str()));
    label.key = key_of(activity);
    label.type = activity["type"].str();
    label.name = activity["name"].str();
    log::debug(
        "an activity of Teams came in",
        {{"type", label.type}, {"name", label.name}, {"ms_cv", label.correlation}}
    );
    Decoded decoded = decode(activity, settings_.app_id);
    co_return co_await act(std::move(decoded), std::move(label));
}

asio::awaitable<net::HttpResponse> Reception::handle_webhook(net::HttpRequest request) {
    return webhooks_.handle(std::move(request));
}

net::HttpResponse Reception::turn_away(const Refusal& refusal, const Label& label) {
    const UtcTime now = clock_.now();
    if (now - last_refusal_logged_ >= refusal_log_pause || now < last_refusal_logged_) {
        last_refusal_logged_ = now;
        log::warn(
            "an activity was turned away at the Teams address",
            {{"reason", refusal.words}, {"status", refusal.status}, {"ms_cv", label.correlation}}
        );
    }
    if (refusal.status == 503) {
        return refuse(503, "The activity cannot be checked at present; please send it again.");
    }
    return refuse(refusal.status, "The activity was not accepted: nothing was done.");
}

asio::awaitable<net::HttpResponse> Reception::act(Decoded decoded, Label label) {
    if (decoded.sighting) {
        evidence_.note(decoded.sighting->marker, decoded.sighting->message);
    }
    co_await tell(std::move(decoded.addresses), label.key);
    if (!decoded.happening) co_return net::HttpResponse(decoded.status);
    co_return co_await happen(std::move(*decoded.happening), std::move(label));
}

/// Before the happening itself, so that its answer finds its way.
asio::awaitable<void> Reception::tell(
    std::vector<core::ChannelAddress> addresses, std::string key
) {
    for (const auto& address : addresses_.news(addresses)) {
        std::string own_key = key + ":address:" + address.channel.id;
        core::Command command = address_command(address);
        const auto told = co_await inbox_.handle(std::move(own_key), std::move(command));
        if (told) {
            addresses_.told(address);
        } else {
            log::warn(
                "how a conversation is reached was not stored", {{"error", told.error().what()}}
            );
        }
    }
}

asio::awaitable<net::HttpResponse> Reception::happen(Happening happening, Label label) {
    const AnswerAs answer_as = happening.answer_as;
    core::Command asked = happening.command;
    auto handled = co_await inbox_.handle(std::move(happening.key), std::move(happening.command));
    if (!handled) {
        log::error(
            "something said in Teams was not handled",
            {{"error", handled.error().what()},
             {"type", label.type},
             {"name", label.name},
             {"ms_cv", label.correlation}}
        );
    }
    if (answer_as != AnswerAs::submit) {
        co_return handled ? answer(answer_as, *handled)
                          : answer_failure(answer_as, handled.error());
    }
    core::Reply reply;
    if (handled) {
        reply = std::move(*handled);
    } else {
        reply.kind = core::Reply::Kind::form_errors;
        reply.errors.emplace_back("", failure_words(handled.error()));
    }
    if (reply.kind != core::Reply::Kind::form_errors) co_return answer(answer_as, reply);
    co_return co_await show_again(std::move(happening), std::move(asked), std::move(reply));
}

net::HttpResponse Reception::answer(AnswerAs answer_as, const core::Reply& reply) {
    switch (answer_as) {
        case AnswerAs::nothing:
            break;
        case AnswerAs::action:
            return passing_message(words_of(catalog_, reply));
        case AnswerAs::refresh: {
            const json::Value message = message_of(catalog_, reply);
            if (reply.name == "refusal" || !message["card"].is_object()) {
                return card_error(words_of(catalog_, reply));
            }
            return card_answer(json::Value(message["card"]));
        }
        case AnswerAs::dialog:
        case AnswerAs::submit:
            if (reply.kind == core::Reply::Kind::form) {
                return dialog_answer(dialog_of(catalog_, reply, fresh_key(random_)));
            }
            if (reply.kind == core::Reply::Kind::silent) return net::HttpResponse(200);
            return dialog_message(words_of(catalog_, reply));
    }
    return net::HttpResponse(200);
}

net::HttpResponse Reception::answer_failure(AnswerAs answer_as, const Error& error) {
    std::string words = failure_words(error);
    switch (answer_as) {
        case AnswerAs::action:
            return passing_message(std::move(words));
        case AnswerAs::refresh:
            return card_error(std::move(words));
        case AnswerAs::dialog:
        case AnswerAs::submit:
            return dialog_message(std::move(words));
        case AnswerAs::nothing:
            break;
    }
    return refuse(503, "The activity was not stored; please send it again.");
}

asio::awaitable<net::HttpResponse> Reception::show_again(
    Happening dialog, core::Command command, core::Reply refusal
) {
    core::Command again = reopening(std::move(command), dialog);
    // It only shows something, so the key is not remembered.
    const auto form = co_await inbox_.handle(std::string(), std::move(again));
    const bool has_form = form && form->kind == core::Reply::Kind::form;
    if (!has_form) {
        std::string words;
        for (const auto& [field, sentence] : refusal.errors) {
            words += words.empty() ? "" : " ";
            words += sentence;
        }
        co_return dialog_message(std::move(words));
    }
    const std::string nonce = fresh_key(random_);
    co_return dialog_answer(
        dialog_with_errors(catalog_, *form, nonce, refusal.errors, dialog.fields)
    );
}

}  // namespace debrief::teams
