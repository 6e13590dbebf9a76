#include "adapters/teams/classify.hpp"

#include "adapters/teams/placement.hpp"

#include <algorithm>
#include <array>

namespace debrief::teams {
namespace {

using Kind = flow::SendOutcome::Kind;

/// "{}" in the words stands for the conversation or person. An empty code fits any.
struct Row {
    int status;
    std::string_view code;
    Kind kind;
    std::string_view words;
    std::string_view words_for_person = {};
};

constexpr std::string_view broken_request =
    "Teams found the message for {} malformed; `debrief check` shows whether a changed template is "
    "the reason.";
constexpr std::string_view not_there =
    "Teams has no conversation {} with Debrief in it: the channel or thread was deleted, or its id "
    "is another bot's; check teams_channels.";

/// In the order of the checks: rows with a code before the row without.
constexpr std::array table{
    Row{400, "", Kind::park, broken_request},
    Row{403,
        "BotNotInConversationRoster",
        Kind::park,
        "Debrief is not installed in the team or chat of {}; add the app there.",
        "Debrief is not installed for {}; they, or an administrator for them, can add the app."},
    Row{403,
        "BotDisabledByAdmin",
        Kind::park,
        "An administrator has disabled Debrief in Teams; it can be allowed again under \"Manage "
        "apps\" in the Teams admin center."},
    Row{403,
        "ConversationBlockedByUser",
        Kind::park,
        "Debrief is blocked in {}; whoever blocked it can unblock it there.",
        "{} has blocked Debrief; they can unblock it in their chat with it."},
    Row{403,
        "NotEnoughPermissions",
        Kind::park,
        "Debrief lacks the permission to post in {}; a team owner can consent to the app's "
        "permissions again, or allow apps to post in the channel's settings."},
    Row{403,
        "InvalidBotApiHost",
        Kind::park,
        "Teams says that this is the wrong address for {}; set teams.cloud to the organisation's "
        "own cloud."},
    Row{403,
        "MessageWritesBlocked",
        Kind::park,
        "Writing to {} is blocked: Debrief was blocked or uninstalled there; add the app again.",
        "Writing to {} is blocked: they blocked or uninstalled Debrief; they can add the app "
        "again."},
    Row{403,
        "ForbiddenOperationException",
        Kind::park,
        "Teams does not allow this in {}: the team may be archived, or only its moderators may "
        "post."},
    Row{403, "", Kind::park, "Teams does not let Debrief do this in {}."},
    Row{404, "", Kind::park, not_there},
    Row{412, "", Kind::retry, "Something else changed {} at the same moment."},
    Row{413, "", Kind::park, "The message for {} is too large even as plain text."},
    Row{500,
        "",
        Kind::park,
        "Teams had an error of its own with the message for {} and does not want it again."},
    Row{502, "", Kind::retry, "Teams cannot be reached behind its gateway."},
    Row{503, "", Kind::retry, "Teams is not available."},
};

std::string fill(std::string_view words, std::string_view where) {
    std::string out(words);
    const std::size_t mark = out.find("{}");
    if (mark != std::string::npos) out.replace(mark, 2, where);
    return out;
}

/// Its own name for what happened, for whoever asks Microsoft.
std::string with_code(std::string words, const Answer& answer) {
    if (!answer.code.empty()) words += " (" + answer.code + ")";
    return words;
}

flow::SendOutcome waiting(const Answer& answer, std::string pace) {
    flow::SendOutcome outcome(Kind::wait, answer.words);
    outcome.after = answer.after;
    outcome.pace_key = std::move(pace);
    return outcome;
}

bool is_gone(int status) {
    return status == 404 || status == 410;
}

flow::SendOutcome classify_refusal(const Answer& answer, const Attempt& attempt) {
    if (answer.code == "UntrustedService")
        return flow::SendOutcome(
            Kind::park, "No message for " + attempt.where + ": " + answer.words + "."
        );
    if (attempt.repeatable && is_gone(answer.status)) {
        return flow::SendOutcome(
            Kind::gone, "The message in " + attempt.where + " does not exist any more."
        );
    }
    // The gateway gave up waiting for Teams: it may have been done.
    if (answer.status == 504)
        return flow::SendOutcome(attempt.repeatable ? Kind::retry : Kind::unknown, answer.words);
    // No redirect is followed with a token; the next message from there brings the new address.
    if (answer.status >= 300 && answer.status < 400)
        return flow::SendOutcome(Kind::retry, "Teams has moved " + attempt.where + " elsewhere.");
    const auto* row = std::find_if(table.begin(), table.end(), [&](const Row& candidate) {
        return candidate.status == answer.status &&
               (candidate.code.empty() || candidate.code == answer.code);
    });
    if (row == table.end()) {
        const bool later = answer.status == 408 || answer.status > 504;
        return flow::SendOutcome(
            later ? Kind::retry : Kind::park,
            "Teams refused the message for " + attempt.where + ": " + answer.words + "."
        );
    }
    const bool personal = attempt.person && !row->words_for_person.empty();
    std::string words = fill(personal ? row->words_for_person : row->words, attempt.where);
    return flow::SendOutcome(row->kind, with_code(std::move(words), answer));
}

}  // namespace

flow::SendOutcome classify(const Answer& answer, const Attempt& attempt) {
    switch (answer.kind) {
        case Answer::Kind::done:
            return flow::SendOutcome();
        case Answer::Kind::limited:
            return waiting(answer, attempt.pace);
        case Answer::Kind::no_token:
            return waiting(answer, std::string(tenant_pace));
        case Answer::Kind::not_sent:
            return flow::SendOutcome(Kind::retry, answer.words);
        case Answer::Kind::unclear:
            return flow::SendOutcome(
                attempt.repeatable ? Kind::retry : Kind::unknown, answer.words
            );
        case Answer::Kind::refused:
            break;
    }
    return classify_refusal(answer, attempt);
}

bool is_out_of_reach(const Answer& answer) {
    constexpr std::array<std::string_view, 5> codes{
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "NotEnoughPermissions",
        "MessageWritesBlocked",
        "ForbiddenOperationException"};
    if (answer.is(404)) return true;  // a person who has left, or whom this bot never met
    return answer.is(403) && (answer.code.empty() ||
                              std::find(codes.begin(), codes.end(), answer.code) != codes.end());
}

bool is_about_looks(const Answer& answer) {
    return answer.is(413) || answer.is(400);
}

}  // namespace debrief::teams
