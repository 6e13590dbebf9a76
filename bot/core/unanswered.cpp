// Feedback that nobody answered: the IT owner is asked once per piece, when its window is over, in
// working hours. One timer per follow-up looks after all of its feedback, so that giving some costs
// nothing more.
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t most_looked_at = 200;
constexpr std::size_t lines_shown = 5;

View asked_about(const Ruling& ruling, const std::vector<Feedback>& all) {
    View lines = View::List{};
    for (std::size_t i = 0; i < all.size() && i < lines_shown; ++i) {
        View line;
        line.set("id", all[i].id.text())
            .set("text", all[i].text)
            .set("at", all[i].at)
            .set("anonymous", all[i].anonymous);
        if (!all[i].anonymous) line.set("by", person_view(ruling.person(all[i].giver)));
        lines.push(std::move(line));
    }
    return lines;
}

/// Shows all that wait, those shown before included: the older message is replaced.
void ask(
    Ruling& ruling,
    const FollowUp& follow_up,
    const std::string& key,
    const std::vector<Feedback>& all
) {
    View view;
    view.set("id", follow_up.id.text()).set("title", follow_up.subject.title);
    view.set("count", all.size()).set("lines", asked_about(ruling, all));
    view.set("more", all.size() - std::min(all.size(), lines_shown));
    ruling.nudge(*follow_up.it_owner, key, "nudge_feedback", std::move(view));
    ruling.journal("nudge", follow_up.id.text(), "for an answer to feedback");
}

}  // namespace

std::vector<Feedback> unanswered(const Records& records, const FollowUp& follow_up) {
    std::vector<Feedback> found;
    if (!follow_up.it_owner || follow_up.feedback_count == 0) return found;
    for (auto& feedback : records.feedbacks(follow_up.id, most_looked_at)) {
        if (feedback.state == FeedbackState::received && feedback.giver != follow_up.it_owner)
            found.push_back(std::move(feedback));
    }
    std::reverse(found.begin(), found.end());
    return found;
}

bool waits_for_answer(const Records& records, const FollowUp& follow_up) {
    auto all = unanswered(records, follow_up);
    return std::any_of(all.begin(), all.end(), [](const Feedback& one) { return one.shown; });
}

void ask_again(Ruling& ruling, const FollowUp& follow_up) {
    for (auto& feedback : unanswered(ruling.world.records, follow_up)) {
        feedback.shown = false;
        ruling.save(feedback);
    }
}

void end_feedback_nudge(Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback) {
    if (!feedback.shown || !follow_up.it_owner) return;
    for (const auto& other : unanswered(ruling.world.records, follow_up)) {
        if (other.shown && other.id != feedback.id) return;
    }
    ruling.end_nudge(*follow_up.it_owner, timer_key("feedback", follow_up.id.text()));
}

void feedback_due(Ruling& ruling, const FollowUp& follow_up, const std::string& key) {
    ruling.cancel_timer(key);
    if (!follow_up.it_owner) return;
    auto service = ruling.service_of(follow_up);
    auto calendar = service.calendar();
    auto now = ruling.world.now;
    auto window_of = [&](UtcTime at) {
        return calendar.add_business_days(at, service.clocks.feedback_window);
    };
    auto all = unanswered(ruling.world.records, follow_up);
    std::vector<Feedback> asked;
    UtcTime next = follow_up.open() ? window_of(now) : never;
    bool new_ones = false;
    for (auto& feedback : all) {
        const auto due = window_of(feedback.at);
        if (!feedback.shown && due > now) {
            next = std::min(next, due);
            continue;
        }
        new_ones = new_ones || !feedback.shown;
        asked.push_back(feedback);
    }
    if (new_ones) {
        if (!may_nudge_now(ruling, follow_up, *follow_up.it_owner, key)) return;
        ask(ruling, follow_up, key, asked);
        for (auto& feedback : asked) {
            if (std::exchange(feedback.shown, true)) continue;
            ruling.save(feedback);
        }
    }
    if (next != never) ruling.set_timer(key, next);
}

}  // namespace debrief::core
