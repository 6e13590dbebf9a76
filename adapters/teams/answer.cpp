#include "adapters/teams/answer.hpp"

#include "adapters/teams/conversation.hpp"
#include "adapters/teams/retry_after.hpp"

#include <algorithm>

namespace debrief::teams {
namespace {

using Kind = Answer::Kind;

constexpr Duration default_pause = std::chrono::seconds(10);
/// What Teams calls MessageWritesBlocked, in its older answers.
constexpr std::int64_t writes_blocked = 209;

/// Teams' names of errors are single words; anything else may be an accident.
std::string name_of(std::string_view code) {
    const bool is_name =
        code.size() <= 80 && std::all_of(code.begin(), code.end(), [](unsigned char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    return is_name ? std::string(code) : "";
}

std::string code_of(json::Ref body) {
    std::string code = name_of(body["error"]["code"].str());
    const bool blocked = body["errorCode"].integer() == writes_blocked ||
                         body["error"]["errorCode"].integer() == writes_blocked;
    if (code.empty() && blocked) code = "MessageWritesBlocked";
    return code;
}

Kind kind_of(int status) {
    if (status >= 200 && status < 300) return Kind::done;
    if (status == 429) return Kind::limited;
    return Kind::refused;
}

}  // namespace

Answer read_answer(const Result<net::HttpResponse>& response) {
    if (!response) {
        const Errc code = response.error().code();
        const bool unsent = code == Errc::refused || code == Errc::invalid_input;
        return Answer(
            unsent ? Kind::not_sent : Kind::unclear,
            "Teams could not be reached: " + response.error().what()
        );
    }
    Answer answer;
    answer.status = response->status;
    answer.kind = kind_of(response->status);
    if (auto body = json::parse(response->body)) answer.body = std::move(*body);
    if (answer.ok()) return answer;
    answer.code = code_of(answer.body);
    answer.words = "Teams answered with HTTP status " + std::to_string(answer.status);
    if (!answer.code.empty()) answer.words += " (" + answer.code + ")";
    if (answer.kind == Kind::limited) {
        answer.words = "Teams asks to wait";
        answer.after = retry_after(*response).value_or(default_pause);
    }
    return answer;
}

std::string message_id(const Answer& answer) {
    const std::string_view activity = answer.body["activityId"].str();
    if (!activity.empty()) return std::string(activity);
    // A created thread is named by its conversation; an ordinary message by its id.
    const std::string_view id = answer.body["id"].str();
    const Conversation conversation = read_conversation(id);
    if (!conversation.root.empty()) return conversation.root;
    const bool is_conversation = id.find_first_of(":@;") != std::string_view::npos;
    return is_conversation ? std::string() : std::string(id);
}

}  // namespace debrief::teams
