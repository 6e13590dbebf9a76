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
    someone(name_of(user), person == nullptr ? "" : person->role, std::string(where), what);
}

void Transcript::someone(
    const std::string& name,
    const std::string& role,
    const std::string& where,
    std::string_view what
) {
    const std::string face = clock_face(workspace_.clock().now(), zone_);
    write_(
        face + "  " + name.substr(0, name.find(' ')) + (role.empty() ? "" : " (" + role + ")") +
        where + ": " + std::string(what)
    );
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
    app_posts(
        change.message.by_app ? "Debrief" : "Slack",
        place_of(change.channel, change.message),
        readable(workspace_, change.message.text, zone_)
    );
}

void Transcript::app_posts(
    const std::string& who, const std::string& place, const std::string& words
) {
    write_(clock_face(workspace_.clock().now(), zone_) + "    " + who + " → " + place + ":");
    for (const std::string& line : lines_of(words)) note("    " + line);
}

void Transcript::bot_changed(const Change& change) {
    app_updates(
        place_of(change.channel, change.message),
        readable(workspace_, change.previous.text, zone_),
        readable(workspace_, change.message.text, zone_)
    );
}

void Transcript::app_updates(
    const std::string& place, const std::string& before, const std::string& after
) {
    const auto old_lines = lines_of(before);
    const std::set<std::string> known(old_lines.begin(), old_lines.end());
    std::vector<std::string> fresh;
    auto new_lines = lines_of(after);
    for (std::string& line : new_lines) {
        if (!known.contains(line)) fresh.push_back(std::move(line));
    }
    if (fresh.empty()) return;
    const std::string face = clock_face(workspace_.clock().now(), zone_);
    write_(face + "    Debrief updates its post in " + place + ":");
    for (const std::string& line : fresh) note("    " + line);
}

}  // namespace debrief::sandbox
