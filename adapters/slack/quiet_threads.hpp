// Heads nobody replied to yet. Slack shows an ephemeral message in a thread only once the thread
// has a reply, so an answer to a button under a quiet head must go to the channel instead.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <utility>

namespace debrief::slack {

class QuietThreads {
  public:
    void add(const std::string& channel, const std::string& thread) {
        if (threads_.size() >= most) threads_.clear();  // only costs a reply in the wrong place
        threads_.emplace(channel, thread);
    }
    void remove(const std::string& channel, const std::string& thread) {
        threads_.erase(std::make_pair(channel, thread));
    }
    [[nodiscard]] bool contains(const std::string& channel, const std::string& thread) const {
        return threads_.contains(std::make_pair(channel, thread));
    }

  private:
    static constexpr std::size_t most = 10'000;
    std::set<std::pair<std::string, std::string>> threads_;
};

}  // namespace debrief::slack
