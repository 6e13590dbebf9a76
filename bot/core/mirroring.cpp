// Mirrored threads: what is said in one thread of a follow-up appears in its other threads, with
// who said it and where. Nothing that the bot itself posts is ever mirrored, so nothing echoes.
#include "bot/core/ruling.hpp"
#include "bot/core/text_pieces.hpp"

namespace debrief::core {
namespace {

std::string mirror_key(const Feedback& feedback, const Channel& channel, std::size_t piece) {
    return "mirror:" + feedback.id.text() + ":" + std::string(name_of(channel.platform)) + ":" +
           channel.tenant + ":" + channel.id + ":" + std::to_string(piece);
}

Post post_for(
    const FollowUp& follow_up, const Feedback& feedback, const Channel& channel, std::size_t piece
) {
    Post post;
    post.channel = channel;
    post.thread_of = follow_up.id;
    post.key = mirror_key(feedback, channel, piece);
    return post;
}

View piece_view(const Ruling& ruling, const Feedback& feedback, std::string_view piece) {
    View view;
    view.set("by", person_view(ruling.person(feedback.giver)))
        .set("platform", title_of(feedback.message.channel.platform))
        .set("text", piece)
        .set("edited", feedback.edited);
    return view;
}

}  // namespace

void mirror(
    Ruling& ruling,
    const FollowUp& follow_up,
    const Feedback& feedback,
    std::string_view mirrored_before
) {
    const auto pieces = pieces_of(feedback.text);
    const auto before = pieces_of(mirrored_before).size();
    for (const auto& channel : follow_up.channels) {
        if (channel == feedback.message.channel) continue;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            auto post = post_for(follow_up, feedback, channel, i);
            post.kind = Post::Kind::upsert;
            post.template_name = "mirrored";
            post.view = piece_view(ruling, feedback, pieces[i]);
            ruling.decision.posts.push_back(std::move(post));
        }
        for (std::size_t i = pieces.size(); i < before; ++i) {
            auto post = post_for(follow_up, feedback, channel, i);
            post.kind = Post::Kind::remove;
            ruling.decision.posts.push_back(std::move(post));
        }
    }
}

void unmirror(Ruling& ruling, const FollowUp& follow_up, const Feedback& feedback) {
    const auto pieces = pieces_of(feedback.text).size();
    for (const auto& channel : follow_up.channels) {
        if (channel == feedback.message.channel) continue;
        for (std::size_t i = 0; i < pieces; ++i) {
            auto post = post_for(follow_up, feedback, channel, i);
            post.kind = Post::Kind::remove;
            ruling.decision.posts.push_back(std::move(post));
        }
    }
}

}  // namespace debrief::core
