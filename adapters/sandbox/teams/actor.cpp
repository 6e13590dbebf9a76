#include "adapters/sandbox/teams/actor.hpp"

#include "adapters/sandbox/teams/typed.hpp"

namespace debrief::sandbox {

TeamsActor::TeamsActor(Sandbox& sandbox, Transcript* transcript, std::chrono::milliseconds patience)
    : sandbox_(sandbox),
      teams_(sandbox.teams()),
      transcript_(transcript),
      patience_(patience),
      conversation_(teams::ids::checkout) {}

// ---- who and where

TeamsActor& TeamsActor::as(std::string_view name) {
    const teams::Person* person = teams_.tenant().person_called(name);
    if (person == nullptr)
        expects(false, "There is a person called " + std::string(name) + ".");
    else
        user_ = person->id;
    return *this;
}

TeamsActor& TeamsActor::in(std::string_view name) {
    thread_.clear();
    if (name.empty()) {
        conversation_ = teams_.tenant().personal(user_).id;
        return *this;
    }
    const teams::Conversation* found = teams_.tenant().conversation_called(name);
    if (found == nullptr)
        expects(false, "There is a conversation called " + std::string(name) + ".");
    else
        conversation_ = found->id;
    return *this;
}

TeamsActor& TeamsActor::in_thread_of(std::string_view words) {
    thread_.clear();
    const auto& messages = teams_.tenant().conversation(conversation_)->messages;
    for (auto it = messages.rbegin(); thread_.empty() && it != messages.rend(); ++it) {
        const bool is_head = it->second.root.empty() && !it->second.deleted;
        if (is_head && words_on(it->second).find(words) != std::string::npos) thread_ = it->first;
    }
    if (thread_.empty()) fail("a post with “" + std::string(words) + "” to open the thread of");
    return *this;
}

TeamsActor& TeamsActor::out_of_thread() {
    thread_.clear();
    return *this;
}

// ---- looking

std::string TeamsActor::words_on(const teams::Message& message) const {
    const teams::Person* person = teams_.tenant().person(user_);
    return words_of(message, user_, person == nullptr ? "UTC" : person->timezone);
}

std::vector<std::string> TeamsActor::screen() const {
    std::vector<std::string> all;
    const teams::Conversation* place = teams_.tenant().conversation(conversation_);
    if (place == nullptr) return all;
    for (const auto& [id, each] : place->messages) {
        if (!each.deleted) all.push_back(words_on(each));
    }
    return all;
}

const teams::Message* TeamsActor::find(std::string_view words) const {
    const teams::Conversation* place = teams_.tenant().conversation(conversation_);
    if (place == nullptr) return nullptr;
    for (auto it = place->messages.rbegin(); it != place->messages.rend(); ++it) {
        const bool there = words_on(it->second).find(words) != std::string::npos;
        if (there && !it->second.deleted) return &it->second;
    }
    return nullptr;
}

asio::awaitable<bool> TeamsActor::comes_true(const Check& check) {
    const auto end = std::chrono::steady_clock::now() + patience_;
    while (!check()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left <= std::chrono::milliseconds::zero()) co_return false;
        co_await sandbox_.changed(sandbox_.workspace().revision(), left);
    }
    co_return true;
}

asio::awaitable<void> TeamsActor::sees(std::string words) {
    if (failed()) co_return;
    const Check check = [&] { return find(words) != nullptr; };
    const bool there = co_await comes_true(check);
    if (there)
        done();
    else
        fail("“" + words + "” to appear");
}

asio::awaitable<void> TeamsActor::sees_times(std::size_t count, std::string words) {
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

asio::awaitable<void> TeamsActor::does_not_see(std::string words) {
    if (failed()) co_return;
    co_await sandbox_.settle();
    if (find(words) == nullptr)
        done();
    else
        fail("no message with “" + words + "”");
}

std::string TeamsActor::told() const {
    std::string all;
    const auto& notices = teams_.desks().notices(user_);
    for (std::size_t i = std::min(told_before_, notices.size()); i < notices.size(); ++i)
        all += notices[i].text + "\n";
    if (const teams::Dialog* open = dialog()) {
        all += open->words + "\n" + teams::words_of_card(open->card) + "\n" + open->trouble;
        for (const auto& [input, words] : open->errors) all += "\n" + words;
    }
    return all;
}

asio::awaitable<void> TeamsActor::is_told(std::string words) {
    if (failed()) co_return;
    const Check check = [&] { return told().find(words) != std::string::npos; };
    const bool there = co_await comes_true(check);
    if (there && transcript_ != nullptr) transcript_->note("    Only for this person: " + words);
    if (there)
        done();
    else
        fail("to be told “" + words + "”; was told “" + told() + "”");
}

void TeamsActor::expects(bool fine, std::string words) {
    if (failed()) return;
    if (fine)
        done();
    else
        fail("this to be true: " + words);
}

void TeamsActor::fail(const std::string& expected) {
    if (failed()) return;
    const teams::Person* person = teams_.tenant().person(user_);
    const teams::Conversation* place = teams_.tenant().conversation(conversation_);
    const bool personal = place == nullptr || place->scope == teams::Scope::personal;
    failure_ = (person == nullptr ? "Somebody" : person->name) + " expected " + expected + " in " +
               (personal ? std::string("the chat with Debrief") : teams_.tenant().name_of(*place)) +
               " in Teams.\nOn the screen:";
    for (const std::string& each : screen()) failure_ += "\n---\n" + each;
    if (const teams::Dialog* open = dialog()) {
        failure_ += "\n--- and the dialog “" + open->title + "”";
        for (const auto& [input, words] : open->errors) failure_ += "\n    " + input + ": " + words;
        failure_ += "\n    " + open->words + open->trouble;
    }
    for (const std::string& each : teams_.desks().complaints)
        failure_ += "\n--- Teams did not understand Debrief: " + each;
}

void TeamsActor::tell(std::string_view what) const {
    if (transcript_ == nullptr) return;
    const teams::Conversation* place = teams_.tenant().conversation(conversation_);
    const teams::Person* person = teams_.tenant().person(user_);
    std::string where = place->scope == teams::Scope::personal
                            ? " to Debrief in Teams"
                            : " in Teams, " + teams_.tenant().name_of(*place);
    if (!thread_.empty()) where += ", in the thread";
    transcript_->someone(person->name, person->role, where, what);
}

const teams::Dialog* TeamsActor::dialog() const {
    return std::as_const(teams_).desks().dialog(user_);
}

}  // namespace debrief::sandbox
