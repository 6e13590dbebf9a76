// The outbound port: what delivery needs from a chat platform.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/error.hpp"
#include "bot/core/person.hpp"
#include "bot/core/place.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace debrief::flow {

namespace asio = boost::asio;

/// A message ready to be rendered and sent.
struct Outgoing {
    enum class Action {
        post,
        update,
        remove,
        ephemeral,
        home,  ///< the page of `user`; the newest one counts
    };
    Outgoing() = default;
    Action action = Action::post;
    core::Channel channel;  ///< for a direct message: platform and tenant only, `user` says whom
    std::string address;    ///< how the channel is reached (core::ChannelAddress); may be empty
    std::string user;       ///< recipient of a direct message, or viewer of an ephemeral one
    std::string thread;     ///< parent message id, or empty
    std::string message;    ///< message to update or remove
    std::string template_name;
    std::string view;             ///< JSON
    std::string marker;           ///< for find()
    std::string file_name, file;  ///< goes along, where the platform takes files; name and bytes
};

/// How a send ended. Whether and when to try again is in the type, not in the words.
struct SendOutcome {
    enum class Kind {
        sent,     ///< `message` says where it is
        retry,    ///< surely without effect; try again later (backoff)
        wait,     ///< the platform named a time: try again after `after`, and send nothing under
                  ///< `pace_key` before
        unknown,  ///< may have had its effect: find() before sending again
        park,     ///< will never work as it is; `reason` says why in words for people
        gone,     ///< the message to update or remove does not exist any more
    };
    SendOutcome() = default;
    SendOutcome(Kind kind_, std::string reason_) : kind(kind_), reason(std::move(reason_)) {}
    Kind kind = Kind::sent;
    core::MessageRef message;
    Duration after{0};
    std::string pace_key;
    std::string reason;
};

/// A bucket that a send must pass: at most `per_minute` in a minute, `burst` at once.
struct Pace {
    Pace(std::string key_, int per_minute_, int burst_)
        : key(std::move(key_)), per_minute(per_minute_), burst(burst_) {}
    std::string key;
    int per_minute;
    int burst;
};

/// A person as a platform knows them.
struct Profile {
    Profile() = default;
    core::Account account;
    std::string name, email, timezone;
    bool active = true;
};

class Sender {
  public:
    virtual ~Sender() = default;
    /// The buckets this message passes: per method and workspace, and per channel for posting.
    [[nodiscard]] virtual std::vector<Pace> paces(const Outgoing& message) const = 0;
    /// Whether `file` can be sent; otherwise it is not made.
    [[nodiscard]] virtual bool takes_files() const { return false; }
    /// Renders and sends once.
    virtual asio::awaitable<SendOutcome> send(Outgoing message) = 0;
    /// After an unknown outcome: the message with this marker, posted at or after `since`, if the
    /// platform has it. `not_found` error: surely not there, or to be sent again all the same.
    /// `timed_out`: it will never be known, give it up. Any other error: it cannot be told now.
    virtual asio::awaitable<Result<core::MessageRef>> find(Outgoing message, UtcTime since) = 0;
    /// Who is this account, or who has this e-mail address? `not_found` when nobody.
    virtual asio::awaitable<Result<Profile>> look_up(core::Account account, std::string email) = 0;
    /// The accounts in a user group. `busy`: it cannot be told now; any other error says in a
    /// sentence what is wrong and what to do.
    virtual asio::awaitable<Result<std::vector<std::string>>> members_of(std::string /*group*/) {
        const Error none(Errc::not_found, "There are no user groups on this platform.");
        co_return none;
    }
};

}  // namespace debrief::flow
