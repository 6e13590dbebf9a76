// POST /sources/NAME: from a webhook to a command in the inbox.
#pragma once
#include "adapters/sources/source.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/metrics.hpp"
#include "bot/core/command.hpp"
#include "bot/core/decision.hpp"
#include "bot/core/directory.hpp"
#include "bot/flow/inbox.hpp"
#include "bot/net/router.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace debrief::sources {

/// Hands out the sources that are valid now (a reload replaces them).
using SourceList = std::function<std::shared_ptr<const std::vector<Source>>()>;

/// Where a command goes: Inbox::handle, or a test's own.
using Handle = std::function<
    flow::asio::awaitable<Result<core::Reply>>(std::string key, core::Command command)>;
[[nodiscard]] Handle into(flow::Inbox& inbox);

/// Everything a route needs; the references must outlive it.
struct Neighbours {
    SourceList sources;
    flow::DirectorySource directory;
    Handle handle;
    Clock& clock;
    Metrics& metrics;
};

/// Answers: 200 taken or ignored, 202 taken although the service is unknown, 400 no JSON, 401 no or
/// wrong credentials, 404 no such source, 422 a field is not right, 503 try again (with
/// Retry-After). Every answer is a JSON object with words for whoever reads the sender's log.
[[nodiscard]] net::Route make_route(Neighbours neighbours);

/// Whether there is a decoder for this kind.
[[nodiscard]] bool known_kind(std::string_view kind);

}  // namespace debrief::sources
