// Getting messages out: in order per lane, at the pace the platforms allow, exactly once where they
// let us know, and never given up silently.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/metrics.hpp"
#include "bot/base/random.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/flow/pacer.hpp"
#include "bot/flow/parcel.hpp"
#include "bot/flow/sender.hpp"
#include "bot/flow/store.hpp"
#include "bot/flow/wake.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <memory>
#include <optional>
#include <unordered_set>

namespace debrief::flow {

using Senders = std::map<core::Platform, Sender*>;

class Delivery {
  public:
    Delivery(
        Store& store,
        Inbox& inbox,
        Senders senders,
        Clock& clock,
        Random& random,
        DirectorySource directory,
        Wake& wake,
        Metrics& metrics
    );

    /// One worker, until cancelled or until the store fails. Run several for several lanes at once.
    asio::awaitable<void> run();
    /// Delivers (or postpones, or parks) one due row; false when none is due.
    asio::awaitable<Result<bool>> step();
    /// Rows that were being sent when the program ended go again, with their outcome unknown.
    asio::awaitable<Status> recover();

  private:
    asio::awaitable<Result<std::optional<Parcel>>> claim(UtcTime now);
    asio::awaitable<Status> deliver(Parcel parcel);
    /// After an unknown outcome: true when the message turned out to be there (and was recorded) or
    /// has to wait.
    asio::awaitable<Result<bool>> settled_before(Sender& sender, Parcel& parcel);
    /// The key of a look-up that follows a refused direct message: an account that the platform
    /// does not know any more is gone.
    static constexpr std::string_view doubt = "doubt";
    /// What the platforms know about a person so far.
    struct Finding {
        Finding() = default;
        std::string email;
        std::string trouble;                   ///< a platform could not answer, and why
        std::optional<core::Account> account;  ///< the first one found that is in use
        std::vector<core::PersonFound> gone;   ///< accounts that are not
    };
    /// Makes the file that was ordered.
    asio::awaitable<Status> attach(Parcel& parcel);
    /// Through the sender, at its pace.
    asio::awaitable<Status> dispatch(Parcel parcel);
    /// Asks the platforms who the person is, and tells the rules. A message to somebody who had no
    /// account yet goes out then.
    asio::awaitable<Status> find_person(Parcel parcel);
    /// Tells the rules what a platform said about a person.
    asio::awaitable<Status> tell(
        const Parcel& parcel, core::PersonFound found, std::string_view platform
    );
    asio::awaitable<Status> tell_gone(const Parcel& parcel, const Finding& finding);
    [[nodiscard]] std::vector<core::Platform> platforms_of(const Parcel& parcel) const;
    asio::awaitable<Status> ask(core::Platform platform, const Parcel& parcel, Finding& finding);
    /// Asks the platform who belongs to a user group, and tells the rules.
    asio::awaitable<Status> ask_for_group(Parcel parcel);
    asio::awaitable<Status> record(Parcel parcel, SendOutcome outcome);
    asio::awaitable<Status> record_sent(Parcel parcel, core::MessageRef message);
    /// The message stands there already, as it was when it was sent: updates it.
    asio::awaitable<Status> bring_up_to_date(const Parcel& parcel, core::MessageRef message);
    asio::awaitable<Status> again(
        const Parcel& parcel, const std::string& reason, bool outcome_unknown
    );
    asio::awaitable<Status> postpone(const Parcel& parcel, UtcTime until);
    asio::awaitable<Status> park(const Parcel& parcel, std::string reason);
    /// The platform never takes it. When it was for one person: asks whether they are still there.
    asio::awaitable<Status> refused(const Parcel& parcel, std::string reason);
    asio::awaitable<Result<Duration>> until_next();
    [[nodiscard]] Duration backoff(int attempts);

    Store& store_;
    Inbox& inbox_;
    Senders senders_;
    std::vector<core::Platform> reachable_;
    Clock& clock_;
    Random& random_;
    DirectorySource directory_;
    Wake& wake_;
    Pacer pacer_;
    std::unordered_set<std::int64_t>
        granted_;  ///< rows that hold a place in their buckets and waited for it
    Metrics::Counter sent_;
    Metrics::Counter retried_;
    Metrics::Counter limited_;
    Metrics::Counter parked_;
};

}  // namespace debrief::flow
