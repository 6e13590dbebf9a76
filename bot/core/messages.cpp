// How the rules speak: head posts, thread messages, reminders.
#include "bot/core/ruling.hpp"

namespace debrief::core {
namespace {

// One Slack section takes 3,000 characters; what is longer continues in the next message of the
// thread.
constexpr std::size_t longest_piece = 2'800;

/// The byte length of the first piece: at most `longest_piece` code points, cut after a white space
/// when there is one in the last tenth.
std::size_t piece_length(std::string_view text) {
    std::size_t points = 0;
    std::size_t last_space = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (starts && points++ == longest_piece) return last_space ? last_space : i;
        if ((text[i] == ' ' || text[i] == '\n') && points > longest_piece - longest_piece / 10)
            last_space = i + 1;
    }
    return text.size();
}

}  // namespace

void Ruling::touch(const FollowUp& follow_up) {
    for (const auto& channel : follow_up.channels) {
        Post post;
        post.kind = Post::Kind::upsert;
        post.channel = channel;
        post.thread_of = follow_up.id;
        post.key = head_key(follow_up.id, channel);
        post.template_name = "head";
        post.live = true;
        decision.posts.push_back(std::move(post));
    }
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
    std::string text(view.text(key));
    auto length = piece_length(text);
    view.set(key, text.substr(0, length));
    tell(follow_up, template_name, std::move(view));
    for (auto rest = std::string_view(text).substr(length); !rest.empty();
         rest = rest.substr(length)) {
        length = piece_length(rest);
        tell(follow_up, "continued", View().set("text", rest.substr(0, length)));
    }
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
