// The workspace itself: people, channels, membership, messages and threads, without HTTP. All in
// memory, all on one thread. Rules of who may see what live here; rules of the Web API do not.
#pragma once
#include "adapters/sandbox/model.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/random.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

class Workspace {
  public:
    Workspace(const Clock& clock, Random& random);
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    // ---- people

    void add(Person person);
    [[nodiscard]] const Person* person(std::string_view id) const;
    /// By handle, or by the first word of the name, without case.
    [[nodiscard]] const Person* person_called(std::string_view name) const;
    [[nodiscard]] const std::vector<Person>& people() const { return people_; }

    /// User groups, by id.
    void put(std::string id, UserGroup group) { groups_[std::move(id)] = std::move(group); }
    [[nodiscard]] const std::map<std::string, UserGroup, std::less<>>& groups() const {
        return groups_;
    }

    // ---- channels

    Channel& add(Channel channel);
    [[nodiscard]] const Channel* channel(std::string_view id) const;
    [[nodiscard]] const Channel* channel_called(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Channel>& channels() const { return channels_; }
    /// The direct conversation of a person and Debrief, opened when there was none.
    const Channel& direct(std::string_view person);
    [[nodiscard]] bool is_member(std::string_view channel, std::string_view user) const;
    [[nodiscard]] bool bot_is_in(std::string_view channel) const {
        return is_member(channel, ids::bot_user);
    }
    /// False when that channel or person does not exist or the person is in it already.
    bool join(std::string_view channel, std::string_view user, std::string_view inviter);
    bool leave(std::string_view channel, std::string_view user);
    void archive(std::string_view channel, bool archived);
    void rename(std::string_view channel, std::string name);
    void remove_channel(std::string_view channel);

    // ---- messages

    /// Posts with a fresh ts and returns the stored message; null when there is no such channel.
    const Message* post(std::string_view channel, Message message);
    [[nodiscard]] const Message* message(std::string_view channel, std::string_view ts) const;
    /// A message everybody may see and no tombstone, as the Web API finds them.
    [[nodiscard]] const Message* public_message(std::string_view channel, std::string_view ts)
        const;
    /// Changes in place; tells the change with the message before. False when there is none.
    bool change(
        std::string_view channel, std::string_view ts, const std::function<void(Message&)>& edit
    );
    /// Deletes; a parent of replies leaves a tombstone. False when there is none.
    bool remove(std::string_view channel, std::string_view ts);
    /// Replies of a thread in order, without the parent, as this viewer sees them ("" = as apps
    /// do).
    [[nodiscard]] std::vector<const Message*> replies(
        std::string_view channel, std::string_view parent, std::string_view viewer = {}
    ) const;
    bool react(
        std::string_view channel, std::string_view ts, std::string_view user, std::string_view name
    );
    bool unreact(
        std::string_view channel, std::string_view ts, std::string_view user, std::string_view name
    );

    // ---- changes

    /// Called after each change, in order of registration.
    void on_change(std::function<void(const Change&)> tell) {
        listeners_.push_back(std::move(tell));
    }
    /// Something that only the page shows changed (a modal, a notice), or a person did something
    /// that apps hear about.
    void tell(const Change& change);
    void touch() { tell(Change()); }
    /// Grows with each change.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

    /// A timestamp in Slack's form, unique and growing.
    [[nodiscard]] std::string fresh_ts();
    /// Upper-case letters and digits behind a prefix, as in "Ev…".
    [[nodiscard]] std::string fresh_id(std::string_view prefix);
    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] Random& random() { return random_; }
    [[nodiscard]] std::int64_t seconds_now() const;

  private:
    Channel* find(std::string_view id);

    const Clock& clock_;
    Random& random_;
    std::vector<Person> people_;
    std::map<std::string, UserGroup, std::less<>> groups_;
    std::map<std::string, Channel> channels_;
    std::vector<std::function<void(const Change&)>> listeners_;
    std::uint64_t revision_ = 1;
    std::int64_t last_micros_ = 0;
};

/// "1795176000.000100" from microseconds since 1970.
[[nodiscard]] std::string ts_of(std::int64_t micros);

}  // namespace debrief::sandbox
