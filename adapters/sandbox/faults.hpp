// What can go wrong on Slack's side, on demand: for tests and for the page's panel.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace debrief::sandbox {

struct Fault {
    enum class Kind : std::uint8_t {
        rate_limited,  ///< 429 with Retry-After `seconds`; the method stays shut for that long
        server_error,  ///< 500 `internal_error`, without effect
        html,          ///< 503 with a page instead of JSON
        half,          ///< the effect happens, the answer is cut in the middle
        silent,        ///< no effect, and no answer before the caller gives up
        lost,          ///< the effect happens, and no answer before the caller gives up
        error,         ///< HTTP 200 with the error `name`
    };
    Kind kind = Kind::server_error;
    int seconds = 1;
    std::string name;
};

class Faults {
  public:
    /// The next `times` calls of that method ("*": of any) end like this.
    void next(std::string method, Fault fault, int times = 1) {
        for (int i = 0; i < times; ++i) planned_[method].push_back(fault);
    }
    void forget() { planned_.clear(); }
    /// Takes the fault planned for this call, if any.
    [[nodiscard]] std::optional<Fault> take(std::string_view method) {
        for (const auto key : {method, std::string_view("*")}) {
            const auto found = planned_.find(key);
            if (found == planned_.end() || found->second.empty()) continue;
            Fault fault = found->second.front();
            found->second.pop_front();
            return fault;
        }
        return std::nullopt;
    }

  private:
    std::map<std::string, std::deque<Fault>, std::less<>> planned_;
};

}  // namespace debrief::sandbox
