#include "templates/functions.hpp"

#include "bot/base/text.hpp"
#include "templates/times.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace debrief::templates {

Val Call::value(std::size_t i) const {
    return evaluate(args_[i], scope_, place_);
}
Val Call::plain(std::size_t i) const {
    return evaluate(args_[i], scope_, plain_words()).untrusted();
}

std::string Call::plain_text(std::size_t i) const {
    std::string out;
    templates::append(out, args_[i], scope_, plain_words());
    return out;
}

void Call::append(std::string& out, std::size_t i) const {
    templates::append(out, args_[i], scope_, place_);
}

void Call::append_for(std::string& out, std::size_t i, json::Ref element, std::size_t index) const {
    const Scope inner{element, scope_.root, static_cast<std::int64_t>(index)};
    templates::append(out, args_[i], inner, place_);
}

namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

Val run_if(const Call& call) {
    if (call.plain(0).truthy()) return call.value(1);
    return call.size() > 2 ? call.value(2) : Val();
}
Val run_equals(const Call& call) {
    return Val::of(Val::equal(call.plain(0), call.plain(1)));
}
Val run_not(const Call& call) {
    return Val::of(!call.plain(0).truthy());
}
Val run_and(const Call& call) {
    for (std::size_t i = 0; i < call.size(); ++i)
        if (!call.plain(i).truthy()) return Val::of(false);
    return Val::of(true);
}
Val run_or(const Call& call) {
    for (std::size_t i = 0; i < call.size(); ++i)
        if (call.plain(i).truthy()) return Val::of(true);
    return Val::of(false);
}
Val run_length(const Call& call) {
    return Val::of(call.plain(0).length());
}
Val run_empty(const Call& call) {
    return Val::of(call.plain(0).empty());
}
Val run_exists(const Call& call) {
    return Val::of(call.plain(0).kind() != Val::Kind::nothing);
}

Val run_concat(const Call& call) {
    std::string out;
    for (std::size_t i = 0; i < call.size(); ++i) call.append(out, i);
    return Val::markup(std::move(out));
}

Val run_join(const Call& call) {
    const auto list = call.plain(0);
    if (list.kind() != Val::Kind::node || !list.node().is_array()) return call.value(0);
    std::string out;
    for (std::size_t i = 0; i < list.node().size(); ++i) {
        if (i > 0) call.append(out, 1);
        Val(list.node().at(i)).append(out, call.place());
    }
    return Val::markup(std::move(out));
}

Val run_each(const Call& call) {
    const auto list = call.plain(0).node();
    std::string out, piece;
    for (std::size_t i = 0; i < list.size() && list.is_array(); ++i) {
        piece.clear();
        call.append_for(piece, 2, list.at(i), i);
        if (!piece.empty() && !out.empty()) call.append(out, 1);
        out += piece;
    }
    return Val::markup(std::move(out));
}

Val run_lower(const Call& call) {
    return Val::words(text::lower(call.plain_text(0)));
}
Val run_upper(const Call& call) {
    auto out = call.plain_text(0);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return Val::words(std::move(out));
}
Val run_cut(const Call& call) {
    const auto limit = std::max<std::int64_t>(call.plain(1).integer(), 0);
    return Val::words(text::cut(call.plain_text(0), static_cast<std::size_t>(limit)));
}

Val run_replace(const Call& call) {
    auto text = call.plain_text(0);
    const auto from = call.plain_text(1), to = call.plain_text(2);
    for (auto at = from.empty() ? text.npos : text.find(from); at != text.npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return Val::words(std::move(text));
}

Val run_format_time(const Call& call) {
    const auto time = call.plain(0);
    if (!time.is_number()) return call.value(0);
    const auto format = call.size() > 1 ? call.plain_text(1) : std::string("yyyy-MM-dd HH:mm");
    return Val::words(format_time(time.integer(), format));
}
Val run_format_number(const Call& call) {
    const auto number = call.plain(0);
    if (!number.is_number()) return call.value(0);
    const auto decimals = call.size() > 1 ? call.plain(1).integer() : 0;
    return Val::words(
        format_number(number.number(), static_cast<int>(std::clamp<std::int64_t>(decimals, 0, 9)))
    );
}
Val run_plural(const Call& call) {
    const auto number = call.plain(0);
    const bool one = number.is_number() ? number.number() == 1 : number.length() == 1;
    return call.value(one ? 1 : 2);
}

void append_person(std::string& out, const Call& call, const Val& person) {
    if (person.kind() == Val::Kind::node) return call.place().mention(out, person.node());
    person.append(out, call.place());
}
Val run_mention(const Call& call) {
    std::string out;
    append_person(out, call, call.plain(0));
    return Val::markup(std::move(out));
}
Val run_mentions(const Call& call) {
    const auto people = call.plain(0);
    if (people.kind() != Val::Kind::node || !people.node().is_array()) return run_mention(call);
    std::string out;
    const auto count = people.node().size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += i + 1 == count ? " and " : ", ";
        append_person(out, call, Val(people.node().at(i)));
    }
    return Val::markup(std::move(out));
}

template <auto Writer>
Val run_time(const Call& call) {
    const auto time = call.plain(0);
    if (!time.is_number()) return call.value(0);
    std::string out;
    if (!format_time(time.integer(), "yyyy").empty()) (call.place().*Writer)(out, time.integer());
    return Val::markup(std::move(out));
}
Val run_link(const Call& call) {
    std::string out;
    const auto url = call.plain_text(0);
    call.place().link(out, url, call.size() > 1 ? call.plain_text(1) : std::string());
    return Val::markup(std::move(out));
}
template <auto Writer>
Val run_text(const Call& call) {
    std::string out;
    const auto text = call.plain_text(0);
    if (!text.empty()) (call.place().*Writer)(out, text);
    return Val::markup(std::move(out));
}
Val run_json(const Call& call) {
    const auto value = call.plain(0).json();
    return Val::words(json::dump(value));
}

constexpr std::array functions{
    Function{"and", 1, any_number, run_and, "and(a, b, …)"},
    Function{"code", 1, 1, run_text<&Markup::code>, "code(text)"},
    Function{"concat", 1, any_number, run_concat, "concat(a, b, …)"},
    Function{"count", 1, 1, run_length, "count(list)"},
    Function{"cut", 2, 2, run_cut, "cut(text, characters)"},
    Function{"date", 1, 1, run_time<&Markup::date>, "date(time)"},
    Function{"day", 1, 1, run_time<&Markup::day>, "day(time)"},
    Function{"each", 3, 3, run_each, "each(list, separator, expression)", true},
    Function{"empty", 1, 1, run_empty, "empty(value)"},
    Function{"equals", 2, 2, run_equals, "equals(a, b)"},
    Function{"exists", 1, 1, run_exists, "exists(value)"},
    Function{"formatDateTime", 1, 2, run_format_time, "formatDateTime(time, 'yyyy-MM-dd HH:mm')"},
    Function{"formatNumber", 1, 2, run_format_number, "formatNumber(number, decimals)"},
    Function{"if", 2, 3, run_if, "if(condition, then, otherwise)"},
    Function{"join", 2, 2, run_join, "join(list, ', ')"},
    Function{"json", 1, 1, run_json, "json(value)"},
    Function{"length", 1, 1, run_length, "length(text)"},
    Function{"link", 1, 2, run_link, "link(url, label)"},
    Function{"mention", 1, 1, run_mention, "mention(person)"},
    Function{"mentions", 1, 1, run_mentions, "mentions(people)"},
    Function{"not", 1, 1, run_not, "not(value)"},
    Function{"or", 1, any_number, run_or, "or(a, b, …)"},
    Function{"plural", 3, 3, run_plural, "plural(number, 'one', 'many')"},
    Function{"quote", 1, 1, run_text<&Markup::quote>, "quote(text)"},
    Function{"replace", 3, 3, run_replace, "replace(text, 'old', 'new')"},
    Function{"toLower", 1, 1, run_lower, "toLower(text)"},
    Function{"toUpper", 1, 1, run_upper, "toUpper(text)"},
};

}  // namespace

std::span<const Function> all_functions() {
    return functions;
}

const Function* find_function(std::string_view name) {
    const auto* found = std::find_if(functions.begin(), functions.end(), [&](const Function& f) {
        return f.name == name;
    });
    return found == functions.end() ? nullptr : found;
}

}  // namespace debrief::templates
