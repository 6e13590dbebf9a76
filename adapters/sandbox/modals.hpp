// Modal views: a stack of at most three per person, and one home tab per person.
#pragma once
#include "adapters/sandbox/workspace.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

struct View {
    std::string id, hash, user;
    std::string root, previous;  ///< view ids; the root of a stack is its own root
    json::Value definition;      ///< as the app sent it, with Slack's ids on blocks and elements
    json::Value values =
        json::Value::object();  ///< what the person entered: block → action → value
    /// Shown beside the fields: block id → words. From Slack's own checks or the app's answer.
    std::vector<std::pair<std::string, std::string>> errors;
    std::string trouble;  ///< "We had some trouble connecting. Try again?", or empty
    [[nodiscard]] std::string_view text(std::string_view member) const {
        return definition[member].str();
    }
};

class Modals {
  public:
    static constexpr std::size_t max_depth = 3;

    explicit Modals(Workspace& workspace) : workspace_(workspace) {}

    /// Opens a fresh stack (what was open before is gone).
    const View& open(std::string_view user, json::Ref definition);
    /// Null when the stack is full or empty.
    const View* push(std::string_view user, json::Ref definition);
    const View& publish(std::string_view user, json::Ref definition);
    /// Replaces a view's content; entered values stay where block id and action id stay.
    bool update(std::string_view id, json::Ref definition);
    /// Changes what the page shows of a view.
    bool note(std::string_view id, const std::function<void(View&)>& edit);
    /// Takes a view and everything above it off its stack.
    void close(std::string_view id);
    void clear(std::string_view user);

    [[nodiscard]] const View* find(std::string_view id) const;
    [[nodiscard]] const View* find_external(std::string_view external_id) const;
    [[nodiscard]] const std::vector<View>& stack(std::string_view user) const;
    [[nodiscard]] const View* top(std::string_view user) const;
    [[nodiscard]] const View* home(std::string_view user) const;

  private:
    View make(std::string_view user, json::Ref definition);
    View* find_mutable(std::string_view id);

    Workspace& workspace_;
    std::map<std::string, std::vector<View>, std::less<>> stacks_;
    std::map<std::string, View, std::less<>> homes_;
};

}  // namespace debrief::sandbox
