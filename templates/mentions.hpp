// People who are mentioned in a card. While a template is expanded, a mention is a mark around id
// and name, made of control characters that no inserted text can hold; when the card is fitted, it
// becomes "<at>Name</at>" and an entity that says who that is.
#pragma once
#include "bot/base/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace debrief::templates {

/// Whether the text is the id of a person in Teams: "29:…", "8:orgid:…", or "aad:GUID" from a
/// webhook.
[[nodiscard]] bool is_teams_user(std::string_view id);

/// Writes the mark. `id` is one that is_teams_user() takes.
void append_mention(std::string& out, std::string_view id, std::string_view name);

/// The people of one card or message.
class Mentions {
  public:
    /// The text for a person; each person has one of their own, even people of one name.
    [[nodiscard]] const std::string& text_for(std::string_view id, std::string_view name);
    [[nodiscard]] bool empty() const { return people_.empty(); }
    [[nodiscard]] std::size_t size() const { return people_.size(); }
    /// Forgets those who came after the first `size`: what mentioned them was left out.
    void rewind(std::size_t size);
    /// As "entities" of a message and of a card's "msteams" want it.
    [[nodiscard]] json::Value entities() const;

  private:
    struct Person {
        std::string id, name, tag, text;
    };
    std::vector<Person> people_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, int> numbers_;  ///< of a tag: the last one given
    std::unordered_set<std::string> texts_;
};

/// Expanded markup as Teams takes it: at most `limit` characters, cut with an ellipsis but never
/// inside a mention, macro, link or escape; each line a paragraph; marks replaced.
[[nodiscard]] std::string finish_markdown(
    std::string_view marked, std::size_t limit, Mentions& mentions
);

}  // namespace debrief::templates
