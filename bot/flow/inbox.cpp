#include "bot/flow/inbox.hpp"

#include "bot/base/crypto.hpp"
#include "bot/flow/apply.hpp"
#include "bot/flow/catch_up.hpp"
#include "bot/flow/exports.hpp"
#include "bot/flow/marker.hpp"
#include "bot/flow/view_json.hpp"

#include <variant>

namespace debrief::flow {
namespace {

/// Commands that only show something: they need no place in the inbox, because asking twice does no
/// harm.
struct OnlyShows {
    bool operator()(const core::ShowStatus&) const { return true; }
    bool operator()(const core::ShowList&) const { return true; }
    bool operator()(const core::Search&) const { return true; }
    bool operator()(const core::ShowSummary&) const { return true; }
    bool operator()(const core::ShowHelp&) const { return true; }
    bool operator()(const core::ShowForm&) const { return true; }
    bool operator()(const core::Greet&) const { return true; }
    bool operator()(const core::Misunderstood&) const { return true; }
    template <class Intent>
    bool operator()(const Intent&) const {
        return false;
    }
};

bool changes_nothing(const core::Decision& decision) {
    return decision.changes.empty() && decision.posts.empty() && decision.timers.empty() &&
           decision.journal.empty();
}

constexpr std::chrono::minutes head_is_new{5};

/// A reply in a thread that is not known, in a channel where a head is just being posted: it may be
/// that head's thread, and its id is recorded in a moment.
bool too_early(const Tx& tx, const core::Command& command, core::UtcTime now) {
    if (!std::holds_alternative<core::ThreadReply>(command.intent)) return false;
    const auto& origin = command.origin;
    if (tx.follow_up_of_thread(core::MessageRef(origin.channel, origin.thread))) return false;
    auto latest = tx.latest_in(origin.channel);
    bool is_new = latest && latest->open() && now - latest->opened_at < head_is_new;
    return is_new && !tx.posted(core::head_key(latest->id, origin.channel));
}

}  // namespace

Inbox::Inbox(
    Store& store,
    Clock& clock,
    Random& random,
    DirectorySource directory,
    Wake& deliver,
    Wake& schedule
)
    : store_(store),
      clock_(clock),
      random_(random),
      directory_(std::move(directory)),
      deliver_(deliver),
      schedule_(schedule) {}

asio::awaitable<Result<core::Reply>> Inbox::handle(std::string key, core::Command command) {
    auto directory = directory_();
    auto now = clock_.now();
    core::Reply reply;
    if (auto* wanted = std::get_if<core::MakeExport>(&command.intent)) {
        auto token = crypto::random_token();
        if (!token) co_return token.error();
        wanted->token = std::move(*token);
        wanted->name = export_name(wanted->token);
    }
    if (std::holds_alternative<core::Search>(command.intent)) {
        auto ready = co_await catch_up_search(store_);
        if (!ready) co_return ready.error();
    }
    if (std::visit(OnlyShows(), command.intent)) {
        bool shown = false;
        const Job show = [&](Tx& tx) {
            core::World world{tx, *directory, now};
            auto decision = core::decide(world, command);
            shown = changes_nothing(decision);
            reply = std::move(decision.reply);
        };
        auto status = co_await store_.read(show);
        if (!status) co_return status.error();
        if (shown) co_return reply;
    }
    auto marker = fresh_marker(now, random_);
    Applied applied;
    bool early = false;
    const Job job = [&](Tx& tx) {
        if (auto before = tx.reply_to(key)) {
            reply = reply_from(*before);
            return;
        }
        early = too_early(tx, command, now);
        if (early) return;
        core::World world{tx, *directory, now};
        auto decision = core::decide(world, command);
        applied = apply(tx, decision, command, now, marker);
        reply = std::move(decision.reply);
        tx.remember(key, reply_text(reply), now);
    };
    auto status = co_await store_.transact(job);
    if (!status) co_return status.error();
    if (early)
        co_return Error(Errc::busy, "The thread is just being opened; please send it again.");
    if (applied.messages) deliver_.notify();
    if (applied.deadlines) schedule_.notify();
    co_return reply;
}

asio::awaitable<Status> Inbox::start() {
    auto directory = directory_();
    auto now = clock_.now();
    auto marker = fresh_marker(now, random_);
    const Job job = [&](Tx& tx) {
        core::World world{tx, *directory, now};
        core::Command nobody;
        apply(tx, core::on_start(world), nobody, now, marker);
    };
    auto status = co_await store_.transact(job);
    deliver_.notify();
    schedule_.notify();
    co_return status;
}

}  // namespace debrief::flow
