// What must hold whatever people do: random histories of two services on both platforms, with
// time passing and restarts, each judged by the same rules.
#include "bot/core/owed.hpp"
#include "tests/support/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cstdlib>
#include <sstream>

namespace debrief::test {
namespace {

using core::FollowUpId;
using std::chrono::hours;
using std::chrono::minutes;

/// What a private follow-up is called, and nothing else.
constexpr std::string_view hidden = "Hidden";
constexpr const char* private_channel = "C9";
/// A person who never says anything but anonymously.
constexpr const char* nameless = "U6";
constexpr std::string_view nameless_name = "Wilhelmina";
constexpr std::int64_t most_records = 1000;

struct Step {
    int what;
    int who;
    int which;
};

std::ostream& operator<<(std::ostream& out, const Step& step);

struct Town : World {
    Town() {
        live_in_both();
        core::Service mail = directory.services.front();
        mail.name = "mail";
        mail.channels = {channel("C2")};
        directory.services.push_back(mail);
        meet("U4", "Mia", "mia@example.com");
        meet("U5", "Noor", "noor@example.com");
        meet(nameless, std::string(nameless_name), "wilhelmina@example.com");
        meet_in_teams("29:tom", "Tom", "tom@example.com");
        meet_in_teams("29:olga", "Olga", "olga@example.com");
        start();
    }

    /// Everybody but the nameless one.
    static std::string somebody(int who) {
        static const std::array<const char*, 7> people{
            "U1", "U2", "U3", "U4", "U5", "29:tom", "29:olga"};
        return people.at(static_cast<std::size_t>(who) % people.size());
    }

    void type(const std::string& user, const std::string& line) {
        auto command = typed(user, line);
        if (user.starts_with("29:")) {
            command.actor.platform = core::Platform::teams;
            command.origin.channel = teams_channel();
        }
        if (line.find(hidden) != std::string::npos)
            command.origin.channel = channel(private_channel);
        const auto reply = handle(command);
        RC_ASSERT(reply.kind != core::Reply::Kind::silent);
        judge_reply(user, reply);
        deliver();
        judge_messages();
    }

    /// Anonymous stays anonymous in what others get as an answer.
    void judge_reply(const std::string& user, const core::Reply& reply) {
        if (user != nameless)
            RC_ASSERT(flow::reply_text(reply).find(nameless_name) == std::string::npos);
    }

    /// Looks at what was sent since the last time.
    void judge_messages() {
        judge(sender, judged_);
        judge(teams_sender, judged_teams_);
    }
    void judge(const FakeSender& platform, std::size_t& judged) {
        for (; judged < platform.sent.size(); ++judged) {
            const auto& one = platform.sent[judged].message;
            const bool to_one = !one.user.empty();
            if (one.user != nameless) RC_ASSERT(one.view.find(nameless_name) == std::string::npos);
            if (!to_one && one.channel.id != private_channel &&
                one.view.find(hidden) != std::string::npos)
                RC_FAIL(one.template_name + " to " + one.channel.id + ": " + one.view);
            if (!one.template_name.starts_with("nudge_")) continue;
            RC_ASSERT(to_one);
            const auto calendar = directory.services.front().calendar();
            RC_ASSERT(calendar.next_working(clock.now()) == clock.now());
        }
    }

    void let_pass(hours time) {
        for (const auto end = clock.now() + time; clock.now() < end;) {
            clock.advance(minutes(30));
            settle();
            judge_messages();
        }
    }

  private:
    std::size_t judged_ = 0;
    std::size_t judged_teams_ = 0;
};

std::string numbered(std::string_view line, int which) {
    std::string text(line);
    // Mostly things that exist; sometimes one that does not.
    const auto number = std::to_string(which % 7 + 1);
    for (auto at = text.find('#'); at != std::string::npos; at = text.find('#', at))
        text.replace(at, 1, number);
    return text;
}

constexpr std::array lines{
    "open incident Queue stuck service:checkout severity:1",
    "open incident Mail late service:mail severity:#",
    "open upgrade Database 16 service:checkout",
    "open incident Hidden matter service:mail private",
    "answer works F-#",
    "answer partly F-# slow at noon",
    "answer broken F-# nothing arrives",
    "feedback F-# tell us before",
    "feedback accept B-#",
    "feedback decline B-# no time for it",
    "feedback confirm B-#",
    "feedback deny B-# it came back",
    "acknowledge F-# happened: I took the wrong node put right: it is back next: a check",
    "acknowledge answers M-# yes",
    "acknowledge answers M-# no when will it be done",
    "factor M-# both have one name",
    "control add M-# Names on the screens owner:@U3 strength:stronger",
    "control add B-# Write to us before owner:@U2",
    "control add F-# Watch the queue due:2w",
    "control start C-#",
    "control done C-# merged",
    "control verify C-# I saw it",
    "control check C-# held",
    "control check C-# failed again",
    "control check C-# early",
    "control drop C-# not needed any more",
    "concern We need a week to test topic:timeline F-#",
    "concern need X-# a window at night",
    "concern resolve X-# Tuesdays at six owner:@U2",
    "concern agree X-#",
    "concern withdraw X-# settled by itself",
    "thanks @U2 for the night shift",
    "close F-#",
    "close F-# nothing more to learn here",
    "reopen F-# it is back",
    "snooze next working day",
    "summary",
    "summary month",
    "list mine",
    "list overdue",
    "list said",
    "status F-#",
};

std::string told(const Step& step) {
    const auto kind = static_cast<std::size_t>(step.what) % (lines.size() + 8);
    if (kind < lines.size())
        return Town::somebody(step.who) + " says: " + numbered(lines.at(kind), step.which);
    if (kind % 4 == 0) return "somebody says something anonymously";
    if (kind % 4 == 1 && step.which % 5 == 0) return "a restart";
    return std::to_string(step.which % 100 + 1) + " hours pass";
}
std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << "\n" << told(step);
}

void live(Town& town, const std::vector<Step>& steps) {
    for (const auto& step : steps) {
        const auto kind = step.what % (static_cast<int>(lines.size()) + 8);
        const auto which = static_cast<std::size_t>(kind);
        if (which < lines.size()) {
            town.type(Town::somebody(step.who), numbered(lines.at(which), step.which));
        } else if (kind % 4 == 0) {
            town.type(nameless, numbered("feedback F-# I saw it coming anonymous", step.which));
        } else if (kind % 4 == 1 && step.which % 5 == 0) {
            town.restart();
        } else {
            town.let_pass(hours(step.which % 100 + 1));
        }
    }
}

/// What is not as it must be, in words. Asserting has to wait for the end of the transaction.
using Problems = std::vector<std::string>;

void note(Problems& problems, const std::string& what, bool fine) {
    if (!fine) problems.push_back(what);
}

/// Closed means settled, or there is a reason, or nobody answered.
void judge_closed(flow::Tx& tx, const core::FollowUp& follow_up, Problems& problems) {
    const auto name = follow_up.id.text();
    note(problems, name + " says how it was closed", follow_up.closing != core::Closing::none);
    if (follow_up.closing == core::Closing::with_reason)
        note(problems, name + " has a reason", !follow_up.close_reason.empty());
    if (follow_up.closing != core::Closing::settled) return;
    for (const auto& one : core::owed_by(tx, follow_up))
        note(problems, name + " was settled and owes: " + one.words, !one.blocks_closing);
}

/// Nothing owed is forgotten: somebody will be asked, or it closes by itself.
void judge_clocks(flow::Tx& tx, const core::FollowUp& follow_up, Problems& problems) {
    const auto runs = [&](const std::string& key) {
        note(problems, key + " is set", tx.timer(key).has_value());
    };
    if (follow_up.open()) runs("settle:" + follow_up.id.text());
    for (const auto& control : tx.controls(follow_up.id, most_records)) {
        const auto name = control.id.text();
        if (!control.finished()) runs("control:" + name);
        if (control.owes_verification() && control.verify_nudges < 3) runs("verify:" + name);
        if (control.check_due && control.check_nudges < 3) runs("check:" + name);
    }
}

/// The counts kept with the record are those of what is stored.
void judge_counts(flow::Tx& tx, const core::FollowUp& follow_up, Problems& problems) {
    std::map<core::Verdict, std::int64_t> answers;
    for (const auto& answer : tx.answers(follow_up.id, most_records)) ++answers[answer.verdict];
    const auto controls = tx.controls(follow_up.id, most_records);
    const auto dropped = std::count_if(controls.begin(), controls.end(), [](const auto& one) {
        return one.state == core::ControlState::dropped;
    });
    const auto same = [&](const char* what, std::int64_t kept, std::int64_t counted) {
        const auto words = follow_up.id.text() + " keeps " + std::to_string(kept) + " " + what +
                           ", and there are " + std::to_string(counted);
        note(problems, words, kept == counted);
    };
    same("works", follow_up.works, answers[core::Verdict::works]);
    same("partly", follow_up.partly, answers[core::Verdict::partly]);
    same("broken", follow_up.broken, answers[core::Verdict::broken]);
    same("mistakes", follow_up.mistake_count, std::ssize(tx.mistakes(follow_up.id)));
    same("concerns", follow_up.concern_count, std::ssize(tx.concerns(follow_up.id, true)));
    same("controls", follow_up.control_count, std::ssize(controls) - dropped);
}

/// The head post tells the state of now, in every channel.
void judge_heads(const Town& town, const core::FollowUp& follow_up) {
    for (const auto& place : follow_up.channels) {
        const bool slack = place.platform == core::Platform::slack;
        const auto heads = (slack ? town.sender : town.teams_sender).of("head");
        std::optional<json::Value> head;
        for (const auto& one : heads) {
            auto view = view_of(one);
            if (one.message.channel == place && view["id"].str() == follow_up.id.text())
                head = std::move(view);
        }
        RC_ASSERT(head.has_value());
        RC_ASSERT((*head)["open"].boolean() == follow_up.open());
        RC_ASSERT((*head)["works"].integer() == follow_up.works);
        RC_ASSERT((*head)["partly"].integer() == follow_up.partly);
        RC_ASSERT((*head)["broken"].integer() == follow_up.broken);
        RC_ASSERT((*head)["mistake_count"].integer() == follow_up.mistake_count);
    }
}

std::vector<core::FollowUp> all_of(Town& town) {
    core::FollowUpFilter all;
    all.limit = most_records;
    return town.look([&](flow::Tx& tx) { return tx.follow_ups(all); });
}

/// From wherever a history led, a person can end it, and take it up again.
void judge_ways_out(Town& town) {
    for (const auto& follow_up : all_of(town)) {
        const auto name = follow_up.id.text();
        // IT owner and ops contact see private ones, too.
        if (!follow_up.open()) town.type("U2", "reopen " + name + " one more time");
        RC_ASSERT(town.follow_up(follow_up.id.value()).open());
        town.type("U2", "close " + name + " that will do");
        RC_ASSERT(!town.follow_up(follow_up.id.value()).open());
    }
}

void judge_all(Town& town) {
    for (const auto& follow_up : all_of(town)) {
        const auto problems = town.look([&](flow::Tx& tx) {
            Problems found;
            if (!follow_up.open()) judge_closed(tx, follow_up, found);
            judge_clocks(tx, follow_up, found);
            judge_counts(tx, follow_up, found);
            return found;
        });
        RC_ASSERT(problems == Problems());
        judge_heads(town, follow_up);
    }
}

/// The same few histories every time; with RC_PARAMS such as "max_success=1000 seed=7" others, and
/// more.
rc::detail::TestParams how_many() {
    auto params = rc::detail::configuration().testParams;
    if (std::getenv("RC_PARAMS") != nullptr) return params;
    params.seed = 20261120;
    params.maxSuccess = 40;
    return params;
}

TEST(Histories, WhateverPeopleDoNothingOwedIsForgottenAndNothingHiddenIsShown) {
    const auto step = rc::gen::construct<Step>(
        rc::gen::inRange(0, 1000), rc::gen::inRange(0, 100), rc::gen::inRange(0, 1000)
    );
    const auto history = [&] {
        const auto steps = *rc::gen::resize(60, rc::gen::container<std::vector<Step>>(step));
        Town town;
        town.type("U2", "open incident Database down service:checkout severity:2");
        live(town, steps);
        town.settle();
        judge_all(town);
        judge_ways_out(town);
    };
    const auto result = rc::detail::checkTestable(history, rc::detail::TestMetadata(), how_many());
    std::ostringstream words;
    rc::detail::printResultMessage(result, words);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << words.str();
}

}  // namespace
}  // namespace debrief::test
