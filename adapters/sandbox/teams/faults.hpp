// What can go wrong on Microsoft's side, on demand: for tests and for the page's panel.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace debrief::sandbox::teams {

struct Fault {
    enum class Kind : std::uint8_t {
        status,  ///< HTTP `status` with the error `code`, without effect; 429 with Retry-After
        html,    ///< HTTP `status` with a page instead of JSON, without effect
        half,    ///< the effect happens, the answer is cut in the middle
        no_id,   ///< the effect happens, the answer names no id
        silent,  ///< no effect, and no answer before the caller gives up
        lost,    ///< the effect happens, and no answer before the caller gives up
    };
    Fault() = default;
    Fault(Kind kind_, int status_ = 0, std::string code_ = {})
        : kind(kind_), status(status_), code(std::move(code_)) {}
    Kind kind = Kind::status;
    int status = 503;
    std::string code;
    int seconds = 1;  ///< of Retry-After; 0: the header is left out
};

class Faults {
  public:
    /// The next `times` calls of that operation ("send", "create", "update", "token", …; "*": of
    /// any) end like this.
    void next(const std::string& operation, const Fault& fault, int times = 1) {
        for (int i = 0; i < times; ++i) planned_[operation].push_back(fault);
    }
    void forget() { planned_.clear(); }
    /// Takes the fault planned for this call, if any.
    [[nodiscard]] std::optional<Fault> take(std::string_view operation) {
        for (const auto key : {operation, std::string_view("*")}) {
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

}  // namespace debrief::sandbox::teams
