#include "adapters/sandbox/teams/typed.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <functional>

namespace debrief::sandbox::teams {
namespace {

constexpr std::string_view open_tag = "<at>";
constexpr std::string_view close_tag = "</at>";

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || static_cast<unsigned char>(c) >= 0x80U;
}

std::string word_at(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_word);
    std::string word(text.begin(), end);
    while (word.ends_with('.')) word.pop_back();
    return word;
}

/// Replaces each "<at>Name</at>" by what `make` says of the name.
std::string replace_tags(
    std::string_view text, const std::function<std::string(const std::string&)>& make
) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find(open_tag);
        const auto close = open == std::string_view::npos ? open : text.find(close_tag, open);
        if (close == std::string_view::npos) return out + std::string(text);
        out += text.substr(0, open);
        out +=
            make(unescape_xml(text.substr(open + open_tag.size(), close - open - open_tag.size())));
        text.remove_prefix(close + close_tag.size());
    }
    return out;
}

}  // namespace

std::string unescape_xml(std::string_view text) {
    std::string out(text);
    for (const auto& [from, to] :
         {std::pair<std::string_view, char>{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}) {
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + 1))
            out.replace(at, from.size(), 1, to);
    }
    return out;
}

bool Typed::names(std::string_view id) const {
    return std::any_of(mentions.begin(), mentions.end(), [id](const Mention& each) {
        return each.id == id;
    });
}

std::string escape_xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

Typed read_typed(const Tenant& tenant, std::string_view typed, bool bot) {
    Typed result;
    std::string inside;
    for (std::size_t i = 0; i < typed.size();) {
        const bool begins = typed[i] == '@' && (i == 0 || !is_word(typed[i - 1]));
        const std::string word = begins ? word_at(typed.substr(i + 1)) : std::string();
        Mention mention;
        if (bot && text::lower(word) == text::lower(ids::bot_name)) {
            mention = Mention(ids::bot, ids::bot_name);
        } else if (!word.empty()) {
            const Person* person = tenant.person_called(word);
            if (person != nullptr) mention = Mention(person->id, person->name);
        }
        if (mention.id.empty()) {
            result.text += typed[i];
            inside += escape_xml(typed.substr(i++, 1));
            continue;
        }
        const std::string name = escape_xml(mention.name);
        inside += "<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"" +
                  std::to_string(result.mentions.size()) + "\">" + name + "</span>";
        result.text += std::string(open_tag) + name + std::string(close_tag);
        result.mentions.push_back(std::move(mention));
        i += word.size() + 1;
    }
    result.html = "<p>" + inside + "</p>";
    return result;
}

std::string typed_again(const Tenant& tenant, std::string_view text) {
    return replace_tags(text, [&](const std::string& name) {
        const Person* person = tenant.person_called(name);
        return "@" + (person == nullptr ? text::lower(name) : person->handle);
    });
}

std::string without_tags(std::string_view text) {
    return replace_tags(text, [](const std::string& name) { return "@" + name; });
}

}  // namespace debrief::sandbox::teams
