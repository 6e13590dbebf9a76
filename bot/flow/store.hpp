// The storage port: what the flow needs from a database. SQLite implements it; the contract suite
// in tests/storage says what it means.
#pragma once
#include "bot/base/error.hpp"
#include "bot/core/decision.hpp"
#include "bot/core/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::flow {

namespace asio = boost::asio;

/// A message on its way. Where it goes was decided by the rules; how it looks is decided at
/// delivery.
struct OutboxRow {
    std::int64_t id = 0;  ///< given by the store
    core::Post::Kind kind = core::Post::Kind::post;
    std::string marker;     ///< unique, carried in the message's metadata
    std::string lane;       ///< rows of one lane are delivered strictly in order
    core::Channel channel;  ///< empty: direct message to `person`
    std::optional<core::PersonId> person;
    std::optional<core::FollowUpId> thread_of;
    std::string thread;
    std::string key;  ///< identity of the message for upsert, replace, remove; may be empty
    std::string template_name;
    std::string view;   ///< JSON; empty for live rows
    bool live = false;  ///< of rows with the same key, only one waits at a time
    core::UtcTime not_before;
    std::optional<core::UtcTime> useless_after;
    int attempts = 0;  ///< sends begun
    std::optional<core::UtcTime> first_attempt;
    bool outcome_unknown = false;  ///< an earlier send may have had its effect
    core::UtcTime created;
};

/// A message that was posted and can be found again by its key, such as core::head_key():
/// follow_up_of_thread() finds the follow-up by the messages saved under its head keys.
struct PostedMessage {
    std::string key;
    core::MessageRef message;
};

struct DueTimer {
    std::string key;
    core::UtcTime due;
};

/// One line of the audit journal, as stored: each line's hash covers the hash before it.
struct JournalLine {
    core::UtcTime at;
    std::string actor;  ///< "person 7", "source pager", "clock", "anonymous"
    std::string via;
    std::string verb;
    std::string subject;
    std::string detail;
};

struct ParkedRow {
    std::int64_t id = 0;
    std::string template_name;
    std::string destination;  ///< channel id or "direct message"
    std::string reason;
    core::UtcTime at;
};

struct OutboxFigures {
    std::int64_t waiting = 0;
    std::int64_t parked = 0;
    std::optional<core::UtcTime> oldest_waiting;
};

/// One transaction. Everything is synchronous; lists are bounded. Errors of the database itself are
/// exceptions that the store catches at its border: they fail the whole transaction.
class Tx : public core::Records {
  public:
    // State: insert or overwrite by id (an answer by follow-up and person).
    virtual void save(const core::FollowUp& record) = 0;
    virtual void save(const core::Answer& record) = 0;
    virtual void save(const core::Feedback& record) = 0;
    virtual void save(const core::Mistake& record) = 0;
    virtual void save(const core::Control& record) = 0;
    virtual void save(const core::Thanks& record) = 0;
    virtual void save(const core::Concern& record) = 0;
    virtual void save(const core::Protocol& record) = 0;
    virtual void save(const core::HandOver& record) = 0;
    virtual void save(const core::Plan& record) = 0;
    virtual void save(const core::Person& record) = 0;
    virtual void save(const core::ChannelAddress& record) = 0;
    /// Forgets those that expired before `order` was made.
    virtual void save(const core::ExportOrder& order) = 0;
    virtual void save(const core::UserGroup& record) = 0;
    /// Everything that names `from` names `into` afterwards; `from` keeps nothing but its number.
    /// Where both answered the same follow-up, the later answer stays.
    virtual void merge(core::PersonId from, core::PersonId into) = 0;
    /// Remembers that a source's thing led to (or was merged into) this follow-up.
    virtual void link_source(
        std::string_view source, std::string_view external_id, core::FollowUpId id
    ) = 0;

    // Search: new and changed records enter its index later than the records themselves, so that
    // nobody who says something waits for it.
    [[nodiscard]] virtual bool behind_in_search() const = 0;
    /// Takes up some of them.
    virtual void catch_up_search() = 0;

    // Inbox: the reply given to a key, as JSON, and remembering it.
    [[nodiscard]] virtual std::optional<std::string> reply_to(std::string_view inbox_key) const = 0;
    virtual void remember(
        std::string_view inbox_key, std::string_view reply, core::UtcTime now
    ) = 0;
    /// Forgets keys older than `before`, at most `limit` at a time; how many it forgot.
    virtual std::size_t forget(core::UtcTime before, std::size_t limit) = 0;

    // Journal
    virtual void append(const JournalLine& line) = 0;

    // Timers
    virtual void set_timer(std::string_view key, core::UtcTime due) = 0;
    virtual void cancel_timer(std::string_view key) = 0;
    /// Those due at `now`, earliest first. They stay until cancelled or set anew.
    [[nodiscard]] virtual std::vector<DueTimer> due_timers(core::UtcTime now, std::size_t limit)
        const = 0;
    [[nodiscard]] virtual std::optional<core::UtcTime> next_timer() const = 0;

    // Outbox
    /// Appends to its lane. A live row is dropped when one with its key still waits unclaimed.
    /// True when it leads its lane: nothing but its time keeps it from being claimed.
    virtual bool enqueue(const OutboxRow& row) = 0;
    /// Takes the due heads of their lanes, earliest first; marks them as being sent and counts the
    /// attempt.
    [[nodiscard]] virtual std::vector<OutboxRow> claim(core::UtcTime now, std::size_t limit) = 0;
    /// When the next row becomes due, if any waits.
    [[nodiscard]] virtual std::optional<core::UtcTime> next_due() const = 0;
    /// Done: the row is removed and the next of its lane moves up.
    virtual void delivered(std::int64_t id) = 0;
    /// Back to waiting until `not_before`. `count_attempt` false takes back the attempt that
    /// claim() counted.
    virtual void postpone(
        std::int64_t id, core::UtcTime not_before, bool count_attempt, bool outcome_unknown
    ) = 0;
    /// Given up, with the reason in words; the next of its lane moves up.
    virtual void park(std::int64_t id, std::string_view reason, core::UtcTime now) = 0;
    /// Rows that were being sent when the program ended: back to waiting now, with outcome unknown.
    /// How many.
    virtual std::size_t recover(core::UtcTime now) = 0;
    [[nodiscard]] virtual std::vector<ParkedRow> parked_rows(std::size_t limit) const = 0;
    [[nodiscard]] virtual OutboxFigures outbox_figures() const = 0;

    // Messages that were posted
    virtual void save_posted(const PostedMessage& message) = 0;
    [[nodiscard]] virtual std::optional<core::MessageRef> posted(std::string_view key) const = 0;
    virtual void forget_posted(std::string_view key) = 0;
};

using Job = std::function<void(Tx&)>;

class Store {
  public:
    virtual ~Store() = default;
    /// Runs the job in a write transaction shared with whoever else waits, each in a savepoint;
    /// resumes after COMMIT. An exception from the job undoes that job only and fails with
    /// `invalid_input` and its words. `busy`: the queue is full, nothing was done.
    /// `storage_failed`: the commit failed, nothing is trusted any more: the program must stop. The
    /// job must stay alive until then: name it, do not pass a temporary.
    virtual asio::awaitable<Status> transact(const Job& job) = 0;
    /// Runs the job on a reader, seeing one consistent committed state. Writing in it is a bug.
    virtual asio::awaitable<Status> read(const Job& job) = 0;
    /// Waits for what was accepted, checkpoints, closes. Afterwards every call fails with
    /// `stopped`.
    virtual void stop() = 0;
    /// Set once after a failed commit: why, in words.
    [[nodiscard]] virtual std::optional<Error> failure() const = 0;
};

}  // namespace debrief::flow
