// A person at Teams, for the story and for tests: acts by what can be read on the screen and waits
// for what should appear. After the first thing that goes wrong it does nothing more; `failure`
// says what was expected and what was there instead. The same verbs as the Slack actor's.
#pragma once
#include "adapters/sandbox/sandbox.hpp"
#include "adapters/sandbox/transcript.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::sandbox {

class TeamsActor {
  public:
    /// `patience` is real time: how long something may take to appear.
    explicit TeamsActor(
        Sandbox& sandbox,
        Transcript* transcript = nullptr,
        std::chrono::milliseconds patience = std::chrono::milliseconds(10'000)
    );

    // ---- who and where

    /// "Olga": becomes that person, in the conversation as before.
    TeamsActor& as(std::string_view name);
    /// "checkout", "On call", or "" for the chat with Debrief.
    TeamsActor& in(std::string_view conversation);
    /// In the thread of the newest post of the channel that holds these words.
    TeamsActor& in_thread_of(std::string_view words);
    TeamsActor& out_of_thread();

    // ---- doing

    asio::awaitable<void> types(std::string text);
    asio::awaitable<void> edits(std::string old_words, std::string text);
    asio::awaitable<void> erases(std::string words);
    asio::awaitable<void> reacts(std::string name, std::string to_words);
    /// Presses the button with that title in the newest message that has one (and holds these
    /// words). Waits until there is one.
    asio::awaitable<void> presses(std::string title, std::string in_message_with = std::string());
    /// Waits for the dialog with that title.
    asio::awaitable<void> sees_form(std::string title);
    /// Fills a field of the dialog by its label. Choices by their text; "" empties it.
    asio::awaitable<void> fills(std::string label, std::string value);
    /// Submits with the dialog's first button and expects that it closes or goes on.
    asio::awaitable<void> submits();
    /// Submits and expects these words in the dialog.
    asio::awaitable<void> submits_and_is_told(std::string words);
    asio::awaitable<void> closes_form();

    // ---- seeing

    /// Waits until a message of the conversation (threads included) holds these words.
    asio::awaitable<void> sees(std::string words);
    /// Once the bot has nothing to do: no message holds these words.
    asio::awaitable<void> does_not_see(std::string words);
    /// Waits until that many messages hold these words.
    asio::awaitable<void> sees_times(std::size_t count, std::string words);
    /// Waits until Teams shows these words below a card or in a dialog, to this person only.
    asio::awaitable<void> is_told(std::string words);

    /// Any other check of the story's own.
    void expects(bool fine, std::string words);
    [[nodiscard]] bool failed() const { return !failure_.empty(); }
    [[nodiscard]] const std::string& failure() const { return failure_; }
    /// Steps that were done and came out right.
    [[nodiscard]] int steps() const { return steps_; }
    /// Messages of the conversation as text, oldest first.
    [[nodiscard]] std::vector<std::string> screen() const;
    /// The newest message with these words; null when there is none.
    [[nodiscard]] const teams::Message* find(std::string_view words) const;

  private:
    using Check = std::function<bool()>;
    asio::awaitable<bool> comes_true(const Check& check);
    void fail(const std::string& expected);
    void done() { ++steps_; }
    void tell(std::string_view what) const;
    bool find_button(std::string_view title, std::string_view words, teams::Press& press) const;
    [[nodiscard]] std::string words_on(const teams::Message& message) const;
    [[nodiscard]] const teams::Dialog* dialog() const;
    [[nodiscard]] std::string told() const;
    asio::awaitable<bool> submit();

    Sandbox& sandbox_;
    TeamsTenant& teams_;
    Transcript* transcript_;
    std::chrono::milliseconds patience_;
    std::string user_, conversation_, thread_, failure_;
    json::Value entered_ = json::Value::object();
    std::string form_;                 ///< the dialog that `entered_` belongs to
    std::vector<std::string> filled_;  ///< lines for the transcript
    std::size_t told_before_ = 0;      ///< notices that were there before the last act
    int steps_ = 0;
};

}  // namespace debrief::sandbox
