// Everything that happens is a command: a typed line, a button, a form, a chat edit, a webhook, a
// timer.
#pragma once
#include "bot/core/concern.hpp"
#include "bot/core/control.hpp"
#include "bot/core/export_order.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/core/person.hpp"
#include "bot/core/place.hpp"
#include "bot/core/plan.hpp"
#include "bot/core/roles.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::core {

// ---- What people want. Times and people stay as typed: only the rules know the person's zone and
// who is who.

/// A person as typed: "@U123" (a mention's handle, without the @), "olga@example.com" or "Olga".
struct PersonRef {
    PersonRef() = default;
    explicit PersonRef(std::string typed_) : typed(std::move(typed_)) {}
    std::string typed;
    [[nodiscard]] bool empty() const { return typed.empty(); }
};

struct Open {
    SubjectKind kind = SubjectKind::incident;
    std::string title, service, started, ended, goal, link;
    std::optional<int> severity;
    PersonRef owner, ops;
    bool is_private = false;
};
/// Plans an upgrade, or changes the plan `id`: what is empty stays as it is.
struct PlanUpgrade {
    std::optional<FollowUpId> id;
    std::string title, service, version, link, from, to, every;
    PersonRef owner, ops, responsible, approver;
    std::vector<PlanGoal> goals;
    std::vector<PlanRisk> risks;
    bool all_goals = false;  ///< those given are all there are: they came from the form
    bool all_risks = false;
};
/// What happens to a plan afterwards. `values`: measured values by the number of their goal, from
/// the form.
struct MovePlan {
    enum class Step { show, agree, update, measured, done, cancel };
    std::optional<FollowUpId> id;
    Step step = Step::show;
    std::string text;
    std::vector<std::pair<std::size_t, std::string>> values;
};
struct GiveAnswer {
    std::optional<FollowUpId> id;
    Verdict verdict = Verdict::works;
    std::string text;
};
struct GiveFeedback {
    std::optional<FollowUpId> id;
    std::string text;
    bool anonymous = false;
};
/// What becomes of feedback: IT accepts or declines it; the giver says whether what was done is
/// right.
struct AnswerFeedback {
    enum class Step { accept, decline, confirm, deny };
    FeedbackId id;
    Step step = Step::accept;
    std::string text;
};
struct Acknowledge {
    std::optional<FollowUpId> id;
    std::string what_happened, put_right, what_next;
};
struct AddFactor {
    MistakeId id;
    std::string text;
};
/// Whether an acknowledgement answers who it is for; when not, `text` says what is missing.
struct HearAcknowledgement {
    MistakeId id;
    bool answers = false;
    std::string text;
};
/// A conflict between ops and IT: what one side needs.
struct RaiseConcern {
    std::optional<FollowUpId> id;
    std::optional<Topic> topic;
    std::string text;
};
/// The next step of a concern: what the other side needs, a proposal, the agreement to it; or its
/// end without one.
struct MoveConcern {
    enum class Step { need, resolve, agree, withdraw };
    ConcernId id;
    Step step = Step::need;
    std::string text;
    PersonRef owner;
};
struct AddControl {
    std::optional<FollowUpId> follow_up;
    std::optional<MistakeId> mistake;
    std::optional<FeedbackId> feedback;
    std::string title, due;
    std::optional<ControlKind> kind;
    std::optional<Strength> strength;
    PersonRef owner;
};
/// Its owner takes it on.
struct AgreeControl {
    ControlId id;
};
struct StartControl {
    ControlId id;
};
struct FinishControl {
    ControlId id;
    std::string evidence;
};
struct VerifyControl {
    ControlId id;
    std::string text;
};
/// Did it hold?
struct CheckControl {
    ControlId id;
    Check check = Check::held;
    std::string text;
};
struct DropControl {
    ControlId id;
    std::string reason;
};
/// A working agreement for a service. Its steps are one text, as typed: a line or a part between
/// semicolons each.
struct AddProtocol {
    std::optional<FollowUpId> follow_up;
    std::optional<FeedbackId> feedback;
    std::string title, steps, service, review;
    PersonRef owner;
};
/// What was found out when a protocol was reviewed. What is empty stays as it is.
struct ReviewProtocol {
    enum class Step { keep, change, retire };
    ProtocolId id;
    Step step = Step::keep;
    std::string title, steps, review, reason;
};
/// One protocol, or those of a service.
struct ShowProtocols {
    std::optional<ProtocolId> id;
    std::string service;
    bool all = false;  ///< retired ones, too
};
/// Asks somebody to take over what the actor owns: "F-12" (all of it there), "C-7", "P-1", "X-2";
/// empty: the follow-up of the place.
struct HandOverTo {
    std::string subject;
    PersonRef to;
};
struct AnswerHandOver {
    enum class Step { accept, decline, take_back };
    HandOverId id;
    Step step = Step::accept;
    std::string text;
};
struct GiveThanks {
    std::optional<FollowUpId> id;
    std::vector<PersonRef> people;
    std::string text;
};
struct ShowStatus {
    std::optional<FollowUpId> id;
};
enum class ListWhat { all, mine, open, overdue, said };
struct ShowList {
    ListWhat what = ListWhat::open;
    std::string service;
};
struct Search {
    std::string words, service;
};
/// `token` is what nobody can guess, for the link, and `name` what it is known by here: the flow
/// makes both.
struct MakeExport {
    ExportFormat format = ExportFormat::csv;
    std::string service, since, token, name;
};
struct CloseFollowUp {
    std::optional<FollowUpId> id;
    std::string reason;
};
struct ReopenFollowUp {
    std::optional<FollowUpId> id;
    std::string reason;
};
/// `nudge` is a timer key such as "acknowledge:F-12"; empty: everything that waits for this person.
struct Snooze {
    std::string until, nudge;
};
enum class Period { week, month };
struct ShowSummary {
    Period period = Period::week;
    std::string service;
};
struct ShowHelp {
    std::string verb;
};
/// The actor opened Debrief's own page in their chat tool: what waits for them is shown there.
struct OpenHome {};
/// The actor said hello in a personal chat, or added the bot there.
struct Greet {};
/// A verb without its arguments: open its form. `context` is what is known, e.g. "F-12" or "M-3";
/// `prefill` its fields.
struct ShowForm {
    std::string form, context;
    std::vector<std::pair<std::string, std::string>> prefill;
};
/// What was typed is not understood: what is wrong and what to do instead, both full sentences.
/// When it came from a form, `field` names where.
struct Misunderstood {
    std::string problem, advice, field;
};

// ---- What happens without anybody asking the bot

/// A person wrote in a thread of ours without mentioning the bot.
struct ThreadReply {
    std::string text;
};
/// A chat message was edited or deleted; it may be captured feedback. `message` is the message
/// concerned.
struct MessageEdited {
    MessageRef message;
    std::string text;
};
struct MessageDeleted {
    MessageRef message;
};
/// A source says that something ended (or fires again).
struct SubjectReported {
    Subject subject;
    bool ended = false;               ///< false: it is going on (again)
    std::vector<std::string> people;  ///< e-mails or names
};
/// A deadline passed. `due` is when it was due, which may be long ago after an outage.
struct TimerDue {
    std::string key;
    UtcTime due;
};
/// A platform told us how a channel is reached, or that we may not post there any more.
struct ChannelSeen {
    ChannelAddress address;
};
/// A platform told us about a person, or that there is no such person any more.
struct PersonFound {
    PersonId id;  ///< none: who has the account
    std::optional<Account> account;
    std::string name, email, timezone;
    bool active = true;
};
/// A platform told us who belongs to a user group.
struct GroupSeen {
    UserGroup group;
};

using AnyIntent = std::variant<
    Open,
    PlanUpgrade,
    MovePlan,
    GiveAnswer,
    GiveFeedback,
    AnswerFeedback,
    Acknowledge,
    HearAcknowledgement,
    RaiseConcern,
    MoveConcern,
    AddFactor,
    AddControl,
    AgreeControl,
    StartControl,
    FinishControl,
    VerifyControl,
    CheckControl,
    DropControl,
    AddProtocol,
    ReviewProtocol,
    ShowProtocols,
    HandOverTo,
    AnswerHandOver,
    GiveThanks,
    ShowStatus,
    ShowList,
    Search,
    MakeExport,
    CloseFollowUp,
    ReopenFollowUp,
    Snooze,
    ShowSummary,
    ShowHelp,
    ShowForm,
    Misunderstood,
    ThreadReply,
    MessageEdited,
    MessageDeleted,
    SubjectReported,
    TimerDue,
    ChannelSeen,
    PersonFound,
    GroupSeen,
    OpenHome,
    Greet>;

/// One of them. Its moves and its end are compiled once, in command.cpp: a variant of so many kinds
/// is a quarter of what every file that only passes it on would compile.
struct Intent : AnyIntent {
    using AnyIntent::AnyIntent;
    Intent();
    Intent(const Intent& other);
    Intent(Intent&& other) noexcept;
    Intent& operator=(const Intent& other);
    Intent& operator=(Intent&& other) noexcept;
    ~Intent();
};

/// How the actor hears back.
enum class ReplyBy {
    response,  ///< the adapter carries the reply in its answer (slash command)
    post,  ///< the reply is posted so that only the actor sees it (mention, button, submitted form)
    here,  ///< the reply is posted where it was asked, for all to see (a mention in Teams)
    none,  ///< nobody waits for a reply (events, sources, timers)
};

/// Where a command came from.
struct Origin {
    Channel channel;      ///< empty for sources, timers and the console
    std::string thread;   ///< head message of the thread it was given in, or empty
    std::string message;  ///< the chat message itself, when it is one
    ReplyBy reply_by = ReplyBy::none;
    bool can_open_form = false;
    bool at_home = false;  ///< done on the actor's own page, which shows what waits for them
    std::string via;  ///< "slash command", "mention", "button", "form", "message", "source NAME",
                      ///< "clock": for the journal
};

/// A mention inside the text: the handle that stands in the text as "@handle", and the name the
/// platform gave with it, if any.
struct Mention {
    std::string handle, name;
};

struct Command {
    Account actor;           ///< empty for sources and timers
    std::string actor_name;  ///< as the platform gave it; may be empty
    Origin origin;
    std::vector<Mention> mentions;
    Intent intent;
};

}  // namespace debrief::core
