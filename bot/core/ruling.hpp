// The workbench of the rules: reads the world, sees its own pending changes, and collects the
// decision.
#pragma once
#include "bot/core/decide.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace debrief::core {

class Ruling {
  public:
    Ruling(const World& world_, const Command& command_) : world(world_), command(command_) {}

    const World& world;
    const Command& command;
    Decision decision;

    // ---- People (people.cpp)

    /// Who gave the command. An account seen for the first time becomes a person, and the platform
    /// is asked who it is.
    const Person& actor();
    /// The person with this id, as this decision leaves them.
    [[nodiscard]] Person person(PersonId id) const;
    /// The person meant by what was typed: a mention's handle, "me", an e-mail address or a name
    /// that was mentioned. Nothing when nobody is known by it.
    std::optional<PersonId> find(const PersonRef& ref);
    /// The person with this e-mail address, made when unknown. Nothing for an empty address.
    std::optional<PersonId> by_email(std::string_view email);
    /// Text with "@U123" replaced by "@Olga" where it was a mention.
    [[nodiscard]] std::string named(std::string_view text) const;

    // ---- Follow-ups (targets.cpp)

    /// The follow-up that is meant: by number, by the thread, or the latest of the channel. When
    /// there is none that the actor may see, the reply says so and what to do. `stage`: what it may
    /// be besides something that has happened.
    enum class Stage { begun, planned_too, any };
    std::optional<FollowUp> target(const std::optional<FollowUpId>& id, Stage stage = Stage::begun);
    /// The same without a word, whatever its stage and whether or not the actor may see it.
    [[nodiscard]] std::optional<FollowUp> meant(const std::optional<FollowUpId>& id) const;
    [[nodiscard]] bool may_see(const FollowUp& follow_up);
    /// The service's settings; defaults when the configuration does not know it.
    [[nodiscard]] Service service_of(const FollowUp& follow_up) const;
    /// The service meant by what was typed, as the configuration writes it; empty for an empty one.
    /// Nothing, with the reply set, when there is none.
    std::optional<std::string> known_service(const std::string& typed);
    /// The calendar by which this person is reminded about this follow-up: their zone, the
    /// service's hours and holidays.
    [[nodiscard]] Calendar calendar_for(
        const std::optional<PersonId>& id, const FollowUp& follow_up
    ) const;

    // ---- Collecting

    void save(Change change) { decision.changes.push_back(std::move(change)); }
    void journal(std::string verb, std::string subject, std::string detail = {});
    void reply(Reply reply) { decision.reply = std::move(reply); }
    /// Refuses what one argument says: beside the field when it came from a form, else as a
    /// message.
    void refuse_field(std::string field, std::string problem, std::string advice);
    void set_timer(std::string key, UtcTime due);
    void cancel_timer(std::string key);

    // ---- Messages (messages.cpp)

    /// Brings the head posts up to date, in every channel; of a plan its card.
    void touch(const FollowUp& follow_up);
    void touch_plan(const FollowUp& follow_up);
    /// A message in the follow-up's thread in every channel.
    void tell(const FollowUp& follow_up, std::string template_name, View view);
    /// As tell(), and when the text under `key` is too long for one message, the rest follows in
    /// further messages.
    void tell_long(
        const FollowUp& follow_up, const std::string& template_name, View view, std::string_view key
    );
    /// A reminder to one person, replacing the older one of the same timer key.
    void nudge(PersonId to, std::string_view timer_key, std::string template_name, View view);
    /// Takes a reminder back: what it asked for is done.
    void end_nudge(PersonId to, std::string_view timer_key);
    /// A direct message.
    void tell_person(PersonId to, std::string template_name, View view);

  private:
    std::optional<Person> actor_;
};

/// Field by field what messages say about a person: name, and the account per platform for a real
/// mention.
[[nodiscard]] View person_view(const Person& person);

// ---- One function per kind of command; each in the file of its concept.
void decide_open(Ruling& ruling, const Open& open);                          // opening.cpp
void decide_plan(Ruling& ruling, const PlanUpgrade& wanted);                 // planning.cpp
void decide_move_plan(Ruling& ruling, const MovePlan& move);                 // plan_steps.cpp
void decide_reported(Ruling& ruling, const SubjectReported& reported);       // reported.cpp
void decide_answer(Ruling& ruling, const GiveAnswer& answer);                // answering.cpp
void decide_feedback(Ruling& ruling, const GiveFeedback& feedback);          // listening.cpp
void decide_response(Ruling& ruling, const AnswerFeedback& given);           // responding.cpp
void decide_thread_reply(Ruling& ruling, const ThreadReply& reply);          // listening.cpp
void decide_edited(Ruling& ruling, const MessageEdited& edited);             // listening.cpp
void decide_deleted(Ruling& ruling, const MessageDeleted& deleted);          // listening.cpp
void decide_acknowledge(Ruling& ruling, const Acknowledge& acknowledge);     // owning.cpp
void decide_factor(Ruling& ruling, const AddFactor& factor);                 // owning.cpp
void decide_heard(Ruling& ruling, const HearAcknowledgement& heard);         // hearing.cpp
void decide_concern(Ruling& ruling, const RaiseConcern& raise);              // concerning.cpp
void decide_move_concern(Ruling& ruling, const MoveConcern& move);           // concerning.cpp
void decide_add_control(Ruling& ruling, const AddControl& add);              // controlling.cpp
void decide_agree_control(Ruling& ruling, const AgreeControl& agree);        // controlling.cpp
void decide_start_control(Ruling& ruling, const StartControl& start);        // controlling.cpp
void decide_finish_control(Ruling& ruling, const FinishControl& finish);     // controlling.cpp
void decide_verify(Ruling& ruling, const VerifyControl& verify);             // proving.cpp
void decide_check(Ruling& ruling, const CheckControl& check);                // proving.cpp
void decide_drop(Ruling& ruling, const DropControl& drop);                   // proving.cpp
void decide_add_protocol(Ruling& ruling, const AddProtocol& add);            // protocolling.cpp
void decide_review(Ruling& ruling, const ReviewProtocol& review);            // reviewing.cpp
void decide_protocols(Ruling& ruling, const ShowProtocols& show);            // protocolling.cpp
void decide_hand_over(Ruling& ruling, const HandOverTo& to);                 // handing.cpp
void decide_hand_over_answer(Ruling& ruling, const AnswerHandOver& answer);  // handing.cpp
void decide_thanks(Ruling& ruling, const GiveThanks& given);                 // thanking.cpp
void decide_close(Ruling& ruling, const CloseFollowUp& close);               // closing.cpp
void decide_reopen(Ruling& ruling, const ReopenFollowUp& reopen);            // closing.cpp
void decide_status(Ruling& ruling, const ShowStatus& status);                // showing.cpp
void decide_list(Ruling& ruling, const ShowList& list);                      // showing.cpp
void decide_said(Ruling& ruling, const std::string& service);                // responding.cpp
void decide_search(Ruling& ruling, const Search& search);                    // searching.cpp
void decide_export(Ruling& ruling, const MakeExport& wanted);                // exporting.cpp
void decide_help(Ruling& ruling, const ShowHelp& help);                      // showing.cpp
void decide_form(Ruling& ruling, const ShowForm& form);                      // forms.cpp
void decide_misunderstood(Ruling& ruling, const Misunderstood& what);        // forms.cpp
void decide_summary(Ruling& ruling, const ShowSummary& summary);             // summary.cpp
void decide_snooze(Ruling& ruling, const Snooze& snooze);                    // nudging.cpp
void decide_timer(Ruling& ruling, const TimerDue& timer);                    // nudging.cpp
void decide_person(Ruling& ruling, const PersonFound& found);                // people.cpp
void decide_channel(Ruling& ruling, const ChannelSeen& seen);                // targets.cpp
void decide_group(Ruling& ruling, const GroupSeen& seen);                    // permissions.cpp
void decide_home(Ruling& ruling, const OpenHome& home);                      // needs.cpp
void decide_greet(Ruling& ruling, const Greet& greet);                       // needs.cpp

// ---- Shared between concepts

/// The service that is meant: by name, else by the channel; none in a channel without one. Refused
/// with the reply set.
struct ServiceChoice {
    const Service* service = nullptr;
    bool refused = false;
};
ServiceChoice choose_service(Ruling& ruling, const std::string& typed);  // opening.cpp
/// Puts the person meant by `ref` into `out`; false with the reply set when nobody is known by it.
bool choose_person(
    Ruling& ruling, const PersonRef& ref, const char* option, std::optional<PersonId>& out
);  // opening.cpp
/// Puts the date typed for the `field` into `out`, with only a date the end of that working day;
/// false with the reply set when it is none or has passed.
bool choose_date(
    Ruling& ruling,
    const std::string& typed,
    const char* field,
    const FollowUp& follow_up,
    UtcTime& out
);  // controlling.cpp
/// Opens a follow-up: numbers it, starts its clocks, posts its heads. The subject's service may be
/// unknown.
FollowUp open_follow_up(Ruling& ruling, FollowUp follow_up);  // opening.cpp
/// The same for one that has its number already.
FollowUp begin_follow_up(Ruling& ruling, FollowUp follow_up);  // opening.cpp
/// Opens it again, with the reason, and restarts its clocks. Saves it.
void reopen_follow_up(Ruling& ruling, FollowUp& follow_up, std::string reason);  // closing.cpp
/// Shows captured feedback in the follow-up's other threads. `mirrored_before`: the text that
/// stands there already, or empty.
void mirror(
    Ruling& ruling,
    const FollowUp& follow_up,
    const Feedback& feedback,
    std::string_view mirrored_before
);  // mirroring.cpp
/// Takes it away there.
void unmirror(
    Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback
);  // mirroring.cpp
/// Tells those who only get notices ("notice_opened", "notice_closed"). Never a private one.
void notice(
    Ruling& ruling, const FollowUp& follow_up, std::string_view template_name
);                                                           // notices.cpp
[[nodiscard]] Channel channel_of(const Workflow& workflow);  // notices.cpp
/// A reminder about a concern falls due.
void concern_due(Ruling& ruling, const Concern& concern, const std::string& key);  // concerning.cpp
/// Takes back the reminders about its concerns, or starts them anew.
void end_concern_nudges(Ruling& ruling, const FollowUp& follow_up);    // concerning.cpp
void start_concern_nudges(Ruling& ruling, const FollowUp& follow_up);  // concerning.cpp
/// Its concerns, for `status`, with names; `open_only` leaves out those that ended.
[[nodiscard]] View concern_lines(
    const Ruling& ruling, const FollowUp& follow_up, bool open_only
);  // concerning.cpp
/// Offers another wording to the actor alone when one of the texts blames somebody: in the receipt
/// where only they read it, else as a direct message.
void hint_at_wording(
    Ruling& ruling, std::initializer_list<std::string_view> texts, View& receipt
);  // hearing.cpp
/// Tells the giver of feedback what became of it, as it stands now; not when they did it
/// themselves. `control` is what it became, if anything.
void tell_giver(
    Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback, const Control* control
);  // responding.cpp
/// Feedback that got no answer in the window is shown to the IT owner, once.
void feedback_due(
    Ruling& ruling, const FollowUp& follow_up, const std::string& key
);  // unanswered.cpp
/// Without an answer, and not what the IT owner said themselves; the earliest first.
[[nodiscard]] std::vector<Feedback> unanswered(
    const Records& records, const FollowUp& follow_up
);  // unanswered.cpp
/// Whether the IT owner was asked about feedback of this follow-up that still has no answer.
[[nodiscard]] bool waits_for_answer(
    const Records& records, const FollowUp& follow_up
);  // unanswered.cpp
/// The IT owner is asked again later.
void ask_again(Ruling& ruling, const FollowUp& follow_up);  // unanswered.cpp
/// Takes the question back once all that was asked about has its answer. `feedback` was just
/// answered.
void end_feedback_nudge(
    Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback
);  // unanswered.cpp
/// False, with the timer moved to the next working time, when this is no time to disturb the
/// person.
[[nodiscard]] bool may_nudge_now(
    Ruling& ruling, const FollowUp& follow_up, PersonId to, const std::string& key
);  // nudging.cpp
/// The protocols in force for a service, for messages: id, title, steps, owner. An empty list when
/// there are none.
[[nodiscard]] View protocol_lines(
    const Ruling& ruling, std::string_view service
);  // protocolling.cpp
/// Shows the service's protocols in the threads of an upgrade; nothing when there are none.
void offer_protocols(Ruling& ruling, const FollowUp& follow_up);  // protocolling.cpp
/// The review of a protocol falls due.
void review_due(Ruling& ruling, Protocol protocol, const std::string& key);  // reviewing.cpp
/// The answer to a hand-over is reminded of.
void hand_over_due(Ruling& ruling, HandOver hand_over, const std::string& key);  // handing.cpp
/// It stays where it is; who asked hears of it.
void decline_hand_over(Ruling& ruling, HandOver hand_over, std::string reason);  // handing.cpp
/// The account of this person is gone: who is in charge of what they own is asked to hand it over.
void person_left(Ruling& ruling, const Person& person);  // leaving.cpp
/// The same for a follow-up that opens with somebody whose account is gone.
void ask_for_owners(Ruling& ruling, const FollowUp& follow_up);  // leaving.cpp
/// Sets the clock of the second look at an upgrade.
void plan_second_look(Ruling& ruling, const FollowUp& follow_up);  // second_look.cpp
/// Whether the second look has begun and nobody answered since.
[[nodiscard]] bool second_look_waits(
    const Ruling& ruling, const FollowUp& follow_up
);                                                                // second_look.cpp
void end_second_look(Ruling& ruling, const FollowUp& follow_up);  // second_look.cpp
void second_look_due(
    Ruling& ruling, const FollowUp& follow_up, const std::string& key
);  // second_look.cpp
/// When the second look at an upgrade begins; nothing when it gets none.
[[nodiscard]] std::optional<UtcTime> second_look_at(
    const Ruling& ruling, const FollowUp& follow_up
);  // second_look.cpp
/// Closes it and stops its clocks. Saves it.
void close_follow_up(
    Ruling& ruling, FollowUp& follow_up, Closing how, std::string reason
);  // closing.cpp
/// The acknowledgement clock: from `start`, for this follow-up.
[[nodiscard]] UtcTime acknowledgement_due(
    const Ruling& ruling, const FollowUp& follow_up, UtcTime start
);  // opening.cpp
/// Timer keys: "answer:F-12", "acknowledge:F-12", "settle:F-12", "feedback:F-12", "control:C-7",
/// "verify:C-7", "check:C-7", "concern:X-2", "protocol:P-1", "hand-over:H-3", "second_look:F-12",
/// "summary:weekly", "summary:monthly", and those of plans (planning.hpp).
[[nodiscard]] std::string timer_key(std::string_view kind, std::string_view subject);
/// Posts the weekly summary that was due at `due` and sets the next.
void weekly_summary(Ruling& ruling, UtcTime due);   // summary.cpp
void monthly_summary(Ruling& ruling, UtcTime due);  // summary_month.cpp

}  // namespace debrief::core
