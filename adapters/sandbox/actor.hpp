// A person at the keyboard, for the story and for tests: acts by what can be read on the screen and
// waits for what should appear. After the first thing that goes wrong it does nothing more;
// `failure` says what was expected and what was there instead.
#pragma once
#include "adapters/sandbox/sandbox.hpp"
#include "adapters/sandbox/transcript.hpp"
#include "bot/core/calendar.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

class Actor {
  public:
    /// `patience` is real time: how long something may take to appear.
    explicit Actor(
        Sandbox& sandbox,
        Transcript* transcript = nullptr,
        std::chrono::milliseconds patience = std::chrono::milliseconds(10'000)
    );

    // ---- who and where

    /// "Olga": becomes that person, in the channel as before.
    Actor& as(std::string_view name);
    /// "#checkout", or "" for the direct conversation with Debrief.
    Actor& in(std::string_view channel);
    /// In the thread of the newest message of the channel that holds these words.
    Actor& in_thread_of(std::string_view words);
    Actor& out_of_thread();

    // ---- doing

    asio::awaitable<void> types(std::string text);
    asio::awaitable<void> edits(std::string old_words, std::string text);
    asio::awaitable<void> erases(std::string words);
    /// Presses the button with that label in the newest visible message that has one (and holds
    /// these words). Waits until there is one.
    asio::awaitable<void> presses(std::string label, std::string in_message_with = std::string());
    /// Waits for the form with that title.
    asio::awaitable<void> sees_form(std::string title);
    /// Fills a field by its label. People by first name, choices by their text; "" empties it.
    asio::awaitable<void> fills(std::string label, std::string value);
    /// Submits and expects the form to be accepted.
    asio::awaitable<void> submits();
    /// Submits and expects these words beside a field.
    asio::awaitable<void> submits_and_is_told(std::string words);
    asio::awaitable<void> closes_form();

    // ---- seeing

    /// Waits until a visible message of the channel (threads included) holds these words.
    asio::awaitable<void> sees(std::string words);
    /// Once the bot has nothing to do: no visible message holds these words.
    asio::awaitable<void> does_not_see(std::string words);
    /// Waits until that many visible messages hold these words.
    asio::awaitable<void> sees_times(std::size_t count, std::string words);

    // ---- time and the outside

    asio::awaitable<void> waits(Duration by);
    /// Until the bot has nothing to do; no step of its own.
    asio::awaitable<void> settles() { return sandbox_.settle(); }
    /// "Mon 09:00" in the person's zone: the next such moment.
    asio::awaitable<void> waits_until(core::WeeklyRule rule);
    asio::awaitable<void> alert_resolves(Alert alert);
    asio::awaitable<void> release_is_published(Release release);

    /// Any other check of the story's own.
    void expects(bool fine, std::string words);
    [[nodiscard]] bool failed() const { return !failure_.empty(); }
    [[nodiscard]] const std::string& failure() const { return failure_; }
    /// Steps that were done and came out right.
    [[nodiscard]] int steps() const { return steps_; }
    /// Visible messages of the channel as text, oldest first.
    [[nodiscard]] std::vector<std::string> screen() const;
    /// The newest visible message with these words; null when there is none.
    [[nodiscard]] const Message* find(std::string_view words) const;

  private:
    using Check = std::function<bool()>;
    asio::awaitable<bool> comes_true(const Check& check);
    void fail(const std::string& expected);
    void done() { ++steps_; }
    void tell(std::string_view what) const;
    [[nodiscard]] bool shows(const Message& message) const;
    [[nodiscard]] std::string words_on(const Message& message) const;
    bool find_button(std::string_view label, std::string_view words, Press& press) const;
    asio::awaitable<bool> submit();

    Sandbox& sandbox_;
    Transcript* transcript_;
    std::chrono::milliseconds patience_;
    std::string user_, channel_, thread_, failure_;
    json::Value entered_ = json::Value::object();
    std::string form_;                 ///< the view that `entered_` belongs to
    std::vector<std::string> filled_;  ///< lines for the transcript
    int steps_ = 0;
};

}  // namespace debrief::sandbox
