// What the parts of the summary share. Only files of the summary include it.
#pragma once
#include "bot/core/ruling.hpp"

#include <algorithm>
#include <string>
#include <vector>

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
    explicit Lines(std::size_t most = lines_shown) : most_(most) {}
    void add(View line) {
        if (count_++ < most_) shown_.push(std::move(line));
    }
    [[nodiscard]] View done() && {
        View view;
        auto shown = std::min(count_, most_);
        return view.set("lines", std::move(shown_))
            .set("count", count_)
            .set("more", count_ - shown);
    }

  private:
    std::size_t most_;
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
inline View percent(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? View() : View((part * 100 + whole / 2) / whole);
}

/// How the share of those where all is well has changed: "better", "worse", "same"; "new" when
/// there is nothing to compare.
inline const char* trend(const Figures& now, const Figures& before) {
    if (now.answered == 0 || before.answered == 0) return "new";
    const auto change = now.all_well * before.answered - before.all_well * now.answered;
    return change > 0 ? "better" : change < 0 ? "worse" : "same";
}

/// The channels it is posted in: those of [summary], and all ways that take new posts only.
[[nodiscard]] std::vector<Channel> summary_places(const Directory& directory);
/// Posts it there, once for each `period` ("week:2026-11-16").
void post_summary(
    Ruling& ruling, const char* template_name, const std::string& period, const View& view
);
/// Shows the last month by goal; `span` says up to when, and of which service.
void show_month(Ruling& ruling, Span span);
[[nodiscard]] std::optional<UtcTime> next_monthly_summary(const SummaryPlan& plan, UtcTime now);
/// 2. Plans whose window is near and that somebody has not agreed to.
void add_plans_not_agreed(const Ruling& ruling, const Span& span, Lines& lines);
/// 5. Checks due, and how those of the span went.
[[nodiscard]] View checks_part(const Ruling& ruling, const Span& span);
/// Upgrades that went well, controls that held.
[[nodiscard]] View good_news_part(const Ruling& ruling, const Span& span);
/// 7. Thanks, both sides.
[[nodiscard]] View thanks_part(const Ruling& ruling, const Span& span);

}  // namespace debrief::core
