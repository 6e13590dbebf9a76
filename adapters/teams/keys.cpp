#include "adapters/teams/keys.hpp"

#include "bot/base/log.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace debrief::teams {
namespace {

constexpr Duration refresh_floor = std::chrono::hours(1);
constexpr Duration renewal_age = std::chrono::hours(24);
/// Between questions that failed while no key is there, and while old ones still serve.
constexpr Duration pause_without_keys = std::chrono::seconds(5);
constexpr Duration pause_with_keys = std::chrono::minutes(5);
/// Teams gives up on an answer after 10 to 15 seconds.
constexpr std::chrono::seconds longest_wait{5};
constexpr std::size_t most_keys = 100;

/// A clock that was set back counts as much time, not as none.
bool passed(UtcTime since, UtcTime now, Duration time) {
    return now - since >= time || now < since;
}

Error no_keys(std::string words) {
    return Error(Errc::busy, std::move(words));
}

}  // namespace

bool SigningKey::endorses(std::string_view channel) const {
    return std::find(endorsements.begin(), endorsements.end(), channel) != endorsements.end();
}

Keys::Keys(
    std::string metadata_url, net::HttpClient& http, const Clock& clock, net::TaskGroup& tasks
)
    : metadata_url_(std::move(metadata_url)), http_(http), clock_(clock), tasks_(tasks) {}

void Keys::prepare() {
    if (keys_.empty() && !asking_) ask();
}

std::shared_ptr<const SigningKey> Keys::known(std::string_view kid) const {
    const auto found = keys_.find(kid);
    return found == keys_.end() ? nullptr : found->second;
}

bool Keys::may_ask_for_unknown() const {
    const UtcTime now = clock_.now();
    if (keys_.empty()) return trouble_.empty() || passed(asked_, now, pause_without_keys);
    if (!trouble_.empty()) return passed(asked_, now, pause_with_keys);
    return !asked_for_unknown_ || passed(asked_, now, refresh_floor);
}

asio::awaitable<Result<std::shared_ptr<const SigningKey>>> Keys::find(std::string kid) {
    using Found = Result<std::shared_ptr<const SigningKey>>;
    if (auto key = known(kid)) {
        renew_if_old();
        co_return Found(std::move(key));
    }
    if (!asking_ && may_ask_for_unknown()) {
        asked_for_unknown_ = !keys_.empty();
        ask();
    }
    if (asking_) co_await wait();
    if (auto key = known(kid)) co_return Found(std::move(key));
    if (keys_.empty()) {
        std::string words = "the login that signs the activities could not be asked for its keys";
        if (!trouble_.empty()) words += ": " + trouble_;
        co_return Found(Error(Errc::busy, std::move(words)));
    }
    co_return Found(Error(Errc::unauthorized, "the token is signed with an unknown key"));
}

void Keys::renew_if_old() {
    const UtcTime now = clock_.now();
    const bool is_old = passed(loaded_, now, renewal_age);
    if (is_old && !asking_ && (trouble_.empty() || passed(asked_, now, pause_with_keys))) ask();
}

void Keys::ask() {
    asking_ = true;
    asked_ = clock_.now();
    tasks_.spawn("teams keys", fetch());
}

asio::awaitable<void> Keys::fetch() {
    auto loaded = co_await load();
    if (loaded) {
        keys_ = std::move(*loaded);
        loaded_ = clock_.now();
        trouble_.clear();
        log::info("the keys of the Teams login were fetched", {{"keys", keys_.size()}});
    } else {
        trouble_ = loaded.error().what();
        log::warn(
            "the keys of the Teams login could not be fetched",
            {{"reason", trouble_}, {"known", keys_.size()}}
        );
    }
    asking_ = false;
    for (auto& timer : waiting_) timer.cancel();
}

asio::awaitable<Result<Keys::Set>> Keys::load() {
    const auto metadata = co_await get(metadata_url_);
    if (!metadata) co_return Result<Set>(metadata.error());
    std::string url((*metadata)["jwks_uri"].str());
    if (url.empty()) co_return Result<Set>(no_keys("its metadata do not say where the keys are"));
    const auto document = co_await get(std::move(url));
    if (!document) co_return Result<Set>(document.error());
    Set keys;
    (*document)["keys"].each([&](json::Ref entry) {
        const std::string_view kid = entry["kid"].str();
        auto key = PublicKey::read(entry);
        if (kid.empty() || !key || keys.size() >= most_keys) return;
        auto signing = std::make_shared<SigningKey>(std::move(*key));
        entry["endorsements"].each([&](json::Ref channel) {
            signing->endorsements.emplace_back(channel.str());
        });
        keys.insert_or_assign(std::string(kid), std::move(signing));
    });
    if (keys.empty()) co_return Result<Set>(no_keys("its key document holds no usable key"));
    co_return Result<Set>(std::move(keys));
}

asio::awaitable<Result<json::Value>> Keys::get(std::string url) {
    net::HttpRequest request("GET", "");
    request.headers.add("Accept", "application/json");
    const auto answer = co_await http_.send(std::move(url), std::move(request));
    if (!answer) co_return Result<json::Value>(no_keys(answer.error().what()));
    if (answer->status != 200) {
        std::string words = "it answered with status " + std::to_string(answer->status);
        co_return Result<json::Value>(no_keys(std::move(words)));
    }
    auto document = json::parse(answer->body);
    if (!document) co_return Result<json::Value>(no_keys("its answer is not JSON"));
    co_return Result<json::Value>(std::move(*document));
}

asio::awaitable<void> Keys::wait() {
    const auto executor = co_await asio::this_coro::executor;
    const auto mine = waiting_.emplace(waiting_.end(), executor, longest_wait);
    boost::system::error_code interrupted;
    co_await mine->async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
    waiting_.erase(mine);
}

}  // namespace debrief::teams
