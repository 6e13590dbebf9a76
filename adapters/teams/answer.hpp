// What became of a call of the Connector.
#pragma once
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "bot/net/http_client.hpp"

#include <string>
#include <string_view>

namespace debrief::teams {

struct Answer {
    enum class Kind {
        done,      ///< status 2xx; `body` is the answer, null when it was none
        refused,   ///< Teams said no; `status` and `code` say how
        limited,   ///< nothing was done; not before `after`
        no_token,  ///< our token is not given out or not accepted: for an administrator
        not_sent,  ///< could not be reached, or there is no token just now: surely nothing was done
        unclear,   ///< time-out, half an answer: may have been done
    };
    Answer() = default;
    Answer(Kind kind_, std::string words_) : kind(kind_), words(std::move(words_)) {}
    Kind kind = Kind::unclear;
    int status = 0;
    std::string code;  ///< "BotNotInConversationRoster"; empty when Teams gave none
    json::Value body;
    Duration after{0};
    std::string words;  ///< what went wrong, for people; no secret, no message text
    [[nodiscard]] bool ok() const { return kind == Kind::done; }
    [[nodiscard]] bool is(int status_) const { return kind == Kind::refused && status == status_; }
};

/// Reads an HTTP answer of the Connector. Gateways between may answer with HTML or with nothing.
/// Pure.
[[nodiscard]] Answer read_answer(const Result<net::HttpResponse>& response);

/// The id of the message an answer speaks of; empty when it names none.
[[nodiscard]] std::string message_id(const Answer& answer);

}  // namespace debrief::teams
