// Keeps the search index up with the records.
#pragma once
#include "bot/flow/store.hpp"

namespace debrief::flow {

/// Takes up everything saved before the call, some at a time.
asio::awaitable<Status> catch_up_search(Store& store);

}  // namespace debrief::flow
