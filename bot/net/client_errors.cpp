#include "bot/net/client_errors.hpp"

#include <boost/asio/error.hpp>

namespace debrief::net {
namespace {

bool was_cancelled(const IoResult& result) {
    return result.error == asio::error::operation_aborted;
}

std::string seconds(std::chrono::milliseconds time) {
    return time.count() % 1000 == 0 ? std::to_string(time.count() / 1000) + " s"
                                    : std::to_string(time.count()) + " ms";
}

}  // namespace

std::string name_of(const Url& url) {
    const bool ipv6 = url.host.find(':') != std::string::npos;
    return (ipv6 ? "[" + url.host + "]" : url.host) + ":" + url.port;
}

Error stopped_error() {
    return Error(Errc::stopped, "the program is stopping; nothing is sent any more");
}

Error connect_error(
    const ClientLimits& limits, const Url& url, const IoResult& result, const std::string& why
) {
    if (was_cancelled(result)) return stopped_error();
    const std::string what = "cannot reach " + name_of(url) + ": ";
    if (result.timed_out()) {
        return Error(
            Errc::refused, what + "no connection within " + seconds(limits.connect_timeout)
        );
    }
    return Error(Errc::refused, what + why);
}

Error exchange_error(const ClientLimits& limits, const Url& url, const IoResult& result) {
    if (was_cancelled(result)) return stopped_error();
    if (result.timed_out()) {
        return Error(
            Errc::timed_out,
            name_of(url) + " did not answer within " + seconds(limits.exchange_timeout) +
                "; whether it acted on the request is unknown"
        );
    }
    return Error(
        Errc::broken,
        "the connection to " + name_of(url) + " broke before the whole answer came (" +
            result.error.message() + "); whether it acted on the request is unknown"
    );
}

Error answer_error(const ClientLimits& limits, const Url& url, Parsed state) {
    if (state == Parsed::body_too_large || state == Parsed::head_too_large) {
        return Error(
            Errc::too_large,
            "the answer of " + name_of(url) + " is larger than " +
                std::to_string(limits.answer_bytes) + " bytes"
        );
    }
    return Error(Errc::broken, "the answer of " + name_of(url) + " is not HTTP or was cut off");
}

}  // namespace debrief::net
