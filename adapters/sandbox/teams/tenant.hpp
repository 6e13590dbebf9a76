// The tenant itself: people, teams, conversations and messages, without HTTP. All in memory, all on
// one thread.
#pragma once
#include "adapters/sandbox/teams/model.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox::teams {

/// "19:…@thread.tacv2;messageid=177…" taken apart; `root` is empty when it names no thread.
struct Place {
    Place() = default;
    Place(std::string conversation_, std::string root_)
        : conversation(std::move(conversation_)), root(std::move(root_)) {}
    std::string conversation, root;
};
[[nodiscard]] Place place_of(std::string_view conversation_id);
[[nodiscard]] std::string id_of(const Place& place);

class Tenant {
  public:
    Tenant(const Clock& clock, Random& random) : clock_(clock), random_(random) {}
    Tenant(const Tenant&) = delete;
    Tenant& operator=(const Tenant&) = delete;

    // ---- people

    void add(Person person) { people_.push_back(std::move(person)); }
    /// By "29:…" id, Entra id or e-mail address.
    [[nodiscard]] const Person* person(std::string_view id) const;
    /// By handle, or by the first word of the name, without case.
    [[nodiscard]] const Person* person_called(std::string_view name) const;
    [[nodiscard]] const std::vector<Person>& people() const { return people_; }

    // ---- places

    void add(Team team);
    Conversation& add(Conversation conversation);
    [[nodiscard]] Team* team(std::string_view id);
    [[nodiscard]] const Team* team(std::string_view id) const;
    [[nodiscard]] const std::map<std::string, Team>& teams() const { return teams_; }
    [[nodiscard]] Conversation* conversation(std::string_view id);
    [[nodiscard]] const Conversation* conversation(std::string_view id) const;
    /// A channel or group chat by its name, with or without "#"; a team's name is its General.
    [[nodiscard]] const Conversation* conversation_called(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Conversation>& conversations() const {
        return conversations_;
    }
    /// What people call it: a team's General channel goes by the team's name.
    [[nodiscard]] std::string name_of(const Conversation& place) const;
    /// The chat of a person and the bot, opened when there was none.
    Conversation& personal(std::string_view person);
    [[nodiscard]] const std::vector<std::string>& members_of(const Conversation& place) const;
    [[nodiscard]] bool is_member(const Conversation& place, std::string_view person) const;
    [[nodiscard]] bool installed_in(const Conversation& place) const;
    /// Whether the app was there and is not any more.
    [[nodiscard]] bool removed_from(const Conversation& place) const;
    [[nodiscard]] bool reads_all_of(const Conversation& place) const;

    // ---- messages

    /// Posts with a fresh id; null when there is no such conversation or no such thread in it.
    const Message* post(const Place& place, Message message);
    [[nodiscard]] const Message* message(std::string_view conversation, std::string_view id) const;
    /// Changes in place; false when there is none.
    bool change(
        std::string_view conversation,
        std::string_view id,
        const std::function<void(Message&)>& edit
    );
    bool remove(std::string_view conversation, std::string_view id);
    /// The thread's first message ("" in chats, which have none).
    [[nodiscard]] std::string thread_of(const Conversation& place, const Message& message) const;

    // ---- changes

    void on_change(std::function<void(const Change&)> tell) {
        listeners_.push_back(std::move(tell));
    }
    void tell(const Change& change);
    void touch() { tell(Change()); }

    /// Milliseconds since 1970 as text, unique and growing.
    [[nodiscard]] std::string fresh_message_id();
    [[nodiscard]] std::string fresh_guid();
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] Random& random() { return random_; }

  private:
    const Clock& clock_;
    Random& random_;
    std::vector<Person> people_;
    std::map<std::string, Team> teams_;
    std::map<std::string, Conversation> conversations_;
    std::vector<std::function<void(const Change&)>> listeners_;
    std::int64_t last_id_ = 0;
};

/// "2026-11-20T12:00:00.0000000Z": seven digits, as Teams writes.
[[nodiscard]] std::string timestamp(UtcTime time);

}  // namespace debrief::sandbox::teams
