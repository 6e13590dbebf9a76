// From where a person looked at a thread when they last did something in it. An ephemeral message
// in a thread is seen only in the thread's own pane, and not at all while the thread has no reply:
// whoever pressed a button of the head in the channel would wait for an answer they cannot see.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <tuple>

namespace debrief::slack {

class Viewpoints {
  public:
    void note(
        const std::string& channel,
        const std::string& thread,
        const std::string& user,
        bool from_channel
    ) {
        if (!from_channel) {
            from_channel_.erase(std::make_tuple(channel, thread, user));
            return;
        }
        if (from_channel_.size() >= most) from_channel_.clear();  // costs an answer its best place
        from_channel_.emplace(channel, thread, user);
    }
    [[nodiscard]] bool from_channel(
        const std::string& channel, const std::string& thread, const std::string& user
    ) const {
        return from_channel_.contains(std::make_tuple(channel, thread, user));
    }

  private:
    static constexpr std::size_t most = 10'000;
    std::set<std::tuple<std::string, std::string, std::string>> from_channel_;
};

}  // namespace debrief::slack
