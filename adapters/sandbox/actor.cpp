#include "adapters/sandbox/actor.hpp"

#include "adapters/sandbox/readable.hpp"

namespace debrief::sandbox {

Actor::Actor(Sandbox& sandbox, Transcript* transcript, std::chrono::milliseconds patience)
    : sandbox_(sandbox), transcript_(transcript), patience_(patience), channel_(ids::checkout) {}

// ---- who and where

Actor& Actor::as(std::string_view name) {
    const Person* person = sandbox_.workspace().person_called(name);
    if (person == nullptr)
        expects(false, "There is a person called " + std::string(name) + ".");
    else
        user_ = person->id;
    return *this;
}

Actor& Actor::in(std::string_view channel) {
    thread_.clear();
    if (channel.empty()) {
        channel_ = sandbox_.workspace().direct(user_).id;
        return *this;
    }
    const Channel* found = sandbox_.workspace().channel_called(channel);
    if (found == nullptr)
        expects(false, "There is a channel called " + std::string(channel) + ".");
    else
        channel_ = found->id;
    return *this;
}

Actor& Actor::in_thread_of(std::string_view words) {
    thread_.clear();
    const Channel* channel = sandbox_.workspace().channel(channel_);
    for (auto it = channel->messages.rbegin(); thread_.empty() && it != channel->messages.rend();
         ++it) {
        const bool is_head = it->second.thread_ts.empty() && it->second.only_for.empty();
        if (is_head && words_on(it->second).find(words) != std::string::npos) thread_ = it->first;
    }
    if (thread_.empty()) fail("a message with “" + std::string(words) + "” to open the thread of");
    return *this;
}

Actor& Actor::out_of_thread() {
    thread_.clear();
    return *this;
}

// ---- looking

bool Actor::shows(const Message& message) const {
    return message.only_for.empty() || message.only_for == user_;
}

std::string Actor::words_on(const Message& message) const {
    const Person* person = sandbox_.workspace().person(user_);
    return words_of(sandbox_.workspace(), message, person == nullptr ? "UTC" : person->timezone);
}

std::vector<std::string> Actor::screen() const {
    std::vector<std::string> all;
    const Channel* channel = sandbox_.workspace().channel(channel_);
    if (channel == nullptr) return all;
    for (const auto& [ts, each] : channel->messages) {
        if (shows(each)) all.push_back(words_on(each));
    }
    return all;
}

const Message* Actor::find(std::string_view words) const {
    const Channel* channel = sandbox_.workspace().channel(channel_);
    if (channel == nullptr) return nullptr;
    for (auto it = channel->messages.rbegin(); it != channel->messages.rend(); ++it) {
        if (shows(it->second) && words_on(it->second).find(words) != std::string::npos)
            return &it->second;
    }
    return nullptr;
}

asio::awaitable<bool> Actor::comes_true(const Check& check) {
    const auto end = std::chrono::steady_clock::now() + patience_;
    while (!check()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left <= std::chrono::milliseconds::zero()) co_return false;
        co_await sandbox_.changed(sandbox_.workspace().revision(), left);
    }
    co_return true;
}

asio::awaitable<void> Actor::sees(std::string words) {
    if (failed()) co_return;
    const Check check = [&] { return find(words) != nullptr; };
    const bool there = co_await comes_true(check);
    if (there)
        done();
    else
        fail("“" + words + "” to appear");
}

asio::awaitable<void> Actor::sees_times(std::size_t count, std::string words) {
    if (failed()) co_return;
    const Check check = [&] {
        std::size_t found = 0;
        for (const std::string& each : screen())
            found += each.find(words) != std::string::npos ? 1U : 0U;
        return found == count;
    };
    const bool there = co_await comes_true(check);
    if (there)
        done();
    else
        fail("“" + words + "” in " + std::to_string(count) + " messages");
}

asio::awaitable<void> Actor::does_not_see(std::string words) {
    if (failed()) co_return;
    co_await sandbox_.settle();
    if (find(words) == nullptr)
        done();
    else
        fail("no message with “" + words + "”");
}

void Actor::expects(bool fine, std::string words) {
    if (failed()) return;
    if (fine)
        done();
    else
        fail("this to be true: " + words);
}

void Actor::fail(const std::string& expected) {
    if (failed()) return;
    const Person* person = sandbox_.workspace().person(user_);
    const Channel* channel = sandbox_.workspace().channel(channel_);
    const bool direct = channel == nullptr || channel->kind == ChannelKind::direct;
    failure_ = (person == nullptr ? "Somebody" : person->name) + " expected " + expected + " in " +
               (direct ? "the direct conversation with Debrief" : "#" + channel->name) +
               ".\nOn the screen:";
    for (const std::string& each : screen()) failure_ += "\n---\n" + each;
    if (const View* view = sandbox_.modals().top(user_)) {
        failure_ +=
            "\n--- and the form “" + std::string(view->definition["title"]["text"].str()) + "”";
        for (const auto& [block, words] : view->errors) failure_ += "\n    " + block + ": " + words;
        failure_ += "\n    " + view->trouble;
    }
}

void Actor::tell(std::string_view what) const {
    if (transcript_ == nullptr) return;
    const Channel* channel = sandbox_.workspace().channel(channel_);
    std::string where =
        channel->kind == ChannelKind::direct ? " to Debrief" : " in #" + channel->name;
    if (!thread_.empty()) where += ", in the thread";
    transcript_->person(user_, where, what);
}

// ---- writing

asio::awaitable<void> Actor::types(std::string text) {
    if (failed()) co_return;
    tell(text);
    std::string problem = co_await sandbox_.client().type(user_, channel_, text, thread_, false);
    if (problem.empty())
        done();
    else
        fail("to be able to write “" + text + "” (" + problem + ")");
}

asio::awaitable<void> Actor::edits(std::string old_words, std::string text) {
    if (failed()) co_return;
    const Message* message = find(old_words);
    tell("edits “" + old_words + "” to “" + text + "”");
    const std::string problem = message == nullptr
                                    ? "there is none"
                                    : sandbox_.client().edit(user_, channel_, message->ts, text);
    if (problem.empty())
        done();
    else
        fail("to be able to edit “" + old_words + "” (" + problem + ")");
    co_return;
}

asio::awaitable<void> Actor::erases(std::string words) {
    if (failed()) co_return;
    const Message* message = find(words);
    tell("deletes “" + words + "”");
    const std::string problem = message == nullptr
                                    ? "there is none"
                                    : sandbox_.client().erase(user_, channel_, message->ts);
    if (problem.empty())
        done();
    else
        fail("to be able to delete “" + words + "” (" + problem + ")");
    co_return;
}

// ---- time and the outside

asio::awaitable<void> Actor::waits(Duration by) {
    if (failed()) co_return;
    co_await sandbox_.advance(by);
    done();
}

asio::awaitable<void> Actor::waits_until(core::WeeklyRule rule) {
    if (failed()) co_return;
    const core::Calendar calendar(
        sandbox_.workspace().person(user_)->timezone, core::WorkingHours(), {}
    );
    const UtcTime now = sandbox_.clock().now();
    const Duration by = calendar.next(rule, now) - now;
    co_await sandbox_.advance(by);
    done();
}

asio::awaitable<void> Actor::alert_resolves(Alert alert) {
    if (failed()) co_return;
    if (transcript_ != nullptr) {
        const char* what = alert.resolved ? "resolved: " : "firing: ";
        transcript_->outside("Alertmanager", what + alert.title + " (" + alert.service + ")");
    }
    const std::string problem = co_await sandbox_.alert(alert);
    if (problem.empty())
        done();
    else
        fail("Debrief to take the alert (" + problem + ")");
}

asio::awaitable<void> Actor::release_is_published(Release release) {
    if (failed()) co_return;
    if (transcript_ != nullptr)
        transcript_->outside(
            "GitHub", release.repository + " " + release.version + " is published"
        );
    const std::string problem = co_await sandbox_.publish(release);
    if (problem.empty())
        done();
    else
        fail("Debrief to take the release (" + problem + ")");
}

}  // namespace debrief::sandbox
