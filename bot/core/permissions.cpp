// The table of who may do what, and the one place where it is asked.
#include "bot/core/permissions.hpp"

#include "bot/core/controlling.hpp"
#include "bot/core/role_holders.hpp"

#include <algorithm>
#include <array>

namespace debrief::core {
namespace {

constexpr Deed everybody{};
constexpr Deed open{Role::service_team, "open a follow-up"};
constexpr Deed plan{Role::service_team, "plan an upgrade"};
constexpr Deed move_plan{Role::service_team, "tell how a planned upgrade goes"};
constexpr Deed acknowledge{Role::service_team, "acknowledge a mistake"};
constexpr Deed add_factor{Role::service_team, "say what led to a mistake"};
constexpr Deed accept{Role::service_team, "accept feedback"};
constexpr Deed decline{Role::lead, "decline feedback"};
constexpr Deed add_control{Role::service_team, "add a control"};
constexpr Deed work_on_control{Role::service_team, "work on a control of somebody else"};
constexpr Deed verify{Role::ops_contact, "verify a control"};
constexpr Deed check{Role::ops_contact, "say whether a control held"};
constexpr Deed drop{Role::lead, "drop a control"};
constexpr Deed add_protocol{Role::service_team, "write down a protocol"};
constexpr Deed review_protocol{Role::service_team, "review a protocol of somebody else"};
constexpr Deed make_export{Role::lead, "export the records"};
constexpr Deed close{Role::service_team, "close a follow-up"};

/// A form asks for what its submission will ask for, so that nobody fills it in for nothing.
struct OfForm {
    std::string_view form;
    Deed deed;
};
constexpr std::array<OfForm, 13> forms{{
    {"plan", plan},
    {"open", open},
    {"acknowledge", acknowledge},
    {"factor", add_factor},
    {"decline", decline},
    {"control", add_control},
    {"done", work_on_control},
    {"check", check},
    {"drop", drop},
    {"protocol", add_protocol},
    {"protocol_change", review_protocol},
    {"protocol_retire", review_protocol},
    {"close", close},
}};

About about_of(std::string_view context) {
    if (auto id = id_in<ControlId>(context)) return *id;
    if (auto id = id_in<ProtocolId>(context)) return *id;
    if (auto id = id_in<MistakeId>(context)) return *id;
    if (auto id = id_in<FeedbackId>(context)) return *id;
    return id_in<FollowUpId>(context);
}

About ground_of(const AddControl& add) {
    if (add.mistake) return *add.mistake;
    if (add.feedback) return *add.feedback;
    return add.follow_up;
}

About ground_of(const AddProtocol& add) {
    if (add.feedback) return *add.feedback;
    if (add.follow_up) return add.follow_up;
    return add.service;
}

/// One overload per intent, so that a new intent does not compile until somebody says who may.
struct Table {
    Permit operator()(const Open& intent) const { return {open, intent.service}; }
    Permit operator()(const PlanUpgrade& intent) const {
        if (intent.id) return {plan, intent.id};
        return {plan, intent.service};
    }
    Permit operator()(const MovePlan& intent) const {
        const bool anybody =
            intent.step == MovePlan::Step::show || intent.step == MovePlan::Step::agree;
        if (anybody) return {};  // who agrees, its rules say
        return {move_plan, intent.id};
    }
    Permit operator()(const GiveAnswer&) const { return {}; }
    Permit operator()(const GiveFeedback&) const { return {}; }
    Permit operator()(const AnswerFeedback& intent) const {
        if (intent.step == AnswerFeedback::Step::accept) return {accept, intent.id};
        if (intent.step == AnswerFeedback::Step::decline) return {decline, intent.id};
        return {};  // only the giver's, as its rules say
    }
    Permit operator()(const Acknowledge& intent) const { return {acknowledge, intent.id}; }
    Permit operator()(const HearAcknowledgement&) const { return {}; }
    Permit operator()(const RaiseConcern&) const { return {}; }
    Permit operator()(const MoveConcern&) const { return {}; }  // the sides decide
    Permit operator()(const AddFactor& intent) const { return {add_factor, intent.id}; }
    Permit operator()(const AddControl& intent) const { return {add_control, ground_of(intent)}; }
    Permit operator()(const AgreeControl&) const { return {}; }  // only its owner
    Permit operator()(const StartControl& intent) const { return {work_on_control, intent.id}; }
    Permit operator()(const FinishControl& intent) const { return {work_on_control, intent.id}; }
    Permit operator()(const VerifyControl& intent) const { return {verify, intent.id}; }
    Permit operator()(const CheckControl& intent) const { return {check, intent.id}; }
    Permit operator()(const DropControl& intent) const { return {drop, intent.id}; }
    Permit operator()(const AddProtocol& intent) const { return {add_protocol, ground_of(intent)}; }
    Permit operator()(const ReviewProtocol& intent) const { return {review_protocol, intent.id}; }
    Permit operator()(const ShowProtocols&) const { return {}; }
    Permit operator()(const HandOverTo&) const { return {}; }  // of one's own, as its rules say
    Permit operator()(const AnswerHandOver&) const { return {}; }
    Permit operator()(const GiveThanks&) const { return {}; }
    Permit operator()(const ShowStatus&) const { return {}; }
    Permit operator()(const ShowList&) const { return {}; }
    Permit operator()(const CloseFollowUp& intent) const { return {close, intent.id}; }
    Permit operator()(const ReopenFollowUp&) const { return {}; }  // as "still broken" does
    Permit operator()(const Snooze&) const { return {}; }
    Permit operator()(const ShowSummary&) const { return {}; }
    Permit operator()(const Search&) const { return {}; }
    Permit operator()(const MakeExport& intent) const { return {make_export, intent.service}; }
    Permit operator()(const ShowHelp&) const { return {}; }
    Permit operator()(const ShowForm& intent) const {
        for (const auto& row : forms) {
            if (row.form == intent.form) return {row.deed, about_of(intent.context)};
        }
        return {};
    }
    Permit operator()(const Misunderstood&) const { return {}; }
    Permit operator()(const ThreadReply&) const { return {}; }
    Permit operator()(const MessageEdited&) const { return {}; }
    Permit operator()(const MessageDeleted&) const { return {}; }
    Permit operator()(const SubjectReported&) const { return {}; }
    Permit operator()(const TimerDue&) const { return {}; }
    Permit operator()(const ChannelSeen&) const { return {}; }
    Permit operator()(const PersonFound&) const { return {}; }
    Permit operator()(const GroupSeen&) const { return {}; }
    Permit operator()(const OpenHome&) const { return {}; }
    Permit operator()(const Greet&) const { return {}; }
};

/// What the deed is done to, as far as it exists.
struct Subjects {
    std::optional<FollowUp> follow_up;
    std::optional<Control> control;
    std::optional<Protocol> protocol;
    std::string service;
};

struct Find {
    const Ruling& ruling;
    Subjects operator()(std::monostate) const { return {}; }
    Subjects operator()(const std::optional<FollowUpId>& id) const { return of(ruling.meant(id)); }
    Subjects operator()(MistakeId id) const {
        auto mistake = ruling.world.records.mistake(id);
        return of(mistake ? ruling.world.records.follow_up(mistake->follow_up) : std::nullopt);
    }
    Subjects operator()(FeedbackId id) const {
        auto feedback = ruling.world.records.feedback(id);
        return of(feedback ? ruling.world.records.follow_up(feedback->follow_up) : std::nullopt);
    }
    Subjects operator()(ControlId id) const {
        auto control = ruling.world.records.control(id);
        auto found =
            of(control ? ruling.world.records.follow_up(control->follow_up) : std::nullopt);
        found.control = std::move(control);
        return found;
    }
    Subjects operator()(ProtocolId id) const {
        Subjects found;
        found.protocol = ruling.world.records.protocol(id);
        if (found.protocol) found.service = found.protocol->service;
        return found;
    }
    Subjects operator()(const std::string& service) const {
        Subjects found;
        const auto& directory = ruling.world.directory;
        auto here = directory.services_in(ruling.command.origin.channel);
        const auto* named = directory.service(service);
        if (service.empty() && here.size() == 1) named = here.front();
        found.service = named ? named->name : service;
        return found;
    }

  private:
    static Subjects of(std::optional<FollowUp> follow_up) {
        Subjects found;
        if (follow_up) found.service = follow_up->subject.service;
        found.follow_up = std::move(follow_up);
        return found;
    }
};

/// Who was asked by name may answer, whatever their roles: the owner of a control, and the second
/// person who proves it.
bool is_asked(Ruling& ruling, const Intent& intent, const Deed& deed, const Subjects& on) {
    const auto me = ruling.actor().id;
    if (on.protocol) return on.protocol->owner == me;
    if (!on.control || !on.follow_up) return false;
    const bool owner = on.control->owner == me;
    if (deed.words == work_on_control.words) return owner;
    if (deed.words == verify.words || deed.words == check.words) {
        const auto* word = std::get_if<CheckControl>(&intent);
        const bool against_oneself = owner && word && word->check == Check::failed;
        return against_oneself || second_person(*on.follow_up, *on.control) == me;
    }
    return false;
}

}  // namespace

Permit permit_for(const Intent& intent) {
    return std::visit(Table(), intent);
}

bool permitted(Ruling& ruling) {
    const auto& command = ruling.command;
    // Sources, timers and platforms act for nobody.
    if (command.actor.empty() || ruling.world.directory.roles.empty()) return true;
    const auto permit = permit_for(command.intent);
    if (permit.deed.role == Role::member) return true;
    const auto on = std::visit(Find{ruling}, permit.about);
    // What is not there, or not for these eyes, is refused by the rules in the same words.
    const bool of_service = std::holds_alternative<std::string>(permit.about) || on.protocol;
    if (!of_service && (!on.follow_up || !ruling.may_see(*on.follow_up))) return true;
    if (is_asked(ruling, command.intent, permit.deed, on)) return true;
    return holds(ruling, permit.deed, on.service, on.follow_up);
}

bool permitted(Ruling& ruling, const Deed& deed, const FollowUp& follow_up) {
    if (ruling.command.actor.empty() || ruling.world.directory.roles.empty()) return true;
    return holds(ruling, deed, follow_up.subject.service, follow_up);
}

}  // namespace debrief::core
