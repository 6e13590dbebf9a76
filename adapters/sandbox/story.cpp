#include "adapters/sandbox/story.hpp"

#include "adapters/sandbox/actor.hpp"

namespace debrief::sandbox {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr auto zone = "Europe/Berlin";
constexpr auto incident = "Card payments time out";

core::Calendar berlin() {
    return core::Calendar(zone, core::WorkingHours(), {});
}

/// What is still on its way belongs to the chapter before.
asio::awaitable<void> begin_chapter(Actor& a, Transcript& t, std::string_view title) {
    if (a.failed()) co_return;
    co_await a.settles();
    t.heading(title);
}

asio::awaitable<void> incident_ends(Actor& a, Transcript& t) {
    co_await begin_chapter(a, t, "An incident ends, and ops are asked how it is");
    Alert alert("checkout", incident);
    alert.resolved = false;
    co_await a.alert_resolves(alert);
    co_await a.waits(minutes(22));
    alert.resolved = true;
    alert.lasted = minutes(22);
    co_await a.alert_resolves(alert);
    a.as("Olga").in("#checkout");
    co_await a.sees("Incident · Card payments time out");
    co_await a.sees("Waiting for an answer");
    co_await a.presses("Still broken");
    co_await a.sees("Recorded: still broken");
    co_await a.sees("Still broken: 1");
    co_await a.presses("Give feedback", "Recorded: still broken");
    co_await a.sees_form("Give feedback");
    co_await a.fills("What else can be done?", "Cards are declined in Poland & Czechia <since 9>");
    co_await a.submits();
    co_await a.sees("Recorded as B-1");
    co_await a.sees("Cards are declined in Poland & Czechia <since 9>");
}

asio::awaitable<void> ops_speak(Actor& a, Transcript& t) {
    co_await begin_chapter(a, t, "Others say more: without a name, in the thread");
    co_await a.waits(minutes(8));
    a.as("Piotr").in("#checkout");
    co_await a.types("/debrief feedback F-1 We heard of it from customers first anonymous");
    co_await a.sees("Nobody sees who said it");
    a.as("Ivan");
    co_await a.sees("Feedback B-2 without a name");
    const Message* anonymous = a.find("Feedback B-2 without a name");
    a.expects(
        anonymous != nullptr && anonymous->text.find(ids::piotr) == std::string::npos,
        "Nothing in B-2 tells who said it."
    );
    a.as("Olga").in_thread_of(incident);
    co_await a.types("Refunds hang too, since the restart");
    co_await a.edits("Refunds hang too", "Refunds over 100 EUR hang too, since the restart");
    co_await a.types("/debrief status");
    co_await a.sees("/debrief is not supported in threads. Sorry!");
    co_await a.types("@debrief status");
    co_await a.sees("B-3, @Olga: Refunds over 100 EUR hang too, since the restart (edited)");
}

asio::awaitable<void> it_owns_it(Actor& a, Transcript& t) {
    co_await begin_chapter(
        a, t, "IT acknowledges, names what led to it, and puts a control in place"
    );
    co_await a.waits(hours(2));
    a.as("Ivan").in("#checkout");
    co_await a.presses("Acknowledge", "Incident · Card payments time out");
    co_await a.sees_form("Acknowledge a mistake");
    co_await a.fills("What happened", "I restarted the payment gateway with an old configuration.");
    co_await a.fills(
        "How it is being put right",
        "The configuration of yesterday is back since 11:30; refunds are replayed."
    );
    co_await a.fills("What comes next", "A restart takes its configuration from the release only.");
    co_await a.submits();
    co_await a.sees("@Ivan acknowledges a mistake (M-1)");
    co_await a.presses("Add a factor", "Recorded as M-1");
    co_await a.sees_form("Add a factor");
    co_await a.fills(
        "What led to it?", "The restart script falls back to a local file without a word."
    );
    co_await a.submits();
    co_await a.sees("The restart script falls back to a local file");
    co_await a.presses("Add a control", "acknowledges a mistake (M-1)");
    co_await a.sees_form("Add a control");
    co_await a.fills("What will be done?", "Restarts refuse to start without a release");
    co_await a.fills("Owner", "Priya");
    co_await a.fills("Due", "2026-11-24");
    co_await a.fills("Strength", "Stronger");
    co_await a.submits();
    co_await a.sees("Restarts refuse to start without a release");
}

asio::awaitable<void> controls_are_done(Actor& a, Transcript& t) {
    co_await begin_chapter(
        a, t, "The controls are started and done; who asked for one hears of it"
    );
    a.as("Priya").in("");
    co_await a.sees("You own a new control, C-1");
    co_await a.presses("Start", "C-1");
    co_await a.waits(hours(22));
    a.as("Ivan").in("#checkout");
    co_await a.types(
        "/debrief control add B-2 Customers get a note within 15 minutes owner:@ivan "
        "kind:corrective strength:intermediate"
    );
    co_await a.sees("Customers get a note within 15 minutes");
    co_await a.waits(hours(1));
    co_await a.types("/debrief control done C-2 The note went out in the drill of this morning");
    co_await a.sees("The note went out in the drill of this morning");
    a.as("Piotr").in("");
    co_await a.sees("We heard of it from customers first");
    co_await a.sees("Customers get a note within 15 minutes");
    a.as("Priya").in("");
    co_await a.presses("Done", "C-1");
    co_await a.sees_form("Control done");
    co_await a.fills(
        "Evidence", "Release 2.4.1, tried on the test system: it refuses and says why."
    );
    co_await a.submits();
    co_await a.sees("Control C-1 is done");
}

asio::awaitable<void> it_closes(Actor& a, Transcript& t) {
    co_await begin_chapter(a, t, "Ops say it works, and the follow-up closes");
    a.as("Mei").in("#search");
    co_await a.types("/debrief stauts");
    co_await a.sees("status");
    a.as("Olga").in("#checkout");
    co_await a.presses("Works");
    co_await a.sees("Works: 1 · Partly: 0 · Still broken: 0");
    co_await a.presses("Close");
    co_await a.sees("Closed");
}

asio::awaitable<void> upgrade_is_followed(Actor& a, Transcript& t) {
    co_await begin_chapter(a, t, "An upgrade is released on Thursday evening");
    core::WeeklyRule thursday;
    thursday.day = std::chrono::Thursday;
    thursday.minute = 18 * 60 + 40;
    a.as("Piotr").in("#search");
    co_await a.waits_until(thursday);
    Release release("acme/search", "v3.1.0");
    co_await a.release_is_published(release);
    co_await a.sees("Upgrade · Release search v3.1.0");
}

asio::awaitable<void> week_ends(Actor& a, Transcript& t) {
    co_await begin_chapter(a, t, "Nobody is reminded in the evening or on the weekend");
    core::WeeklyRule sunday;
    sunday.day = std::chrono::Sunday;
    sunday.minute = 20 * 60;
    a.as("Piotr").in("");
    co_await a.waits_until(sunday);
    co_await a.does_not_see("Release search v3.1.0");
    co_await begin_chapter(a, t, "Monday morning: the reminder and the weekly summary");
    co_await a.waits_until(core::WeeklyRule());
    co_await a.sees("Release search v3.1.0");
    a.in("#operations");
    co_await a.sees_times(1, "Weekly summary");
    co_await a.sees("“We heard of it from customers first” → Customers get a note within 15 minutes"
    );
    co_await a.sees("2 added (stronger 1 : intermediate 1 : weaker 0), 2 done");
    a.in("");
    co_await a.presses("Works", "Release search v3.1.0");
    a.in("#search");
    co_await a.sees("Works: 1 · Partly: 0 · Still broken: 0");
}

}  // namespace

UtcTime story_begins() {
    using namespace std::chrono;
    return berlin().at(year(2026) / November / 17, 9 * 60 + 12);
}

asio::awaitable<bool> play_story(Sandbox& sandbox, std::function<void(std::string_view)> write) {
    Transcript transcript(sandbox.workspace(), zone, write);
    Actor actor(sandbox, &transcript);
    co_await incident_ends(actor, transcript);
    co_await ops_speak(actor, transcript);
    co_await it_owns_it(actor, transcript);
    co_await controls_are_done(actor, transcript);
    co_await it_closes(actor, transcript);
    co_await upgrade_is_followed(actor, transcript);
    co_await week_ends(actor, transcript);
    co_await sandbox.settle();
    write("");
    if (actor.failed())
        write("This step did not come out right. " + actor.failure());
    else
        write("All " + std::to_string(actor.steps()) + " steps came out right.");
    co_return !actor.failed();
}

}  // namespace debrief::sandbox
