// Lists of follow-ups and figures over them. Each list starts from the index of its most telling
// filter; the other filters look at the rows that this index brings.
#include "storage/sqlite/follow_up_columns.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

namespace debrief::storage::sqlite {
namespace {

constexpr Sql every_filter =
    "(?1 IS NULL OR f.state = ?1) AND (?2 = '' OR f.service = ?2) "
    "AND (?3 IS NULL OR f.opened_at >= ?3) AND (?4 IS NULL OR f.opened_at < ?4) "
    "AND (?5 IS NULL OR f.closed_at >= ?5) AND (?6 IS NULL OR f.closed_at < ?6) "
    "AND (?7 IS NULL OR f.complete_by < ?7) "
    "AND (?8 IS NULL OR (f.acknowledge_by < ?8 AND f.mistake_count = 0)) "
    "AND (?9 = 0 OR f.broken > 0) AND (?10 = 1 OR f.is_private = 0)";

constexpr Sql newest_first = " ORDER BY f.id DESC LIMIT ?12";
constexpr Sql select = "SELECT " + follow_up_columns + " FROM ";
constexpr Sql no_bound_below = "-9223372036854775808";
constexpr Sql no_bound_above = "9223372036854775807";

const Query of_person{
    "follow_ups_of_person",
    select +
        "follow_up_people AS p CROSS JOIN follow_ups AS f ON f.id = p.follow_up "
        "WHERE p.person = ?11 AND " +
        every_filter + " ORDER BY p.follow_up DESC LIMIT ?12"};

const Query open_of_person{
    "open_follow_ups_of_person",
    select +
        "follow_up_people AS p INDEXED BY follow_up_people_open "
        "CROSS JOIN follow_ups AS f ON f.id = p.follow_up "
        "WHERE p.person = ?11 AND p.open = 1 AND " +
        every_filter + " ORDER BY p.follow_up DESC LIMIT ?12"};

const Query open_ones{
    "open_follow_ups",
    select + "follow_ups AS f INDEXED BY follow_ups_open WHERE f.state = 'open' AND " +
        every_filter + newest_first};

const Query planned_ones{
    "planned_follow_ups",
    select + "follow_ups AS f INDEXED BY follow_ups_planned WHERE f.state = 'planned' AND " +
        every_filter + newest_first};

const Query broken_ones{
    "broken_follow_ups",
    select + "follow_ups AS f INDEXED BY follow_ups_broken WHERE f.broken > 0 AND " + every_filter +
        newest_first};

const Query closed_between{
    "closed_follow_ups",
    select +
        "follow_ups AS f INDEXED BY follow_ups_by_closed WHERE f.closed_at IS NOT NULL "
        "AND f.closed_at >= ifnull(?5, " +
        no_bound_below + ") AND f.closed_at < ifnull(?6, " + no_bound_above + ") AND " +
        every_filter + newest_first};

const Query opened_between{
    "opened_follow_ups",
    select +
        "follow_ups AS f INDEXED BY follow_ups_by_opened "
        "WHERE f.opened_at >= ifnull(?3, " +
        no_bound_below + ") AND f.opened_at < ifnull(?4, " + no_bound_above + ") AND " +
        every_filter + newest_first};

const Query of_service{
    "follow_ups_of_service",
    select + "follow_ups AS f INDEXED BY follow_ups_by_service WHERE f.service = ?2 AND " +
        every_filter + newest_first};

const Query overdue{
    "overdue_follow_ups",
    select + "follow_ups AS f INDEXED BY follow_ups_by_complete WHERE f.complete_by < ?7 AND " +
        every_filter + newest_first};

const Query unacknowledged{
    "unacknowledged_follow_ups",
    select +
        "follow_ups AS f INDEXED BY follow_ups_unacknowledged "
        "WHERE f.acknowledge_by < ?8 AND f.mistake_count = 0 AND " +
        every_filter + newest_first};

const Query newest{
    "newest_follow_ups", select + "follow_ups AS f WHERE " + every_filter + newest_first};

const Query& query_for(const core::FollowUpFilter& filter) {
    const bool open_only = filter.state == core::FollowUpState::open;
    if (filter.involving) return open_only ? open_of_person : of_person;
    if (open_only) return open_ones;
    if (filter.state == core::FollowUpState::planned) return planned_ones;
    if (filter.broken_only) return broken_ones;
    if (filter.closed_from || filter.closed_to) return closed_between;
    if (filter.opened_from || filter.opened_to) return opened_between;
    if (!filter.service.empty()) return of_service;
    if (filter.acknowledge_before) return unacknowledged;
    if (filter.complete_before) return overdue;
    return newest;
}

constexpr Sql counted =
    "count(*), ifnull(sum(kind = 'incident'), 0), ifnull(sum(kind = 'upgrade'), 0), "
    "ifnull(sum(works + partly + broken > 0), 0), "
    "ifnull(sum(works > 0 AND partly = 0 AND broken = 0), 0), ifnull(sum(broken > 0), 0), "
    "ifnull(sum(state = 'closed'), 0), ifnull(sum(closing = 'quiet'), 0), "
    "ifnull(sum(is_private), 0), ifnull(sum(feedback_count), 0), ifnull(sum(mistake_count), 0) ";
constexpr Sql opened_in_span =
    "FROM follow_ups INDEXED BY follow_ups_by_opened "
    "WHERE opened_at >= ?1 AND opened_at < ?2 AND (?3 = '' OR service = ?3)";

const Query count_figures{"figures", "SELECT " + counted + opened_in_span};

const Query count_by_goal{
    "goal_figures",
    "SELECT " + counted + ", goal " + opened_in_span +
        " AND goal <> '' AND is_private = 0 GROUP BY goal ORDER BY count(*) DESC, goal LIMIT 100"};

void read_figures(Statement& row, core::Figures& all, auto&... more) {
    row.read(
        all.opened,
        all.incidents,
        all.upgrades,
        all.answered,
        all.all_well,
        all.still_broken,
        all.closed,
        all.quiet,
        all.is_private,
        all.feedback,
        all.mistakes,
        more...
    );
}

}  // namespace

std::vector<core::FollowUp> Transaction::follow_ups(const core::FollowUpFilter& filter) const {
    Statement row(
        connection_,
        query_for(filter),
        filter.state,
        filter.service,
        filter.opened_from,
        filter.opened_to,
        filter.closed_from,
        filter.closed_to,
        filter.complete_before,
        filter.acknowledge_before,
        filter.broken_only,
        filter.include_private,
        filter.involving,
        filter.limit
    );
    std::vector<core::FollowUp> found;
    while (row.step()) read_follow_up(row, found.emplace_back());
    for (core::FollowUp& record : found) load_channels(record);
    return found;
}

core::Figures Transaction::figures(core::UtcTime from, core::UtcTime to, std::string_view service)
    const {
    Statement row(connection_, count_figures, from, to, service);
    row.step();
    core::Figures all;
    read_figures(row, all);
    return all;
}

std::vector<core::GoalFigures> Transaction::goal_figures(
    core::UtcTime from, core::UtcTime to, std::string_view service
) const {
    Statement row(connection_, count_by_goal, from, to, service);
    std::vector<core::GoalFigures> found;
    while (row.step()) {
        auto& one = found.emplace_back();
        read_figures(row, one.figures, one.goal);
    }
    return found;
}

}  // namespace debrief::storage::sqlite
