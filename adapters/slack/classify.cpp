#include "adapters/slack/classify.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace debrief::slack {
namespace {

using Kind = flow::SendOutcome::Kind;

/// While the administrator repairs the token, everything waits and nothing is lost.
constexpr Duration token_pause = std::chrono::minutes(1);

/// "{}" in the words stands for the channel or person.
struct Row {
    std::string_view error;
    Kind kind;
    std::string_view words;
};

constexpr std::string_view not_allowed =
    "The settings of the workspace do not let Debrief post in {}; an administrator can allow it.";
constexpr std::string_view no_person =
    "Slack cannot deliver direct messages to {}: the account is gone or not visible to Debrief.";
constexpr std::string_view unseen =
    "Debrief is not in the channel {}, or it does not exist; invite it there with /invite "
    "@Debrief.";

constexpr std::array table{
    Row{"is_archived",
        Kind::park,
        "The channel {} is archived; unarchive it or configure another one."},
    Row{"channel_not_found", Kind::park, unseen},
    Row{"not_in_channel", Kind::park, unseen},
    Row{"channel_is_limited_access", Kind::park, not_allowed},
    Row{"restricted_action", Kind::park, not_allowed},
    Row{"restricted_action_read_only_channel", Kind::park, not_allowed},
    Row{"restricted_action_non_threadable_channel", Kind::park, not_allowed},
    Row{"restricted_action_thread_only_channel", Kind::park, not_allowed},
    Row{"no_permission", Kind::park, not_allowed},
    Row{"access_denied", Kind::park, not_allowed},
    Row{"enterprise_is_restricted", Kind::park, not_allowed},
    Row{"restricted_action_thread_locked",
        Kind::park,
        "The thread in {} is locked; unlock it to go on there."},
    Row{"thread_locked", Kind::park, "The thread in {} is locked; unlock it to go on there."},
    Row{"cannot_reply_to_message",
        Kind::park,
        "Slack does not let anybody reply to the thread's head in {}."},
    Row{"thread_not_found", Kind::park, "The thread in {} does not exist any more."},
    Row{"messages_tab_disabled",
        Kind::park,
        "Direct messages to the app are off; turn on the Messages tab under App Home."},
    Row{"user_not_found", Kind::park, no_person},
    Row{"users_not_found", Kind::park, no_person},
    Row{"user_disabled", Kind::park, no_person},
    Row{"user_not_visible", Kind::park, no_person},
    Row{"cannot_dm_bot", Kind::park, no_person},
    Row{"message_not_found", Kind::gone, "The message in {} does not exist any more."},
    Row{"cant_update_message", Kind::gone, "The message in {} is not Debrief's own any more."},
    Row{"is_inactive", Kind::gone, "The message in {} cannot be changed any more."},
    Row{"edit_window_closed",
        Kind::park,
        "The workspace does not allow edits that late; an administrator can lengthen the time."},
    Row{"cant_delete_message", Kind::park, "Slack does not let Debrief delete its message in {}."},
    Row{"compliance_exports_prevent_deletion",
        Kind::park,
        "The workspace's compliance exports prevent deleting messages."},
    Row{"msg_too_long",
        Kind::park,
        "The message for {} is too long even as plain text; shorten its template."},
    Row{"no_text", Kind::park, "The message for {} is empty; its template must give a text."},
    Row{"team_added_to_org", Kind::retry, "The workspace is just moving into an organisation."},
};

std::string fill(std::string_view words, std::string_view where) {
    std::string out(words);
    const std::size_t mark = out.find("{}");
    if (mark != std::string::npos) out.replace(mark, 2, where);
    return out;
}

flow::SendOutcome classify_error(const ApiAnswer& answer, const Attempt& attempt) {
    if (is_token_error(answer.error)) {
        flow::SendOutcome outcome(Kind::wait, answer.words + ": the bot token is not accepted");
        outcome.after = token_pause;
        outcome.pace_key = workspace_pace;
        return outcome;
    }
    if (answer.error == "missing_scope") {
        const std::string scope = answer.needed.empty() ? "for " + attempt.method : answer.needed;
        return flow::SendOutcome(
            Kind::park,
            "The Slack app lacks the permission " + scope +
                "; add it under OAuth & Permissions and reinstall the app."
        );
    }
    const auto* row = std::find_if(table.begin(), table.end(), [&](const Row& candidate) {
        return candidate.error == answer.error;
    });
    if (row == table.end()) {
        return flow::SendOutcome(
            Kind::park,
            "Slack refused " + attempt.method + " for " + attempt.where + ": " + answer.error + "."
        );
    }
    return flow::SendOutcome(row->kind, fill(row->words, attempt.where));
}

bool is_one_of(const ApiAnswer& answer, std::span<const std::string_view> errors) {
    return answer.kind == ApiAnswer::Kind::error &&
           std::find(errors.begin(), errors.end(), answer.error) != errors.end();
}

}  // namespace

std::string pace_key(std::string_view method) {
    std::string key(workspace_pace);
    key += ':';
    key += method;
    return key;
}

flow::SendOutcome classify(const ApiAnswer& answer, const Attempt& attempt) {
    switch (answer.kind) {
        case ApiAnswer::Kind::ok:
            return flow::SendOutcome();
        case ApiAnswer::Kind::not_sent:
            return flow::SendOutcome(Kind::retry, answer.words);
        case ApiAnswer::Kind::unclear:
            return flow::SendOutcome(
                attempt.repeatable ? Kind::retry : Kind::unknown, answer.words
            );
        case ApiAnswer::Kind::rate_limited: {
            flow::SendOutcome outcome(Kind::wait, answer.words);
            outcome.after = answer.after;
            outcome.pace_key = pace_key(attempt.method);
            return outcome;
        }
        case ApiAnswer::Kind::error:
            break;
    }
    return classify_error(answer, attempt);
}

bool is_about_looks(const ApiAnswer& answer) {
    constexpr std::array<std::string_view, 6> errors{
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "block_mismatch",
        "invalid_url"};
    return is_one_of(answer, errors);
}

bool is_about_membership(const ApiAnswer& answer) {
    constexpr std::array<std::string_view, 2> errors{"not_in_channel", "channel_not_found"};
    return is_one_of(answer, errors);
}

bool is_about_audience(const ApiAnswer& answer) {
    constexpr std::array<std::string_view, 5> errors{
        "user_not_in_channel",
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "restricted_action"};
    return is_one_of(answer, errors);
}

}  // namespace debrief::slack
