// How the rules speak: head posts, thread messages, reminders.
#include "bot/core/ruling.hpp"
#include "bot/core/text_pieces.hpp"

namespace debrief::core {
namespace {

/// A message that is updated in place and always shows the state of the moment it is delivered.
Post live_post(
    const FollowUp& follow_up, const Channel& channel, std::string key, const char* template_name
) {
    Post post;
    post.kind = Post::Kind::upsert;
    post.channel = channel;
    post.thread_of = follow_up.id;
    post.key = std::move(key);
    post.template_name = template_name;
    post.live = true;
    return post;
}

}  // namespace

void Ruling::touch(const FollowUp& follow_up) {
    if (!follow_up.begun()) return touch_plan(follow_up);
    for (const auto& channel : follow_up.channels)
        decision.posts.push_back(
            live_post(follow_up, channel, head_key(follow_up.id, channel), "head")
        );
}

void Ruling::touch_plan(const FollowUp& follow_up) {
    for (const auto& channel : follow_up.channels)
        decision.posts.push_back(
            live_post(follow_up, channel, plan_key(follow_up.id, channel), "plan")
        );
}

void Ruling::tell(const FollowUp& follow_up, std::string template_name, View view) {
    for (const auto& channel : follow_up.channels) {
        Post post;
        post.channel = channel;
        post.thread_of = follow_up.id;
        post.template_name = template_name;
        post.view = view;
        decision.posts.push_back(std::move(post));
    }
}

void Ruling::tell_long(
    const FollowUp& follow_up, const std::string& template_name, View view, std::string_view key
) {
    const std::string text(view.text(key));
    const auto pieces = pieces_of(text);
    if (!pieces.empty()) view.set(key, pieces.front());
    tell(follow_up, template_name, std::move(view));
    for (std::size_t i = 1; i < pieces.size(); ++i)
        tell(follow_up, "continued", View().set("text", pieces[i]));
}

void Ruling::nudge(PersonId to, std::string_view key, std::string template_name, View view) {
    Post post;
    post.kind = Post::Kind::replace;
    post.person = to;
    post.key = timer_key("nudge", key) + ":" + to.text();
    post.template_name = std::move(template_name);
    post.view = std::move(view.set("nudge", key));
    post.useless_after = world.now + std::chrono::hours(72);
    decision.posts.push_back(std::move(post));
}

void Ruling::end_nudge(PersonId to, std::string_view key) {
    Post post;
    post.kind = Post::Kind::remove;
    post.person = to;
    post.key = timer_key("nudge", key) + ":" + to.text();
    decision.posts.push_back(std::move(post));
}

void Ruling::tell_person(PersonId to, std::string template_name, View view) {
    Post post;
    post.person = to;
    post.template_name = std::move(template_name);
    post.view = std::move(view);
    decision.posts.push_back(std::move(post));
}

}  // namespace debrief::core
