// What happens in the workspace, written down line by line as it happens.
#pragma once
#include "adapters/sandbox/workspace.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace debrief::sandbox {

class Transcript {
  public:
    /// `write` gets whole lines without their end. Times are shown in `zone`.
    Transcript(Workspace& workspace, std::string zone, std::function<void(std::string_view)> write);

    /// A heading between parts of a story.
    void heading(std::string_view title);
    /// "Tue 09:12  Olga (ops) in #checkout: …"
    void person(std::string_view user, std::string_view where, std::string_view what);
    /// The same for somebody of another tool.
    void someone(
        const std::string& name,
        const std::string& role,
        const std::string& where,
        std::string_view what
    );
    /// Debrief (or another app) posts this there.
    void app_posts(const std::string& who, const std::string& place, const std::string& words);
    /// Debrief updates a post: the lines that are new.
    void app_updates(const std::string& place, const std::string& before, const std::string& after);
    /// "Tue 09:12  Alertmanager: …"
    void outside(std::string_view who, std::string_view what);
    [[nodiscard]] const std::string& zone() const { return zone_; }
    /// A line of its own, indented.
    void note(std::string_view what);

  private:
    void hear(const Change& change);
    void bot_posted(const Change& change);
    void bot_changed(const Change& change);
    [[nodiscard]] std::string place_of(const std::string& channel, const Message& message) const;
    [[nodiscard]] std::string name_of(std::string_view user) const;

    Workspace& workspace_;
    std::string zone_;
    std::function<void(std::string_view)> write_;
};

}  // namespace debrief::sandbox
