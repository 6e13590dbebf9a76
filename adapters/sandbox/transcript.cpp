#include "adapters/sandbox/transcript.hpp"

#include "adapters/sandbox/readable.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace debrief::sandbox {
namespace {

constexpr auto indent = "           ";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto end = std::min(text.find('\n', from), text.size());
        if (end > from) lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

}  // namespace

Transcript::Transcript(
    Workspace& workspace, std::string zone, std::function<void(std::string_view)> write
)
    : workspace_(workspace), zone_(std::move(zone)), write_(std::move(write)) {
    workspace_.on_change([this](const Change& change) { hear(change); });
}

std::string Transcript::name_of(std::string_view user) const {
    const Person* person = workspace_.person(user);
    return person == nullptr ? std::string(user) : person->name.substr(0, person->name.find(' '));
}

std::string Transcript::place_of(const std::string& channel_id, const Message& message) const {
    const Channel* channel = workspace_.channel(channel_id);
    if (channel == nullptr) return channel_id;
    if (channel->kind == ChannelKind::direct)
        return name_of(channel->members.front()) + ", directly";
    std::string place = "#" + channel->name;
    if (!message.thread_ts.empty()) place += ", in the thread";
    if (!message.only_for.empty()) place += ", only for " + name_of(message.only_for);
    return place;
}

void Transcript::heading(std::string_view title) {
    write_("");
    write_(std::string("── ") + std::string(title) + " ──");
}

void Transcript::person(std::string_view user, std::string_view where, std::string_view what) {
    const Person* person = workspace_.person(user);
    const std::string role =
        person == nullptr || person->role.empty() ? "" : " (" + person->role + ")";
    const std::string face = clock_face(workspace_.clock().now(), zone_);
    write_(face + "  " + name_of(user) + role + std::string(where) + ": " + std::string(what));
}

void Transcript::outside(std::string_view who, std::string_view what) {
    write_(
        clock_face(workspace_.clock().now(), zone_) + "  " + std::string(who) + ": " +
        std::string(what)
    );
}

void Transcript::note(std::string_view what) {
    write_(indent + std::string(what));
}

void Transcript::hear(const Change& change) {
    // Ephemeral messages are changes that no app hears of.
    const bool posted = change.previous.ts.empty() && !change.message.ts.empty() &&
                        (change.kind == Change::Kind::posted || change.kind == Change::Kind::seen);
    const bool from_bot = change.message.by_app || change.message.user == ids::slackbot;
    if (posted && from_bot)
        bot_posted(change);
    else if (change.kind == Change::Kind::changed && change.message.by_app)
        bot_changed(change);
}

void Transcript::bot_posted(const Change& change) {
    const char* who = change.message.by_app ? "Debrief" : "Slack";
    const std::string text = readable(workspace_, change.message.text, zone_);
    const std::string face = clock_face(workspace_.clock().now(), zone_);
    write_(face + "    " + who + " → " + place_of(change.channel, change.message) + ":");
    for (const std::string& line : lines_of(text)) note("    " + line);
}

void Transcript::bot_changed(const Change& change) {
    const auto before = lines_of(readable(workspace_, change.previous.text, zone_));
    const std::set<std::string> known(before.begin(), before.end());
    const auto after = lines_of(readable(workspace_, change.message.text, zone_));
    std::vector<std::string> fresh;
    std::copy_if(
        after.begin(),
        after.end(),
        std::back_inserter(fresh),
        [&](const std::string& line) { return !known.contains(line); }
    );
    if (fresh.empty()) return;
    const std::string face = clock_face(workspace_.clock().now(), zone_);
    write_(
        face + "    Debrief updates its post in " + place_of(change.channel, change.message) + ":"
    );
    for (const std::string& line : fresh) note("    " + line);
}

}  // namespace debrief::sandbox
