#include "bot/core/needs.hpp"
#include "bot/core/permissions.hpp"

namespace debrief::core {

void Ruling::journal(std::string verb, std::string subject, std::string detail) {
    decision.journal.push_back(
        {std::move(verb), std::move(subject), std::move(detail), std::nullopt}
    );
}

void Ruling::refuse_field(std::string field, std::string problem, std::string advice) {
    auto sentence = problem + " " + advice;
    reply(refuse(std::move(problem), std::move(advice)));
    if (command.origin.via != "form") return;
    decision.reply.kind = Reply::Kind::form_errors;
    decision.reply.errors.emplace_back(std::move(field), std::move(sentence));
}

void Ruling::set_timer(std::string key, UtcTime due) {
    decision.timers.push_back({std::move(key), due});
}

void Ruling::cancel_timer(std::string key) {
    decision.timers.push_back({std::move(key), std::nullopt});
}

std::string timer_key(std::string_view kind, std::string_view subject) {
    std::string key(kind);
    key += ':';
    key += subject;
    return key;
}

Reply say(std::string template_name, View view) {
    return Reply(Reply::Kind::message, std::move(template_name), std::move(view));
}

Reply refuse(std::string problem, std::string advice) {
    return say(
        "refusal", View().set("problem", std::move(problem)).set("advice", std::move(advice))
    );
}

namespace {

/// One overload per intent, so that a new intent does not compile until somebody decides it.
struct Decide {
    Ruling& ruling;
    void operator()(const Open& intent) const { decide_open(ruling, intent); }
    void operator()(const PlanUpgrade& intent) const { decide_plan(ruling, intent); }
    void operator()(const MovePlan& intent) const { decide_move_plan(ruling, intent); }
    void operator()(const GiveAnswer& intent) const { decide_answer(ruling, intent); }
    void operator()(const GiveFeedback& intent) const { decide_feedback(ruling, intent); }
    void operator()(const AnswerFeedback& intent) const { decide_response(ruling, intent); }
    void operator()(const Acknowledge& intent) const { decide_acknowledge(ruling, intent); }
    void operator()(const HearAcknowledgement& intent) const { decide_heard(ruling, intent); }
    void operator()(const RaiseConcern& intent) const { decide_concern(ruling, intent); }
    void operator()(const MoveConcern& intent) const { decide_move_concern(ruling, intent); }
    void operator()(const AddFactor& intent) const { decide_factor(ruling, intent); }
    void operator()(const AddControl& intent) const { decide_add_control(ruling, intent); }
    void operator()(const AgreeControl& intent) const { decide_agree_control(ruling, intent); }
    void operator()(const StartControl& intent) const { decide_start_control(ruling, intent); }
    void operator()(const FinishControl& intent) const { decide_finish_control(ruling, intent); }
    void operator()(const VerifyControl& intent) const { decide_verify(ruling, intent); }
    void operator()(const CheckControl& intent) const { decide_check(ruling, intent); }
    void operator()(const DropControl& intent) const { decide_drop(ruling, intent); }
    void operator()(const AddProtocol& intent) const { decide_add_protocol(ruling, intent); }
    void operator()(const ReviewProtocol& intent) const { decide_review(ruling, intent); }
    void operator()(const ShowProtocols& intent) const { decide_protocols(ruling, intent); }
    void operator()(const HandOverTo& intent) const { decide_hand_over(ruling, intent); }
    void operator()(const AnswerHandOver& intent) const { decide_hand_over_answer(ruling, intent); }
    void operator()(const GiveThanks& intent) const { decide_thanks(ruling, intent); }
    void operator()(const ShowStatus& intent) const { decide_status(ruling, intent); }
    void operator()(const ShowList& intent) const { decide_list(ruling, intent); }
    void operator()(const Search& intent) const { decide_search(ruling, intent); }
    void operator()(const MakeExport& intent) const { decide_export(ruling, intent); }
    void operator()(const CloseFollowUp& intent) const { decide_close(ruling, intent); }
    void operator()(const ReopenFollowUp& intent) const { decide_reopen(ruling, intent); }
    void operator()(const Snooze& intent) const { decide_snooze(ruling, intent); }
    void operator()(const ShowSummary& intent) const { decide_summary(ruling, intent); }
    void operator()(const ShowHelp& intent) const { decide_help(ruling, intent); }
    void operator()(const ShowForm& intent) const { decide_form(ruling, intent); }
    void operator()(const Misunderstood& intent) const { decide_misunderstood(ruling, intent); }
    void operator()(const ThreadReply& intent) const { decide_thread_reply(ruling, intent); }
    void operator()(const MessageEdited& intent) const { decide_edited(ruling, intent); }
    void operator()(const MessageDeleted& intent) const { decide_deleted(ruling, intent); }
    void operator()(const SubjectReported& intent) const { decide_reported(ruling, intent); }
    void operator()(const TimerDue& intent) const { decide_timer(ruling, intent); }
    void operator()(const PersonFound& intent) const { decide_person(ruling, intent); }
    void operator()(const GroupSeen& intent) const { decide_group(ruling, intent); }
    void operator()(const OpenHome& intent) const { decide_home(ruling, intent); }
    void operator()(const Greet& intent) const { decide_greet(ruling, intent); }
    void operator()(const ChannelSeen& intent) const { decide_channel(ruling, intent); }
};

/// Where nobody waits for an answer on the line, the reply becomes a message: that only the actor
/// sees, or where it was asked.
void post_reply(Ruling& ruling) {
    Post post;
    post.channel = ruling.command.origin.channel;
    post.thread = ruling.command.origin.thread;
    if (ruling.command.origin.reply_by == ReplyBy::post) {
        post.kind = Post::Kind::ephemeral;
        post.person = ruling.actor().id;
    }
    post.template_name = std::move(ruling.decision.reply.name);
    post.view = std::move(ruling.decision.reply.view);
    post.useless_after = ruling.world.now + std::chrono::minutes(10);
    ruling.decision.posts.push_back(std::move(post));
    ruling.decision.reply = Reply();
}

}  // namespace

Decision decide(const World& world, const Command& command) {
    Ruling ruling(world, command);
    if (permitted(ruling)) std::visit(Decide{ruling}, command.intent);
    if (command.actor.empty()) return std::move(ruling.decision);
    auto by = command.origin.reply_by;
    bool posted = (by == ReplyBy::post || by == ReplyBy::here) &&
                  ruling.decision.reply.kind == Reply::Kind::message;
    if (posted) post_reply(ruling);
    if (command.origin.at_home && !ruling.decision.changes.empty()) show_home(ruling);
    if (!ruling.decision.changes.empty()) ruling.decision.actor = ruling.actor().id;
    return std::move(ruling.decision);
}

}  // namespace debrief::core
