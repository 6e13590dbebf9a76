// What the parts of the summary share. Only files of the summary include it.
#pragma once
#include "bot/core/ruling.hpp"

#include <algorithm>
#include <string>

namespace debrief::core {

constexpr std::size_t lines_shown = 5;
constexpr std::size_t enough = 50;

struct Span {
    UtcTime from;
    UtcTime to;
    std::string service;
};

/// Collects lines: the first few are shown, the rest is counted.
class Lines {
  public:
    void add(View line) {
        if (count_++ < lines_shown) shown_.push(std::move(line));
    }
    [[nodiscard]] View done() && {
        View view;
        auto shown = std::min(count_, lines_shown);
        return view.set("lines", std::move(shown_))
            .set("count", count_)
            .set("more", count_ - shown);
    }

  private:
    View shown_ = View::List{};
    std::size_t count_ = 0;
};

/// Private follow-ups are counted among the gaps and never named here.
inline bool nameable(const std::optional<FollowUp>& follow_up, const Span& span) {
    return follow_up && !follow_up->is_private &&
           (span.service.empty() || follow_up->subject.service == span.service);
}

/// What became a working agreement: part of 3, you said → we did.
void add_protocols(const Ruling& ruling, const Span& span, Lines& lines);
/// 5. Checks due, and how those of the span went.
[[nodiscard]] View checks_part(const Ruling& ruling, const Span& span);
/// Upgrades that went well, controls that held.
[[nodiscard]] View good_news_part(const Ruling& ruling, const Span& span);
/// 7. Thanks, both sides.
[[nodiscard]] View thanks_part(const Ruling& ruling, const Span& span);

}  // namespace debrief::core
