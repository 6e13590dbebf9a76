#include "bot/core/exporting.hpp"
#include "bot/core/ruling.hpp"

#include <limits>

namespace debrief::core {
namespace {

using Sink = std::function<void(const ExportRow&)>;

constexpr std::size_t everything = std::numeric_limits<std::int32_t>::max();

class Rows {
  public:
    Rows(Ruling& ruling, const Sink& sink) : ruling_(ruling), sink_(sink) {}

    void follow_up(const FollowUp& follow_up) {
        of_ = follow_up.id;
        service_ = follow_up.subject.service;
        head(follow_up);
        if (const auto planned = records().plan(of_)) plan(*planned);
        for (const auto& each : records().answers(of_, everything)) answer(each);
        for (const auto& each : records().feedbacks(of_, everything)) feedback(each);
        for (const auto& each : records().mistakes(of_)) mistake(each);
        for (const auto& each : records().controls(of_, everything)) control(each);
        for (const auto& each : records().concerns(of_, false)) concern(each);
    }

    void thanks(const Thanks& thanks) {
        ExportRow row;
        row.what = "thanks";
        if (thanks.follow_up) row.of = thanks.follow_up->text();
        row.at = thanks.at;
        row.by = name(thanks.by);
        row.text = thanks.text;
        for (const auto& to : thanks.to) row.notes += (row.notes.empty() ? "to " : ", ") + name(to);
        sink_(row);
    }

    void protocol(const Protocol& protocol) {
        ExportRow row;
        row.what = "protocol";
        row.id = protocol.id.text();
        row.service = protocol.service;
        row.state = protocol.in_force() ? "agreed" : "retired";
        row.at = protocol.at;
        row.by = name(protocol.agreed_by);
        row.owner = name(protocol.owner);
        row.due = protocol.review_at;
        row.text = protocol.title;
        note(row, "", protocol.steps);
        if (protocol.feedback) note(row, "of ", protocol.feedback->text());
        note(row, "retired: ", protocol.reason);
        sink_(row);
    }

  private:
    const Records& records() const { return ruling_.world.records; }
    std::string name(PersonId id) const { return ruling_.person(id).name; }
    std::string name(const std::optional<PersonId>& id) const { return id ? name(*id) : ""; }

    ExportRow part(std::string what, std::string id) const {
        ExportRow row;
        row.what = std::move(what);
        row.id = std::move(id);
        row.of = of_.text();
        row.service = service_;
        return row;
    }
    static void note(ExportRow& row, std::string_view before, std::string_view text) {
        if (text.empty()) return;
        if (!row.notes.empty()) row.notes += "; ";
        row.notes += std::string(before) + std::string(text);
    }

    void head(const FollowUp& follow_up) {
        auto row = part("follow-up", follow_up.id.text());
        row.of.clear();
        row.kind = name_of(follow_up.subject.kind);
        const bool planned = follow_up.state == FollowUpState::planned;
        row.state = planned ? "planned" : follow_up.open() ? "open" : "closed";
        row.at = follow_up.opened_at;
        row.by = name(follow_up.opened_by);
        row.owner = name(follow_up.it_owner);
        row.due = follow_up.complete_by;
        row.text = follow_up.subject.title;
        if (follow_up.subject.kind == SubjectKind::incident)
            note(row, "severity ", std::to_string(follow_up.subject.severity));
        note(row, "works ", std::to_string(follow_up.works));
        note(row, "partly ", std::to_string(follow_up.partly));
        note(row, "broken ", std::to_string(follow_up.broken));
        note(row, "closed with the reason: ", follow_up.close_reason);
        note(row, "", follow_up.subject.link);
        if (follow_up.is_private) note(row, "", "private");
        sink_(row);
    }
    void plan(const Plan& plan) {
        auto window = part("plan", "");
        window.at = plan.from;
        window.due = plan.to;
        window.owner = name(plan.responsible);
        if (plan.approver) note(window, "approver ", name(*plan.approver));
        for (const auto& each : plan.agreed) note(window, "agreed: ", name(each.person));
        note(window, "last update: ", plan.last_update);
        sink_(window);
        for (const auto& goal : plan.goals) {
            auto row = part("goal", "");
            row.text = goal.measure;
            note(row, "target: ", goal.target);
            note(row, "measured: ", goal.measured);
            sink_(row);
        }
        for (const auto& risk : plan.risks) {
            auto row = part("risk", "");
            row.text = risk.risk;
            note(row, "mitigation: ", risk.mitigation);
            sink_(row);
        }
    }
    void answer(const Answer& answer) {
        auto row = part("answer", "");
        row.state = name_of(answer.verdict);
        row.at = answer.at;
        row.by = name(answer.person);
        row.text = answer.text;
        sink_(row);
    }
    void feedback(const Feedback& feedback) {
        if (feedback.state == FeedbackState::withdrawn) return;
        auto row = part("feedback", feedback.id.text());
        if (feedback.anonymous) {
            row.kind = "anonymous";
        } else {
            row.by = name(feedback.giver);
        }
        row.state = name_of(feedback.state);
        row.at = feedback.at;
        row.text = feedback.text;
        note(row, "answer: ", feedback.answer);
        note(row, "not right yet: ", feedback.missing);
        if (feedback.control) note(row, "control ", feedback.control->text());
        sink_(row);
    }
    void mistake(const Mistake& mistake) {
        auto row = part("mistake", mistake.id.text());
        row.at = mistake.at;
        row.by = name(mistake.by);
        row.text = mistake.what_happened;
        note(row, "put right: ", mistake.put_right);
        note(row, "next: ", mistake.what_next);
        sink_(row);
        for (const auto& factor : mistake.factors) {
            auto led = part("factor", "");
            led.of = mistake.id.text();
            led.at = factor.at;
            led.by = name(factor.by);
            led.text = factor.text;
            sink_(led);
        }
    }
    void control(const Control& control) {
        auto row = part("control", control.id.text());
        row.kind =
            std::string(name_of(control.kind)) + ", " + std::string(name_of(control.strength));
        row.state = name_of(control.state);
        row.at = control.created_at;
        row.owner = name(control.owner);
        row.due = control.due;
        row.text = control.title;
        if (control.mistake) note(row, "of ", control.mistake->text());
        if (control.feedback) note(row, "of ", control.feedback->text());
        note(row, "evidence: ", control.evidence);
        if (control.verified_by) note(row, "verified by ", name(*control.verified_by));
        if (control.check != Check::none) note(row, "check: ", name_of(control.check));
        note(row, "", control.check_text);
        note(row, "dropped: ", control.drop_reason);
        sink_(row);
    }
    void concern(const Concern& concern) {
        auto row = part("concern", concern.id.text());
        if (concern.topic) row.kind = name_of(*concern.topic);
        row.state = name_of(concern.state);
        row.at = concern.at;
        row.by = name(concern.raised_by);
        row.owner = name(concern.owner);
        row.text = concern.text;
        note(row, "the other side needs: ", concern.need);
        note(row, "resolution: ", concern.resolution);
        note(row, "withdrawn: ", concern.reason);
        sink_(row);
    }

    Ruling& ruling_;
    const Sink& sink_;
    FollowUpId of_;
    std::string service_;
};

/// Thanks that belong to a follow-up only with it; the others when no service was asked for.
bool wanted(Ruling& ruling, const ExportOrder& order, const Thanks& thanks) {
    if (!thanks.follow_up) return order.service.empty();
    const auto of = ruling.world.records.follow_up(*thanks.follow_up);
    if (!of || !ruling.may_see(*of)) return false;
    return order.service.empty() || of->subject.service == order.service;
}

}  // namespace

bool each_record(
    const World& world, const ExportOrder& order, std::size_t most_follow_ups, const Sink& row
) {
    Command asked;
    asked.actor = order.by;
    asked.origin.channel = order.asked_in;
    Ruling ruling(world, asked);
    Rows rows(ruling, row);
    FollowUpFilter filter;
    filter.service = order.service;
    filter.opened_from = order.since;
    filter.limit = std::min(most_follow_ups, everything - 1) + 1;
    auto found = world.records.follow_ups(filter);
    const bool complete = found.size() <= most_follow_ups;
    if (!complete) found.resize(most_follow_ups);
    for (const auto& follow_up : found) {
        if (ruling.may_see(follow_up)) rows.follow_up(follow_up);
    }
    const auto from = order.since.value_or(UtcTime());  // nothing is older
    for (const auto& thanks :
         world.records.thanks_between(from, world.now + Duration(1), everything)) {
        if (wanted(ruling, order, thanks)) rows.thanks(thanks);
    }
    for (const auto& protocol : world.records.protocols(order.service, everything)) {
        if (!order.since || protocol.at >= *order.since) rows.protocol(protocol);
    }
    return complete;
}

}  // namespace debrief::core
