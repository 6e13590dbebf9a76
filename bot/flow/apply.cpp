#include "bot/flow/apply.hpp"

#include "bot/flow/view_json.hpp"

namespace debrief::flow {
namespace {

struct Save {
    Tx& tx;
    void operator()(const core::SourceLink& link) const {
        tx.link_source(link.source, link.external_id, link.follow_up);
    }
    void operator()(const core::PersonMerged& merged) const { tx.merge(merged.from, merged.into); }
    template <class Record>
    void operator()(const Record& record) const {
        tx.save(record);
    }
};

/// Messages of one thread, of one direct conversation and about one key keep their order; others
/// may overtake.
std::string lane_of(const core::Post& post) {
    using Kind = core::Post::Kind;
    auto person = post.person ? post.person->text() : std::string();
    if (post.kind == Kind::look_up) return "person:" + person;
    if (post.kind == Kind::look_up_group || post.kind == Kind::home) return post.key;
    if (post.channel.empty()) return "direct:" + person;
    std::string place(name_of(post.channel.platform));
    place += ":" + post.channel.tenant + ":" + post.channel.id + ":";
    if (post.kind == Kind::ephemeral) return place + "only:" + person;
    return place + (post.thread_of ? post.thread_of->text() : post.key);
}

OutboxRow row_for(const core::Post& post, core::UtcTime now, std::string marker) {
    OutboxRow row;
    row.kind = post.kind;
    row.marker = std::move(marker);
    row.lane = lane_of(post);
    row.channel = post.channel;
    row.person = post.person;
    row.thread_of = post.thread_of;
    row.thread = post.thread;
    row.key = post.key;
    row.template_name = post.template_name;
    if (!post.live) row.view = json::dump(to_json(post.view));
    row.live = post.live;
    row.not_before = now;
    row.useless_after = post.useless_after;
    row.created = now;
    return row;
}

std::string actor_of(const core::Decision& decision, const core::Command& command) {
    if (decision.actor) return "person " + decision.actor->text();
    return command.origin.via.empty() ? "clock" : command.origin.via;
}

void append_journal(
    Tx& tx, const core::Decision& decision, const core::Command& command, core::UtcTime now
) {
    if (decision.journal.empty()) return;
    auto actor = actor_of(decision, command);
    for (const auto& entry : decision.journal) {
        JournalLine line;
        line.at = now;
        line.actor = entry.actor.value_or(actor);
        line.via = command.origin.via;
        line.verb = entry.verb;
        line.subject = entry.subject;
        line.detail = entry.detail;
        tx.append(line);
    }
}

}  // namespace

Applied apply(
    Tx& tx,
    const core::Decision& decision,
    const core::Command& command,
    core::UtcTime now,
    std::string_view marker
) {
    for (const auto& change : decision.changes) std::visit(Save{tx}, change);
    append_journal(tx, decision, command, now);
    for (const auto& timer : decision.timers) {
        if (timer.due) {
            tx.set_timer(timer.key, *timer.due);
        } else {
            tx.cancel_timer(timer.key);
        }
    }
    Applied applied;
    applied.deadlines = !decision.timers.empty();
    std::size_t number = 0;
    for (const auto& post : decision.posts) {
        const bool leads =
            tx.enqueue(row_for(post, now, std::string(marker) + "-" + std::to_string(number++)));
        applied.messages = applied.messages || leads;
    }
    return applied;
}

}  // namespace debrief::flow
