#include "bot/core/needs.hpp"

#include "bot/core/planning.hpp"
#include "bot/core/showing.hpp"
#include "bot/core/sides.hpp"

#include <algorithm>
#include <map>

namespace debrief::core {
namespace {

constexpr std::size_t most_looked_at = 100;
constexpr std::size_t needs_shown = 12;
constexpr std::size_t follow_ups_shown = 10;

using What = Owed::What;

std::vector<FollowUp> involving(const Records& records, PersonId me, const std::string& service) {
    FollowUpFilter mine;
    mine.state = FollowUpState::open;
    mine.involving = me;
    mine.service = service;
    mine.limit = most_looked_at;
    return records.follow_ups(mine);
}

using FollowUps = std::map<FollowUpId, FollowUp>;

/// Every follow-up in which something may wait for this person.
FollowUps concerned(const Records& records, PersonId me) {
    FollowUps found;
    for (auto& one : involving(records, me, {})) found.emplace(one.id, std::move(one));
    auto add = [&](FollowUpId id) {
        if (found.find(id) != found.end()) return;
        if (auto one = records.follow_up(id)) found.emplace(id, std::move(*one));
    };
    ControlFilter owned;
    owned.owner = me;
    owned.limit = most_looked_at;
    for (const auto& control : records.controls(owned)) add(control.follow_up);
    for (const auto& control : records.controls_to_prove(me, most_looked_at))
        add(control.follow_up);
    for (const auto& concern : records.open_concerns(most_looked_at)) add(concern.follow_up);
    return found;
}

std::string reminder_of(const Owed& owed) {
    switch (owed.what) {
        case What::answer:
            return timer_key("answer", owed.subject);
        case What::acknowledgement:
            return timer_key("acknowledge", owed.subject);
        case What::control_done:
            return timer_key("control", owed.subject);
        case What::verification:
            return timer_key("verify", owed.subject);
        case What::check:
            return timer_key("check", owed.subject);
        case What::concern:
            return timer_key("concern", owed.subject);
        case What::factor:
        case What::control:
        case What::feedback:
        case What::measure:
            return timer_key("measure", owed.subject);
        case What::protocol:
        case What::hand_over:
        case What::agreement:
        case What::update:
            break;
    }
    return {};
}

Need need_in(const FollowUp& follow_up, Owed owed, std::string reminder) {
    Need need;
    need.owed = std::move(owed);
    need.of = follow_up.id.text();
    need.title = follow_up.subject.title;
    need.service = follow_up.subject.service;
    need.is_private = follow_up.is_private;
    need.reminder = std::move(reminder);
    return need;
}

/// Protocols whose review is due.
void add_protocols(const World& world, PersonId me, std::vector<Need>& needs) {
    for (const auto& protocol : world.records.protocols_owned(me, most_looked_at)) {
        if (protocol.review_at > world.now) continue;
        Need need;
        need.of = protocol.id.text();
        need.title = "upgrades of " + protocol.service;
        need.service = protocol.service;
        need.owed.what = What::protocol;
        need.owed.subject = need.of;
        need.owed.words = "Is it still right? " + protocol.title;
        need.owed.who = me;
        need.owed.due = protocol.review_at;
        need.reminder = timer_key("protocol", need.of);
        needs.push_back(std::move(need));
    }
}

/// What somebody asks them to take over.
void add_hand_overs(const World& world, PersonId me, std::vector<Need>& needs) {
    for (const auto& hand_over : world.records.hand_overs_to(me, most_looked_at)) {
        const auto from = world.records.person(hand_over.from);
        Need need;
        need.of = hand_over.subject;
        need.title = from ? "from " + from->name : "";
        need.owed.what = What::hand_over;
        need.owed.subject = hand_over.id.text();
        need.owed.words = "Do you take over " + hand_over.subject + "?";
        need.owed.who = me;
        need.reminder = timer_key("hand-over", need.owed.subject);
        needs.push_back(std::move(need));
    }
}

/// Agreements that planned upgrades still miss, and status updates that were promised by now.
void add_plans(const World& world, PersonId me, std::vector<Need>& needs) {
    for (const auto& [follow_up, plan] : planned_upgrades(world.records, {})) {
        const auto name = follow_up.id.text();
        for (const auto role : missing_agreements(follow_up, plan)) {
            if (speaker_for(follow_up, plan, role) != me) continue;
            const auto words = "Do you agree to the plan, as " + std::string(name_of(role)) + "?";
            Owed owed{What::agreement, name, words, me, plan.from, false};
            needs.push_back(need_in(follow_up, std::move(owed), agree_key(follow_up.id, role)));
        }
        if (follow_up.it_owner != me || !plan.update_due || *plan.update_due > world.now) continue;
        Owed owed{What::update, name, "The promised status update", me, plan.update_due, false};
        needs.push_back(need_in(follow_up, std::move(owed), timer_key("update", name)));
    }
}

/// Feedback in the follow-ups of the IT owner that has no answer yet.
void add_feedback(
    const Records& records, const FollowUp& follow_up, PersonId me, std::vector<Need>& needs
) {
    if (follow_up.it_owner != me) return;
    for (const auto& feedback : unanswered(records, follow_up)) {
        Owed owed{
            What::feedback,
            feedback.id.text(),
            "An answer to " + feedback.id.text() + ": " + feedback.text,
            me,
            std::nullopt,
            false};
        auto key = feedback.shown ? timer_key("feedback", follow_up.id.text()) : std::string();
        needs.push_back(need_in(follow_up, std::move(owed), std::move(key)));
    }
}

struct Button {
    std::string line;
    std::string_view label;
    bool form = true;  ///< it opens one
};

Button concern_button(const Records& records, const std::string& name) {
    auto id = ConcernId::read(name);
    auto concern = id ? records.concern(*id) : std::nullopt;
    if (concern && concern->state == ConcernState::proposed)
        return {"concern agree " + name, "Agree", false};
    if (concern && concern->state == ConcernState::answered)
        return {"concern resolve " + name, "Propose a resolution"};
    return {"concern need " + name, "Say what you need"};
}

/// What ends it, as a button.
Button button_for(const Records& records, const Owed& owed) {
    const auto& name = owed.subject;
    switch (owed.what) {
        case What::answer:
            return {"answer " + name, "Answer"};
        case What::acknowledgement:
            return {"acknowledge " + name, "Acknowledge"};
        case What::factor:
            return {"factor " + name, "Say what led to it"};
        case What::control:
            return {"control add " + name, "Add a control"};
        case What::control_done:
            return {"control done " + name, "Done"};
        case What::verification:
            return {"control verify " + name, "Verify", false};
        case What::check:
            return {"control check " + name, "Answer"};
        case What::concern:
            return concern_button(records, name);
        case What::feedback:
            return {"feedback accept " + name, "Accept", false};
        case What::agreement:
            return {"plan agree " + name, "Agree", false};
        case What::update:
            return {"plan update " + name, "Give the update"};
        case What::measure:
            return {"plan measured " + name, "Give the values"};
        case What::hand_over:
            return {"hand-over accept " + name, "Accept", false};
        case What::protocol:
            return {"protocol review " + name + " keep", "Keep it", false};
    }
    return {};
}

View need_line(const World& world, const Need& need) {
    const auto& owed = need.owed;
    const auto button = button_for(world.records, owed);
    View line;
    line.set("id", owed.subject).set("words", owed.words);
    line.set("of", need.of).set("title", need.title).set("private", need.is_private);
    line.set("due", owed.due ? View(*owed.due) : View());
    line.set("overdue", owed.due && *owed.due < world.now);
    line.set("line", button.line).set("button", button.label).set("form", button.form);
    return line.set("feedback", owed.what == What::feedback);
}

/// Ops are asked whether a control held once its time is over, not before.
bool is_for_later(const World& world, const Need& need) {
    return need.owed.what == What::check && need.owed.due && *need.owed.due > world.now;
}

}  // namespace

std::vector<Need> needs_of(const World& world, PersonId me) {
    const auto& records = world.records;
    std::vector<Need> needs;
    for (const auto& [id, follow_up] : concerned(records, me)) {
        for (auto& owed : owed_by(records, follow_up)) {
            if (owed.who != me) continue;
            auto reminder = reminder_of(owed);
            needs.push_back(need_in(follow_up, std::move(owed), std::move(reminder)));
        }
        add_feedback(records, follow_up, me, needs);
    }
    add_protocols(world, me, needs);
    add_hand_overs(world, me, needs);
    add_plans(world, me, needs);
    std::stable_sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) {
        return a.owed.due.value_or(never) < b.owed.due.value_or(never);
    });
    return needs;
}

View needs_view(const World& world, const Person& me, const std::string& service) {
    View lines = View::List{};
    std::size_t shown = 0;
    std::size_t more = 0;
    std::size_t later = 0;
    for (const auto& need : needs_of(world, me.id)) {
        if (!service.empty() && need.service != service) continue;
        if (is_for_later(world, need))
            ++later;
        else if (shown == needs_shown)
            ++more;
        else
            ++shown, lines.push(need_line(world, need));
    }
    View follow_ups = View::List{};
    auto mine = involving(world.records, me.id, service);
    const bool more_follow_ups = mine.size() > follow_ups_shown;
    if (more_follow_ups) mine.resize(follow_ups_shown);
    for (const auto& one : mine) follow_ups.push(subject_view(one));
    View view;
    view.set("needs", std::move(lines)).set("more", more).set("later", later);
    view.set("follow_ups", std::move(follow_ups)).set("more_follow_ups", more_follow_ups);
    return view.set("service", service).set("welcome", false);
}

View home_view(const World& world, const Person& me) {
    return needs_view(world, me, {}).set("at", world.now);
}

void show_home(Ruling& ruling) {
    const auto& me = ruling.actor();
    Post post;
    post.kind = Post::Kind::home;
    post.channel = Channel(ruling.command.actor.platform, ruling.command.actor.tenant, "home");
    post.person = me.id;
    post.key = "home:" + me.id.text();
    post.template_name = "home";
    post.live = true;
    ruling.decision.posts.push_back(std::move(post));
}

void decide_home(Ruling& ruling, const OpenHome&) {
    show_home(ruling);
}

void decide_greet(Ruling& ruling, const Greet&) {
    auto view = needs_view(ruling.world, ruling.actor(), {});
    ruling.reply(say("needs", std::move(view.set("welcome", true))));
}

void decide_mine(Ruling& ruling, const std::string& service) {
    ruling.reply(say("needs", needs_view(ruling.world, ruling.actor(), service)));
}

}  // namespace debrief::core
