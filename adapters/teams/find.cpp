#include "adapters/teams/find.hpp"

namespace debrief::teams {
namespace {

constexpr Duration hopeful = std::chrono::minutes(15);

bool must_be_single(const flow::Outgoing& message) {
    for (const auto* name : {"head", "plan", "summary", "summary_month"}) {
        if (message.template_name == name) return message.thread.empty();
    }
    return false;
}

}  // namespace

Result<core::MessageRef> find_message(
    const Evidence& evidence, const flow::Outgoing& message, UtcTime since, UtcTime now
) {
    if (auto seen = evidence.find(message.marker)) return *seen;
    if (!must_be_single(message))
        return Error(Errc::not_found, "Teams cannot say; sent again, it may be there twice");
    if (now - since < hopeful) {
        return Error(
            Errc::busy, "Teams did not say whether the message was posted, and cannot be asked"
        );
    }
    return Error(
        Errc::timed_out,
        "Teams did not say whether the message was posted, and cannot be asked. If it is missing: "
        "the next change of the follow-up posts its head again, and `summary` shows the summary."
    );
}

}  // namespace debrief::teams
