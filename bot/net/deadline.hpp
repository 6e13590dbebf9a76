// Waiting with an end: a timer that can be woken, and a deadline around any operation that reports
// by value.
#pragma once
#include "bot/base/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace debrief::net {

namespace asio = boost::asio;

/// Waits that long; returns early (without an error) when the coroutine is cancelled.
asio::awaitable<void> sleep_for(std::chrono::milliseconds time);

}  // namespace debrief::net
