// Which side somebody is on in a follow-up, and who speaks for a side. The rule is simple and
// documented in docs/commands.md: the IT owner, who acknowledged a mistake and who opened it are
// IT; the ops contact, who answered and everybody else are ops.
#include "bot/core/sides.hpp"

#include <algorithm>

namespace debrief::core {

Side side_of(const Records& records, const FollowUp& follow_up, PersonId person) {
    if (follow_up.ops_contact == person) return Side::ops;
    if (follow_up.it_owner == person) return Side::it;
    if (follow_up.mistake_count > 0) {
        auto mistakes = records.mistakes(follow_up.id);
        if (std::any_of(mistakes.begin(), mistakes.end(), [&](const Mistake& mistake) {
                return mistake.by == person;
            })) {
            return Side::it;
        }
    }
    if (follow_up.subject.kind == SubjectKind::upgrade) {
        auto plan = records.plan(follow_up.id);
        if (plan && (plan->responsible == person || plan->approver == person)) return Side::it;
    }
    if (follow_up.answered() && records.answer(follow_up.id, person)) return Side::ops;
    return follow_up.opened_by == person ? Side::it : Side::ops;
}

std::optional<PersonId> speaker_of(const FollowUp& follow_up, const Concern& concern, Side side) {
    if (side == concern.side) return concern.raised_by;
    if (concern.answered_by) return concern.answered_by;
    return side == Side::it ? follow_up.it_owner : follow_up.ops_contact;
}

bool speaks_for(
    const Records& records,
    const FollowUp& follow_up,
    const Concern& concern,
    PersonId person,
    Side side
) {
    if (person == concern.raised_by) return side == concern.side;
    if (person == concern.answered_by) return side != concern.side;
    // Where a side has nobody, anybody but the other side's own may speak for it.
    const auto& named = side == Side::it ? follow_up.it_owner : follow_up.ops_contact;
    return side_of(records, follow_up, person) == side || (!named && side != concern.side);
}

std::string perception_gap(const Records& records, const FollowUp& follow_up) {
    const bool apart = follow_up.works > 0 && follow_up.partly + follow_up.broken > 0;
    if (!apart || !follow_up.it_owner || follow_up.it_owner == follow_up.ops_contact) return {};
    auto it = records.answer(follow_up.id, *follow_up.it_owner);
    if (!it || it->verdict != Verdict::works) return {};
    return follow_up.broken > 0 ? "IT: works · ops: still broken" : "IT: works · ops: partly";
}

}  // namespace debrief::core
