// Waiting without blocking.
#pragma once
#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace debrief::net {

namespace asio = boost::asio;

/// Waits that long; returns early (without an error) when the coroutine is cancelled.
asio::awaitable<void> sleep_for(std::chrono::milliseconds time);

}  // namespace debrief::net
