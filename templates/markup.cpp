#include "templates/markup.hpp"

#include "templates/times.hpp"

namespace debrief::templates {

namespace {

void value(std::string& out, std::string_view text) {
    out += text;
}
void mention(std::string& out, json::Ref person) {
    out += name_of(person);
}
void date(std::string& out, std::int64_t time) {
    out += format_time(time, "yyyy-MM-dd HH:mm 'UTC'");
}
void day(std::string& out, std::int64_t time) {
    out += format_time(time, "yyyy-MM-dd");
}
void link(std::string& out, std::string_view url, std::string_view label) {
    out += label.empty() ? url : label;
}

}  // namespace

const Markup& plain_words() {
    static constexpr Markup plain{value, mention, date, day, link, value, value};
    return plain;
}

std::string_view name_of(json::Ref person) {
    return person.is_string() ? person.str() : person["name"].str();
}

bool is_linkable(std::string_view url) {
    const bool known =
        url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
    return known && url.find_first_of(std::string_view("\0\r\n\t", 4)) == std::string_view::npos;
}

}  // namespace debrief::templates
