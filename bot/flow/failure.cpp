#include "bot/flow/failure.hpp"

namespace debrief::flow {

core::Reply failure_reply(const Error& error) {
    std::string problem = "Something went wrong inside Debrief; nothing was recorded.";
    std::string advice = "Tell your administrator: the cause is in Debrief's log.";
    if (error.code() == Errc::busy) {
        problem = "Debrief is busy right now; nothing was recorded.";
        advice = "Please try again in a moment.";
    } else if (error.code() == Errc::stopped) {
        problem = "Debrief is just restarting; nothing was recorded.";
        advice = "Please try again in a moment.";
    } else if (error.code() == Errc::storage_failed) {
        problem = "Debrief cannot store anything at present; nothing was recorded.";
        advice = "Please try again in a few minutes.";
    }
    core::Reply reply = core::refuse(problem, advice);
    reply.kind = core::Reply::Kind::message;
    reply.errors.emplace_back("", problem + " " + advice);
    return reply;
}

}  // namespace debrief::flow
