// The system's resolver cannot be interrupted, so a timer stands beside it: whoever comes first
// wakes the coroutine, and a late answer finds nobody waiting.
#include "bot/net/name_lookup.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace debrief::net {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

/// Addresses that need no resolver: numbers, and localhost, which must never be asked outside (RFC
/// 6761, 6.3).
Endpoints known_addresses(const std::string& host, const std::string& port) {
    const auto number = static_cast<std::uint16_t>(std::stoi(port));
    Endpoints endpoints;
    if (host == "localhost") {
        endpoints.emplace_back(asio::ip::address_v4::loopback(), number);
        endpoints.emplace_back(asio::ip::address_v6::loopback(), number);
        return endpoints;
    }
    error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (!error) endpoints.emplace_back(address, number);
    return endpoints;
}

}  // namespace

struct NameLookup::State {
    explicit State(const asio::any_io_executor& executor) : resolver(executor), done(executor) {}

    static void start(
        const std::shared_ptr<State>& state, const std::string& host, const std::string& port
    ) {
        state->resolver.async_resolve(
            host,
            port,
            [state](error_code error, const tcp::resolver::results_type& results) {
                state->finished = true;
                state->error = error;
                for (const auto& entry : results) state->endpoints.push_back(entry.endpoint());
                state->done.cancel();
            }
        );
    }

    tcp::resolver resolver;
    asio::steady_timer done;
    bool finished = false;
    error_code error;
    Endpoints endpoints;
};

NameLookup::NameLookup(const asio::any_io_executor& executor)
    : state_(std::make_shared<State>(executor)) {}

NameLookup::~NameLookup() {
    cancel();
}

void NameLookup::cancel() {
    state_->resolver.cancel();
    state_->done.cancel();
}

asio::awaitable<Result<Endpoints>> NameLookup::find(
    std::string host, std::string port, std::chrono::steady_clock::time_point deadline
) {
    Endpoints known = known_addresses(host, port);
    if (!known.empty()) co_return known;

    const std::shared_ptr<State> state = state_;
    state->done.expires_at(deadline);
    State::start(state, host, port);
    error_code woken;
    co_await state->done.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    if (state->finished && !state->error) co_return std::move(state->endpoints);
    if (state->finished) {
        co_return Error(
            Errc::refused,
            "cannot find " + host + ": " + state->error.message() + "; check the name and the DNS"
        );
    }
    if (woken) co_return Error(Errc::stopped, "the program is stopping; nothing is sent any more");
    co_return Error(Errc::refused, "cannot find " + host + ": the DNS did not answer in time");
}

}  // namespace debrief::net
