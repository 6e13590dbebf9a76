#include "adapters/sandbox/story.hpp"

#include "adapters/sandbox/actor.hpp"
#include "adapters/sandbox/teams/actor.hpp"
#include "adapters/sandbox/teams/transcript.hpp"

namespace debrief::sandbox {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr auto zone = "Europe/Berlin";
constexpr auto incident = "Card payments time out";

core::Calendar berlin() {
    return core::Calendar(zone, core::WorkingHours(), {});
}

/// IT works in Slack, ops work in Teams: two people at the keyboard at a time.
struct Stage {
    explicit Stage(Sandbox& sandbox, std::function<void(std::string_view)> write)
        : transcript(sandbox.workspace(), zone, std::move(write)),
          teams_transcript(sandbox.teams(), transcript),
          it(sandbox, &transcript),
          ops(sandbox, &transcript) {}
    Transcript transcript;
    TeamsTranscript teams_transcript;
    Actor it;
    TeamsActor ops;
    [[nodiscard]] bool failed() const { return it.failed() || ops.failed(); }
};

/// What is still on its way belongs to the chapter before.
asio::awaitable<void> begin_chapter(Stage& stage, std::string_view title) {
    if (stage.failed()) co_return;
    co_await stage.it.settles();
    stage.transcript.heading(title);
}

asio::awaitable<void> incident_ends(Stage& stage) {
    co_await begin_chapter(stage, "An incident ends, and ops are asked how it is, in their tool");
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    Alert alert("checkout", incident);
    alert.resolved = false;
    co_await it.alert_resolves(alert);
    co_await it.waits(minutes(22));
    alert.resolved = true;
    alert.lasted = minutes(22);
    co_await it.alert_resolves(alert);
    ops.as("Olga").in("checkout");
    co_await ops.sees("Incident · Card payments time out");
    co_await ops.sees("Waiting for an answer");
    co_await ops.presses("Still broken");
    co_await ops.is_told("still broken");
    co_await ops.sees("0 Works · 0 Partly · 1 Still broken");
    it.as("Ivan").in("#checkout");
    co_await it.sees("Works: 0 · Partly: 0 · Still broken: 1");
    co_await ops.presses("Give feedback", "Still broken");
    co_await ops.sees_form("Give feedback");
    co_await ops.fills(
        "What else can be done?", "Cards are declined in Poland & Czechia <since 9>"
    );
    co_await ops.submits();
    co_await ops.is_told("B-1");
    co_await ops.closes_form();
}

asio::awaitable<void> ops_speak(Stage& stage) {
    co_await begin_chapter(stage, "Others say more: without a name, in the thread");
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    if (!stage.failed()) co_await it.waits(minutes(8));
    ops.as("Piotr").in("");
    co_await ops.types("feedback F-1 We heard of it from customers first anonymous");
    co_await ops.sees("Nobody sees who said it");
    co_await it.sees("Feedback B-2 without a name");
    const Message* anonymous = it.find("Feedback B-2 without a name");
    it.expects(
        anonymous != nullptr && anonymous->text.find(ids::piotr) == std::string::npos &&
            anonymous->text.find("Piotr") == std::string::npos,
        "Nothing in B-2 tells who said it."
    );
    ops.as("Olga").in("checkout").in_thread_of(incident);
    co_await ops.types("Refunds hang too, since the restart");
    co_await it.sees("Refunds hang too, since the restart");
    co_await ops.edits("Refunds hang too", "Refunds over 100 EUR hang too, since the restart");
    co_await ops.types("@Debrief status");
    co_await ops.sees("Cards are declined in Poland & Czechia <since 9>");
    co_await ops.sees("Refunds over 100 EUR hang too, since the restart (edited)");
}

asio::awaitable<void> it_owns_it(Stage& stage) {
    co_await begin_chapter(
        stage, "IT acknowledges in Slack, names what led to it, and puts a control in place"
    );
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    co_await it.waits(hours(2));
    it.as("Ivan").in("#checkout");
    co_await it.presses("Acknowledge", "Incident · Card payments time out");
    co_await it.sees_form("Acknowledge a mistake");
    co_await it.fills(
        "What happened", "I restarted the payment gateway with an old configuration."
    );
    co_await it.fills(
        "How it is being put right",
        "The configuration of yesterday is back since 11:30; refunds are replayed."
    );
    co_await it.fills(
        "What comes next", "A restart takes its configuration from the release only."
    );
    co_await it.submits();
    co_await it.sees("@Ivan acknowledges a mistake (M-1)");
    co_await ops.sees("acknowledges a mistake (M-1)");
    co_await it.presses("Add a factor", "Recorded as M-1");
    co_await it.sees_form("Add a factor");
    co_await it.fills(
        "What led to it?", "The restart script falls back to a local file without a word."
    );
    co_await it.submits();
    co_await it.sees("The restart script falls back to a local file");
    co_await it.presses("Add a control", "acknowledges a mistake (M-1)");
    co_await it.sees_form("Add a control");
    co_await it.fills("What will be done?", "Restarts refuse to start without a release");
    co_await it.fills("Owner", "Priya");
    co_await it.fills("Due", "2026-11-24");
    co_await it.fills("Strength", "Stronger");
    co_await it.submits();
    co_await ops.sees("Restarts refuse to start without a release");
}

asio::awaitable<void> controls_are_done(Stage& stage) {
    co_await begin_chapter(
        stage, "The controls are started and done; who asked for one hears of it"
    );
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    it.as("Priya").in("");
    co_await it.sees("You own a new control, C-1");
    co_await it.presses("Start", "C-1");
    co_await it.waits(hours(22));
    it.as("Ivan").in("#checkout");
    co_await it.types(
        "/debrief control add B-2 Customers get a note within 15 minutes owner:@ivan "
        "kind:corrective strength:intermediate"
    );
    co_await it.sees("Customers get a note within 15 minutes");
    co_await it.waits(hours(1));
    co_await it.types("/debrief control done C-2 The note went out in the drill of this morning");
    co_await it.sees("The note went out in the drill of this morning");
    ops.as("Piotr").in("");
    co_await ops.sees("We heard of it from customers first");
    co_await ops.sees("Customers get a note within 15 minutes");
    it.as("Priya").in("");
    co_await it.presses("Done", "C-1");
    co_await it.sees_form("Control done");
    co_await it.fills(
        "Evidence", "Release 2.4.1, tried on the test system: it refuses and says why."
    );
    co_await it.submits();
    co_await it.sees("Control C-1 is done");
}

asio::awaitable<void> it_closes(Stage& stage) {
    co_await begin_chapter(
        stage, "Ops say in Teams that it works, and the follow-up closes in both"
    );
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    ops.as("Mei").in("search");
    co_await ops.types("@Debrief stauts");
    co_await ops.sees("status");
    ops.as("Olga").in("checkout");
    co_await ops.presses("Works");
    co_await ops.sees("1 Works · 0 Partly · 0 Still broken");
    it.as("Ivan").in("#checkout");
    co_await it.sees("Works: 1 · Partly: 0 · Still broken: 0");
    co_await ops.presses("Close");
    co_await ops.sees("Closed");
    co_await it.sees("Closed");
}

asio::awaitable<void> upgrade_is_followed(Stage& stage) {
    co_await begin_chapter(stage, "An upgrade is released on Thursday evening");
    core::WeeklyRule thursday;
    thursday.day = std::chrono::Thursday;
    thursday.minute = 18 * 60 + 40;
    stage.it.as("Piotr").in("#search");
    co_await stage.it.waits_until(thursday);
    Release release("acme/search", "v3.1.0");
    co_await stage.it.release_is_published(release);
    co_await stage.it.sees("Upgrade · Release search v3.1.0");
    // Search has no channel in Teams; the office, where the app is not, hears of it by a Workflow.
    stage.ops.as("Olga").in("Office");
    co_await stage.ops.sees("Upgrade · Release search v3.1.0");
    // An outgoing webhook answers there, where Debrief itself would not be heard.
    co_await stage.ops.types("@Followup list");
    co_await stage.ops.sees("F-2");
}

asio::awaitable<void> week_ends(Stage& stage) {
    co_await begin_chapter(stage, "Nobody is reminded in the evening or on the weekend");
    Actor& it = stage.it;
    TeamsActor& ops = stage.ops;
    core::WeeklyRule sunday;
    sunday.day = std::chrono::Sunday;
    sunday.minute = 20 * 60;
    ops.as("Piotr").in("");
    co_await it.waits_until(sunday);
    co_await ops.does_not_see("Release search v3.1.0");
    co_await begin_chapter(stage, "Monday morning: the reminder and the weekly summary");
    co_await it.waits_until(core::WeeklyRule());
    co_await ops.sees("Release search v3.1.0");
    it.in("#operations");
    co_await it.sees_times(1, "Weekly summary");
    co_await it.sees(
        "“We heard of it from customers first” → Customers get a note within 15 minutes"
    );
    co_await it.sees("2 added (stronger 1 : intermediate 1 : weaker 0), 2 done");
    ops.in("operations");
    co_await ops.sees_times(1, "Weekly summary");
    co_await ops.sees("Customers get a note within 15 minutes");
    ops.in("");
    co_await ops.presses("Works", "Release search v3.1.0");
    it.in("#search");
    co_await it.sees("Works: 1 · Partly: 0 · Still broken: 0");
}

asio::awaitable<void> play(Stage& stage) {
    co_await incident_ends(stage);
    co_await ops_speak(stage);
    co_await it_owns_it(stage);
    co_await controls_are_done(stage);
    co_await it_closes(stage);
    co_await upgrade_is_followed(stage);
    co_await week_ends(stage);
}

}  // namespace

UtcTime story_begins() {
    using namespace std::chrono;
    return berlin().at(year(2026) / November / 17, 9 * 60 + 12);
}

asio::awaitable<bool> play_story(Sandbox& sandbox, std::function<void(std::string_view)> write) {
    Stage stage(sandbox, write);
    co_await play(stage);
    co_await sandbox.settle();
    const auto& complaints = sandbox.teams().desks().complaints;
    stage.ops.expects(complaints.empty(), "Teams understood every answer.");
    write("");
    for (const std::string& failure : {stage.ops.failure(), stage.it.failure()}) {
        if (!failure.empty()) write("This step did not come out right. " + failure);
    }
    if (!stage.failed()) {
        write(
            "All " + std::to_string(stage.it.steps() + stage.ops.steps()) + " steps came out right."
        );
    }
    co_return !stage.failed();
}

}  // namespace debrief::sandbox
