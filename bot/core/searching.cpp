// search WORDS [service:S]: mistakes, controls, feedback, concerns and follow-ups by their words.
#include "bot/core/letters.hpp"
#include "bot/core/options.hpp"
#include "bot/core/ruling.hpp"

#include <algorithm>

namespace debrief::core {
namespace {

constexpr std::size_t hits_shown = 10;

/// A letter or digit of any script.
bool says_something(std::string_view words) {
    return std::any_of(words.begin(), words.end(), [](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

/// The parts of a record on one line.
std::string on_one_line(std::string_view snippet) {
    std::string line;
    while (!snippet.empty()) {
        const auto end = std::min(snippet.find('\n'), snippet.size());
        const auto part = trim(snippet.substr(0, end));
        if (!part.empty()) line += (line.empty() ? "" : " · ") + std::string(part);
        snippet.remove_prefix(std::min(end + 1, snippet.size()));
    }
    return line;
}

const SearchKindName& row_of(SearchKind kind) {
    return *std::find_if(std::begin(search_kinds), std::end(search_kinds), [&](const auto& row) {
        return row.kind == kind;
    });
}

View hit_view(const Records& records, const SearchHit& hit) {
    const auto& row = row_of(hit.kind);
    const auto of = hit.follow_up ? records.follow_up(*hit.follow_up) : std::nullopt;
    View view;
    view.set("id", std::string(1, row.letter) + "-" + std::to_string(hit.number));
    view.set("kind", row.name).set("snippet", on_one_line(hit.snippet));
    view.set("follow_up", of ? of->id.text() : "").set("title", of ? of->subject.title : "");
    return view.set("service", hit.service);
}

}  // namespace

Intent read_search(std::string_view rest) {
    constexpr OptionRule rules[] = {{"service", "service:mail"}};
    const auto options = read_options(rest, rules);
    if (options.problem) return *options.problem;
    Search search;
    search.words = trim(options.rest);
    if (!options.given.empty()) search.service = options.given.front().value;
    if (!search.words.empty()) return search;
    ShowForm form;
    form.form = "search";
    if (!search.service.empty()) form.prefill.emplace_back("service", search.service);
    return form;
}

void decide_search(Ruling& ruling, const Search& search) {
    if (!says_something(search.words)) {
        return ruling.refuse_field(
            "words",
            "There is no word in that to look for.",
            "Name words that stand in what you look for, as in `search certificate expired`."
        );
    }
    const auto service = ruling.known_service(search.service);
    if (!service) return;
    SearchQuery query;
    query.words = search.words;
    query.service = *service;
    query.limit = hits_shown + 1;  // so that the message can say that there are more
    const auto& records = ruling.world.records;
    const auto may_see = [&](FollowUpId id) {
        const auto follow_up = records.follow_up(id);
        return follow_up && ruling.may_see(*follow_up);
    };
    auto hits = records.search(query, may_see);
    const bool more = hits.size() > hits_shown;
    if (more) hits.resize(hits_shown);
    View lines = View::List{};
    for (const auto& hit : hits) lines.push(hit_view(records, hit));
    View view;
    view.set("words", search.words).set("service", *service);
    ruling.reply(say("found", view.set("hits", std::move(lines)).set("more", more)));
}

}  // namespace debrief::core
