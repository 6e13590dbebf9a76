#include "bot/flow/delivery.hpp"

#include "bot/base/log.hpp"
#include "bot/flow/exports.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace debrief::flow {
namespace {

using Kind = core::Post::Kind;
using Sent = SendOutcome::Kind;

constexpr Duration longest_wait{1'000};
constexpr Duration first_backoff{1'000};
constexpr Duration longest_backoff = std::chrono::minutes(10);
constexpr Duration give_up_after = std::chrono::hours(24);
constexpr Duration clock_slack = std::chrono::seconds(60);
constexpr int longest_doubling = 12;

/// Messages that may be repeated without anybody seeing it twice.
bool harmless_again(const Outgoing& message) {
    return message.action == Outgoing::Action::update ||
           message.action == Outgoing::Action::remove || message.action == Outgoing::Action::home;
}

}  // namespace

Delivery::Delivery(
    Store& store,
    Inbox& inbox,
    Senders senders,
    Clock& clock,
    Random& random,
    DirectorySource directory,
    Wake& wake,
    Metrics& metrics
)
    : store_(store),
      inbox_(inbox),
      senders_(std::move(senders)),
      clock_(clock),
      random_(random),
      directory_(std::move(directory)),
      wake_(wake),
      sent_(metrics.counter("debrief_messages_sent_total", "Messages that a platform took.")),
      retried_(metrics.counter("debrief_message_retries_total", "Sends that have to be repeated.")),
      limited_(metrics.counter(
          "debrief_rate_limited_total", "Answers of a platform that named a time to wait."
      )),
      parked_(metrics.counter(
          "debrief_messages_parked_total", "Messages that were given up, with a reason."
      )) {
    for (const auto& [platform, sender] : senders_) reachable_.push_back(platform);
}

asio::awaitable<Status> Delivery::recover() {
    std::size_t count = 0;
    auto now = clock_.now();
    const Job job = [&](Tx& tx) { count = tx.recover(now); };
    auto status = co_await store_.transact(job);
    if (count > 0)
        log::info(
            "messages were on their way when the program ended: looking before sending again",
            {{"count", count}}
        );
    co_return status;
}

asio::awaitable<void> Delivery::run() {
    for (;;) {
        auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) co_return;
        auto delivered = co_await step();
        if (!delivered && delivered.error().code() != Errc::busy) co_return;
        if (delivered && *delivered) continue;
        auto left = co_await until_next();
        if (!left) co_return;
        co_await wake_.wait(*left);
    }
}

asio::awaitable<Result<Duration>> Delivery::until_next() {
    std::optional<core::UtcTime> next;
    const Job look = [&](Tx& tx) { next = tx.next_due(); };
    auto looked = co_await store_.read(look);
    if (!looked) co_return looked.error();
    auto left = next ? *next - clock_.now() : longest_wait;
    co_return std::clamp(Duration(left), Duration(0), longest_wait);
}

asio::awaitable<Result<std::optional<Parcel>>> Delivery::claim(UtcTime now) {
    std::optional<Parcel> parcel;
    bool waiting = false;
    const Job look = [&](Tx& tx) {
        auto next = tx.next_due();
        waiting = next && *next <= now;
    };
    auto looked = co_await store_.read(look);
    if (!looked) co_return looked.error();
    if (!waiting) co_return parcel;
    auto directory = directory_();
    const Job take = [&](Tx& tx) {
        auto rows = tx.claim(now, 1);
        if (!rows.empty())
            parcel = prepare(tx, *directory, reachable_, now, std::move(rows.front()));
    };
    auto taken = co_await store_.transact(take);
    if (!taken) co_return taken.error();
    co_return parcel;
}

asio::awaitable<Result<bool>> Delivery::step() {
    auto claimed = co_await claim(clock_.now());
    if (!claimed) co_return claimed.error();
    if (!*claimed) co_return false;
    wake_.notify();  // there may be more for somebody else
    auto parcel = std::move(**claimed);
    auto status = co_await deliver(std::move(parcel));
    if (!status) co_return status.error();
    wake_.notify();  // the next of this lane may go
    co_return true;
}

asio::awaitable<Status> Delivery::deliver(Parcel parcel) {
    if (parcel.needless) co_return co_await record_sent(std::move(parcel), core::MessageRef());
    if (!parcel.problem.empty()) co_return co_await park(parcel, parcel.problem);
    if (parcel.row.kind == Kind::look_up_group) co_return co_await ask_for_group(std::move(parcel));
    const bool is_look_up = parcel.row.kind == Kind::look_up;
    bool needs_account = parcel.row.person && parcel.message.user.empty() &&
                         parcel.message.action != Outgoing::Action::remove;
    if (is_look_up || needs_account) co_return co_await find_person(std::move(parcel));
    co_return co_await dispatch(std::move(parcel));
}

asio::awaitable<Status> Delivery::dispatch(Parcel parcel) {
    auto found = senders_.find(parcel.message.channel.platform);
    if (found == senders_.end())
        co_return co_await park(parcel, "This platform is not configured.");
    auto& sender = *found->second;

    auto now = clock_.now();
    auto paces = sender.paces(parcel.message);
    bool has_place = granted_.erase(parcel.row.id) > 0;
    auto slot = has_place ? pacer_.paused_until(paces, now) : pacer_.reserve(paces, now);
    if (slot > now) {
        granted_.insert(parcel.row.id);
        co_return co_await postpone(parcel, slot);
    }
    if (parcel.row.outcome_unknown) {
        auto settled = co_await settled_before(sender, parcel);
        if (!settled) co_return settled.error();
        if (*settled) co_return boost::system::in_place_value;
    }
    if (parcel.row.kind == Kind::file && sender.takes_files()) {
        auto attached = co_await attach(parcel);
        if (!attached) co_return attached;
    }
    auto outcome = co_await sender.send(parcel.message);
    co_return co_await record(std::move(parcel), std::move(outcome));
}

asio::awaitable<Status> Delivery::attach(Parcel& parcel) {
    auto directory = directory_();
    auto made = co_await read_export(store_, directory, parcel.row.key, clock_.now());
    if (!made) co_return made.error();
    if (*made) {
        parcel.message.file_name = std::move((*made)->name);
        parcel.message.file = std::move((*made)->body);
    }
    co_return boost::system::in_place_value;
}

asio::awaitable<Result<bool>> Delivery::settled_before(Sender& sender, Parcel& parcel) {
    if (harmless_again(parcel.message)) co_return false;
    if (parcel.message.action == Outgoing::Action::ephemeral) {
        // Nobody can look for it. A receipt that is missing is better than one that comes twice.
        auto done = co_await record_sent(parcel, core::MessageRef());
        if (!done) co_return done.error();
        co_return true;
    }
    auto since = parcel.row.first_attempt.value_or(parcel.row.created) - clock_slack;
    auto there = co_await sender.find(parcel.message, since);
    if (there) {
        Status done;
        if (parcel.row.live && !parcel.row.key.empty()) {
            done = co_await bring_up_to_date(parcel, *there);
        } else {
            done = co_await record_sent(parcel, *there);
        }
        if (!done) co_return done.error();
        co_return true;
    }
    if (there.error().code() == Errc::not_found) co_return false;
    const bool hopeless = there.error().code() == Errc::timed_out;
    auto words = there.error().what();
    Status done;
    if (hopeless) {
        done = co_await park(parcel, words);
    } else {
        done = co_await again(parcel, words, true);
    }
    if (!done) co_return done.error();
    co_return true;
}

asio::awaitable<Status> Delivery::ask_for_group(Parcel parcel) {
    const auto sender = senders_.find(parcel.row.channel.platform);
    std::string id = parcel.row.thread;
    Result<std::vector<std::string>> members = Error(
        Errc::not_found, "Slack is not configured; the administrator names people by e-mail."
    );
    if (sender != senders_.end()) members = co_await sender->second->members_of(id);
    if (!members && members.error().code() == Errc::busy)
        co_return co_await again(parcel, members.error().what(), false);
    core::GroupSeen seen;
    seen.group.id = std::move(id);
    if (members) seen.group.users = std::move(*members);
    if (!members) {
        seen.group.trouble = members.error().what();
        log::warn("a user group cannot be read", {{"reason", seen.group.trouble}});
    }
    core::Command command;
    command.origin.via = std::string(name_of(parcel.row.channel.platform));
    command.intent = std::move(seen);
    auto key = "group:" + parcel.row.marker + ":" + std::to_string(parcel.row.attempts);
    auto told = co_await inbox_.handle(std::move(key), std::move(command));
    if (!told) co_return told.error();
    co_return co_await record_sent(std::move(parcel), core::MessageRef());
}

asio::awaitable<Status> Delivery::record(Parcel parcel, SendOutcome outcome) {
    switch (outcome.kind) {
        case Sent::sent:
            sent_.add();
            co_return co_await record_sent(std::move(parcel), std::move(outcome.message));
        case Sent::retry:
            retried_.add();
            co_return co_await again(parcel, outcome.reason, parcel.row.outcome_unknown);
        case Sent::unknown:
            retried_.add();
            co_return co_await again(parcel, outcome.reason, true);
        case Sent::park:
            co_return co_await refused(parcel, outcome.reason);
        case Sent::wait: {
            limited_.add();
            auto until = clock_.now() + outcome.after;
            pacer_.pause(outcome.pace_key, until);
            granted_.insert(parcel.row.id);
            co_return co_await postpone(parcel, until);
        }
        case Sent::gone:
            break;
    }
    // Somebody deleted the message that was to be updated: it is posted anew.
    auto now = clock_.now();
    const Job job = [&](Tx& tx) {
        tx.forget_posted(parcel.row.key);
        tx.postpone(parcel.row.id, now, false, false);
    };
    co_return co_await store_.transact(job);
}

asio::awaitable<Status> Delivery::record_sent(Parcel parcel, core::MessageRef message) {
    const auto& row = parcel.row;
    auto now = clock_.now();
    const Job job = [&](Tx& tx) {
        tx.delivered(row.id);
        if (row.kind == Kind::remove) {
            if (!row.key.empty()) tx.forget_posted(row.key);
            return;
        }
        bool posted = parcel.message.action == Outgoing::Action::post && !message.empty();
        if (!posted || row.key.empty() || row.kind == Kind::file) return;
        tx.save_posted({row.key, message});
        if (parcel.replaces.empty()) return;
        OutboxRow old;
        old.kind = Kind::remove;
        old.marker = row.marker + "-old";
        old.lane = row.lane;
        old.channel = message.channel;
        old.thread = parcel.replaces;
        old.not_before = now;
        old.created = now;
        tx.enqueue(old);
    };
    co_return co_await store_.transact(job);
}

asio::awaitable<Status> Delivery::bring_up_to_date(const Parcel& parcel, core::MessageRef message) {
    // It shows what was so when it was sent, and what changed meanwhile waited for this very row.
    const auto now = clock_.now();
    const Job job = [&](Tx& tx) {
        tx.save_posted({parcel.row.key, message});
        tx.postpone(parcel.row.id, now, false, false);
    };
    co_return co_await store_.transact(job);
}

Duration Delivery::backoff(int attempts) {
    auto doubled = first_backoff * (1 << std::clamp(attempts - 1, 0, longest_doubling));
    auto limit = std::min(doubled, longest_backoff);
    auto jitter = static_cast<Duration::rep>(
        random_.next() % static_cast<std::uint64_t>(limit.count() / 5 + 1)
    );
    return limit + Duration(jitter);
}

asio::awaitable<Status> Delivery::again(
    const Parcel& parcel, const std::string& reason, bool outcome_unknown
) {
    auto now = clock_.now();
    if (parcel.row.first_attempt && now - *parcel.row.first_attempt > give_up_after)
        co_return co_await park(parcel, reason);
    log::warn(
        "a message has to be sent again",
        {{"template", parcel.row.template_name},
         {"attempt", parcel.row.attempts},
         {"reason", reason}}
    );
    auto until = now + backoff(parcel.row.attempts);
    const Job job = [&](Tx& tx) { tx.postpone(parcel.row.id, until, true, outcome_unknown); };
    co_return co_await store_.transact(job);
}

asio::awaitable<Status> Delivery::postpone(const Parcel& parcel, UtcTime until) {
    const Job job = [&](Tx& tx) {
        tx.postpone(parcel.row.id, until, false, parcel.row.outcome_unknown);
    };
    co_return co_await store_.transact(job);
}

asio::awaitable<Status> Delivery::refused(const Parcel& parcel, std::string reason) {
    const auto& row = parcel.row;
    auto status = co_await park(parcel, std::move(reason));
    if (!status || !row.person || !row.channel.empty()) co_return status;
    // Is that person still there?
    OutboxRow question;
    question.kind = Kind::look_up;
    question.marker = row.marker + "-who";
    question.lane = "person:" + row.person->text();
    question.person = row.person;
    question.key = std::string(doubt);
    question.created = question.not_before = clock_.now();
    const Job job = [&](Tx& tx) { tx.enqueue(question); };
    co_return co_await store_.transact(job);
}

asio::awaitable<Status> Delivery::park(const Parcel& parcel, std::string reason) {
    parked_.add();
    log::error(
        "a message was given up", {{"template", parcel.row.template_name}, {"reason", reason}}
    );
    auto now = clock_.now();
    const Job job = [&](Tx& tx) { tx.park(parcel.row.id, reason, now); };
    co_return co_await store_.transact(job);
}

}  // namespace debrief::flow
