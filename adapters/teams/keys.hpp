// The keys that activities are signed with: from the login's OpenID metadata, kept while they
// serve.
#pragma once
#include "adapters/teams/jose.hpp"
#include "bot/base/clock.hpp"
#include "bot/net/http_client.hpp"
#include "bot/net/task_group.hpp"

#include <boost/asio/steady_timer.hpp>

#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::teams {

namespace asio = boost::asio;

/// A key, and the channels it may speak for.
struct SigningKey {
    explicit SigningKey(PublicKey key_) : key(std::move(key_)) {}
    PublicKey key;
    std::vector<std::string> endorsements;
    [[nodiscard]] bool endorses(std::string_view channel) const;
};

class Keys {
  public:
    /// Asks in the background, as one of `tasks`; all arguments live longer than those.
    Keys(
        std::string metadata_url, net::HttpClient& http, const Clock& clock, net::TaskGroup& tasks
    );

    /// Fetches the keys before the first activity needs them.
    void prepare();

    /// The key of that id. An unknown id has the keys fetched again: at once the first time, later
    /// at most once an hour; all who wait share one question. Keys that are a day old are renewed
    /// beside the work and serve until new ones are there, however long the login is down.
    /// `unauthorized`: there is no such key. `busy`: the login cannot be asked, and no key was ever
    /// had.
    asio::awaitable<Result<std::shared_ptr<const SigningKey>>> find(std::string kid);

    /// Whether there are keys to believe activities by.
    [[nodiscard]] bool any() const { return !keys_.empty(); }
    /// Why the login did not answer last time, in words; empty when it did.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

  private:
    using Set = std::map<std::string, std::shared_ptr<const SigningKey>, std::less<>>;

    [[nodiscard]] std::shared_ptr<const SigningKey> known(std::string_view kid) const;
    [[nodiscard]] bool may_ask_for_unknown() const;
    void renew_if_old();
    void ask();
    asio::awaitable<void> fetch();
    asio::awaitable<Result<Set>> load();
    asio::awaitable<Result<json::Value>> get(std::string url);
    asio::awaitable<void> wait();

    std::string metadata_url_;
    net::HttpClient& http_;
    const Clock& clock_;
    net::TaskGroup& tasks_;
    Set keys_;
    bool asking_ = false;
    bool asked_for_unknown_ = false;
    UtcTime asked_{};   ///< the last question
    UtcTime loaded_{};  ///< the last answer
    std::string trouble_;
    std::list<asio::steady_timer> waiting_;
};

}  // namespace debrief::teams
