#include "bot/core/owed.hpp"

#include "bot/core/controlling.hpp"
#include "bot/core/sides.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_controls = 500;

void owed_for_proof(const FollowUp& follow_up, const Control& control, std::vector<Owed>& owed) {
    const auto name = control.id.text();
    const auto second = second_person(follow_up, control);
    if (control.owes_verification()) {
        owed.push_back(
            {Owed::What::verification,
             name,
             "Verify " + name + ": " + control.title,
             second,
             std::nullopt,
             false}
        );
    }
    if (control.check_due) {
        owed.push_back(
            {Owed::What::check,
             name,
             "Did " + name + " hold? " + control.title,
             second,
             control.check_due,
             false}
        );
    }
}

void owed_for_mistakes(const Records& records, const FollowUp& follow_up, std::vector<Owed>& owed) {
    if (follow_up.mistake_count == 0 && follow_up.control_count == 0) return;
    auto controls = records.controls(follow_up.id, most_controls);
    for (const auto& mistake : records.mistakes(follow_up.id)) {
        auto name = mistake.id.text();
        if (mistake.factors.empty()) {
            owed.push_back(
                {Owed::What::factor,
                 name,
                 "What led to " + name,
                 mistake.by,
                 follow_up.complete_by,
                 true}
            );
        }
        bool controlled =
            std::any_of(controls.begin(), controls.end(), [&](const Control& control) {
                return control.mistake == mistake.id && control.state != ControlState::dropped;
            });
        if (!controlled) {
            owed.push_back(
                {Owed::What::control,
                 name,
                 "A control for " + name,
                 mistake.by,
                 follow_up.complete_by,
                 true}
            );
        }
    }
    for (const auto& control : controls) {
        if (control.finished()) {
            owed_for_proof(follow_up, control, owed);
            continue;
        }
        owed.push_back(
            {Owed::What::control_done,
             control.id.text(),
             control.id.text() + ": " + control.title,
             control.owner,
             control.due,
             false}
        );
    }
}

void owed_for_concerns(const Records& records, const FollowUp& follow_up, std::vector<Owed>& owed) {
    if (follow_up.concern_count == 0) return;
    for (const auto& concern : records.concerns(follow_up.id, true)) {
        std::string words = concern.id.text() + ", a concern of ";
        words += name_of(concern.side);
        if (concern.topic) words += " about " + std::string(name_of(*concern.topic));
        owed.push_back(
            {Owed::What::concern,
             concern.id.text(),
             words + ": " + concern.text,
             speaker_of(follow_up, concern, concern.next()),
             std::nullopt,
             true}
        );
    }
}

/// Of an upgrade that was planned: the values that say whether it got where it was meant to.
void owed_for_goals(const Records& records, const FollowUp& follow_up, std::vector<Owed>& owed) {
    if (!follow_up.open() || follow_up.subject.kind != SubjectKind::upgrade) return;
    auto plan = records.plan(follow_up.id);
    if (!plan || plan->measured()) return;
    owed.push_back(
        {Owed::What::measure,
         follow_up.id.text(),
         "The measured values of its goals",
         follow_up.it_owner,
         std::nullopt,
         false}
    );
}

}  // namespace

std::vector<Owed> owed_by(const Records& records, const FollowUp& follow_up) {
    std::vector<Owed> owed;
    auto name = follow_up.id.text();
    if (follow_up.open() && !follow_up.answered_well()) {
        auto words =
            follow_up.broken > 0 ? "An answer other than “still broken”" : "An answer from ops";
        owed.push_back(
            {Owed::What::answer, name, words, follow_up.ops_contact, follow_up.feedback_until, true}
        );
    }
    if (follow_up.open() && follow_up.mistake_count == 0 && follow_up.acknowledge_by != never) {
        owed.push_back(
            {Owed::What::acknowledgement,
             name,
             "The acknowledgement",
             follow_up.it_owner,
             follow_up.acknowledge_by,
             false}
        );
    }
    owed_for_mistakes(records, follow_up, owed);
    if (!follow_up.closed()) owed_for_concerns(records, follow_up, owed);
    owed_for_goals(records, follow_up, owed);
    std::stable_sort(owed.begin(), owed.end(), [](const Owed& a, const Owed& b) {
        if (a.blocks_closing != b.blocks_closing) return a.blocks_closing;
        return a.due.value_or(never) < b.due.value_or(never);
    });
    return owed;
}

bool anything_blocks(const std::vector<Owed>& owed) {
    return std::any_of(owed.begin(), owed.end(), [](const Owed& one) {
        return one.blocks_closing;
    });
}

}  // namespace debrief::core
