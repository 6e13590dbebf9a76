// What a person's own Teams shows besides messages: the dialog that is open, and what they were
// told in passing.
#pragma once
#include "adapters/sandbox/teams/tenant.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::sandbox::teams {

/// A task module. It shows a card, or only words.
struct Dialog {
    Dialog() = default;
    std::string id, title;
    std::string conversation, message;  ///< the card whose button opened it
    json::Value card;                   ///< null when it shows only words
    std::string words;
    std::string trouble;
    std::vector<std::pair<std::string, std::string>> errors;  ///< input → what Teams says of it
};

/// Shown for a moment below a card, to one person.
struct Notice {
    Notice() = default;
    std::string id, text, message;  ///< `message`: below which card
    bool error = false;
};

class Desks {
  public:
    [[nodiscard]] const Dialog* dialog(std::string_view person) const {
        const auto found = dialogs_.find(person);
        return found == dialogs_.end() ? nullptr : &found->second;
    }
    Dialog* dialog(std::string_view person) {
        const auto found = dialogs_.find(person);
        return found == dialogs_.end() ? nullptr : &found->second;
    }
    void open(const std::string& person, Dialog dialog) {
        dialogs_.insert_or_assign(person, std::move(dialog));
    }
    void close(const std::string& person) { dialogs_.erase(person); }

    void notice(const std::string& person, Notice notice) {
        auto& list = notices_[person];
        list.push_back(std::move(notice));
        if (list.size() > most_notices) list.pop_front();
    }
    [[nodiscard]] const std::deque<Notice>& notices(const std::string& person) const {
        static const std::deque<Notice> none;
        const auto found = notices_.find(person);
        return found == notices_.end() ? none : found->second;
    }

    /// What the bot answered that Teams would not understand; people saw an error instead.
    std::vector<std::string> complaints;

  private:
    static constexpr std::size_t most_notices = 200;
    std::map<std::string, Dialog, std::less<>> dialogs_;
    std::map<std::string, std::deque<Notice>> notices_;
};

}  // namespace debrief::sandbox::teams
