// The search index. It is written in groups, some time after the records: see the schema.
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/transaction.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace debrief::storage::sqlite {
namespace {

using core::SearchKind;

constexpr std::int64_t rows_of_a_kind = std::int64_t{1} << 40;
/// Rows taken up at a time: enough to share the cost of a piece of the index, few enough not to
/// hold up anybody.
constexpr std::int64_t bite = 500;
/// Of each kind so many of the newest that match are weighed against each other.
constexpr std::size_t weighed = 100;
/// A shorter word has to stand there as it is: almost everything begins with an "a".
constexpr std::size_t shortest_beginning = 3;
constexpr std::size_t most_words = 20;

struct Kind {
    SearchKind kind;
    std::int64_t (*next)(const Transaction& tx);
};
const Kind kinds[] = {
    {SearchKind::follow_up, [](const Transaction& tx) { return tx.next_follow_up().value(); }},
    {SearchKind::feedback, [](const Transaction& tx) { return tx.next_feedback().value(); }},
    {SearchKind::mistake, [](const Transaction& tx) { return tx.next_mistake().value(); }},
    {SearchKind::control, [](const Transaction& tx) { return tx.next_control().value(); }},
    {SearchKind::concern, [](const Transaction& tx) { return tx.next_concern().value(); }},
    {SearchKind::protocol, [](const Transaction& tx) { return tx.next_protocol().value(); }},
};

const Query upto{"search_upto", "SELECT number FROM search_upto WHERE kind = ?1"};
const Query set_upto{
    "set_search_upto",
    "INSERT INTO search_upto (kind, number) VALUES (?1, ?2) "
    "ON CONFLICT (kind) DO UPDATE SET number = excluded.number"};
const Query insert_new{
    "index_new",
    "INSERT INTO search (rowid, text, follow_up, service) "
    "SELECT kind * ?2 + number, text, follow_up, service FROM searchable WHERE kind = ?1 AND "
    "number > ?3 AND number <= ?4 AND text <> ''"};
const Query changed{"search_changed", "SELECT kind, number FROM search_changed LIMIT ?1"};
const Query delete_old{"unindex", "DELETE FROM search WHERE rowid = ?1"};
const Query insert_changed{
    "index_changed",
    "INSERT INTO search (rowid, text, follow_up, service) "
    "SELECT kind * ?2 + number, text, follow_up, service FROM searchable WHERE kind = ?1 AND "
    "number = ?3 AND number <= ?4 AND text <> ''"};
const Query forget_changed{
    "forget_search_changed", "DELETE FROM search_changed WHERE kind = ?1 AND number = ?2"};
const Query find{
    "search",
    "SELECT rowid, follow_up, service, snippet(search, 0, '', '', '…', 20), fit(search) "
    "FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 "
    "AND (?4 = '' OR service = ?4) ORDER BY rowid DESC"};

std::int64_t taken_up(Connection& connection, SearchKind kind) {
    Statement row(connection, upto, static_cast<std::int64_t>(kind));
    return row.step() ? row.value<std::int64_t>() : 0;
}

/// Every word in quotation marks, so that nothing in it is an operator. With `beginnings` each but
/// the shortest may be the beginning of one.
std::string expression_of(std::string_view words, bool beginnings) {
    std::string expression;
    for (std::size_t count = 0; count < most_words; ++count) {
        const auto start = words.find_first_not_of(" \t\r\n");
        if (start == std::string_view::npos) break;
        const auto end = std::min(words.find_first_of(" \t\r\n", start), words.size());
        const auto word = words.substr(start, end - start);
        words.remove_prefix(end);
        expression += '"';
        for (const char letter : word) {
            if (letter == '\0') continue;
            if (letter == '"') expression += '"';
            expression += letter;
        }
        expression += beginnings && word.size() >= shortest_beginning ? "\"* " : "\" ";
    }
    return expression;
}

struct Weighed {
    core::SearchHit hit;
    double score = 0;
};

using Visible = std::function<bool(core::FollowUpId)>;

/// What fits the expression, the best first, of equal ones the newer.
std::vector<core::SearchHit> look(
    Connection& connection,
    const std::string& expression,
    const std::string& service,
    const Visible& visible
) {
    std::vector<Weighed> found;
    for (const Kind& each : kinds) {
        const std::int64_t first = static_cast<std::int64_t>(each.kind) * rows_of_a_kind;
        const std::int64_t end = first + rows_of_a_kind;
        Statement row(connection, find, expression, first, end, service);
        for (std::size_t count = 0; count < weighed && row.step();) {
            Weighed one;
            core::SearchHit& hit = one.hit;
            row.read(hit.number, hit.follow_up, hit.service, hit.snippet, one.score);
            if (hit.follow_up && !visible(*hit.follow_up)) continue;
            hit.kind = each.kind;
            hit.number -= first;
            found.push_back(std::move(one));
            ++count;
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Weighed& a, const Weighed& b) {
        return a.score > b.score;
    });
    std::vector<core::SearchHit> hits;
    for (auto& one : found) hits.push_back(std::move(one.hit));
    return hits;
}

}  // namespace

bool Transaction::behind_in_search() const {
    if (Statement(connection_, changed, 1).step()) return true;
    return std::any_of(std::begin(kinds), std::end(kinds), [&](const Kind& each) {
        return taken_up(connection_, each.kind) + 1 < each.next(*this);
    });
}

void Transaction::catch_up_search() {
    std::vector<std::pair<std::int64_t, std::int64_t>> again;
    {
        Statement row(connection_, changed, bite);
        while (row.step()) {
            auto& [kind, number] = again.emplace_back();
            row.read(kind, number);
        }
    }
    for (const auto& [kind, number] : again) {
        // Those that were never taken up come with the new ones.
        const auto known = taken_up(connection_, static_cast<SearchKind>(kind));
        const std::int64_t row = kind * rows_of_a_kind + number;
        Statement(connection_, delete_old, row).run();
        Statement(connection_, insert_changed, kind, rows_of_a_kind, number, known).run();
        Statement(connection_, forget_changed, kind, number).run();
    }
    for (const Kind& each : kinds) {
        const auto kind = static_cast<std::int64_t>(each.kind);
        const auto from = taken_up(connection_, each.kind);
        const auto to = std::min(from + bite, each.next(*this) - 1);
        if (to <= from) continue;
        Statement(connection_, insert_new, kind, rows_of_a_kind, from, to).run();
        Statement(connection_, set_upto, kind, to).run();
    }
}

std::vector<core::SearchHit> Transaction::search(
    const core::SearchQuery& query, const std::function<bool(core::FollowUpId)>& may_see
) const {
    std::map<core::FollowUpId, bool> asked;
    const Visible visible = [&](core::FollowUpId id) {
        const auto known = asked.find(id);
        return known != asked.end() ? known->second : asked.emplace(id, may_see(id)).first->second;
    };
    const auto find_all = [&](bool beginnings) {
        const std::string expression = expression_of(query.words, beginnings);
        if (expression.empty()) return std::vector<core::SearchHit>();
        return look(connection_, expression, query.service, visible);
    };
    // Words as they are come first. Beginnings cost what they find, so they are only looked for
    // when there is room.
    auto hits = find_all(false);
    if (hits.size() < query.limit) {
        std::set<std::pair<core::SearchKind, std::int64_t>> there;
        for (const auto& hit : hits) there.emplace(hit.kind, hit.number);
        for (auto& hit : find_all(true)) {
            if (!there.contains({hit.kind, hit.number})) hits.push_back(std::move(hit));
        }
    }
    if (hits.size() > query.limit) hits.resize(query.limit);
    return hits;
}

}  // namespace debrief::storage::sqlite
