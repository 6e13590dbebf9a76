// A chat platform in memory: remembers what was sent, fails as scripted, and can be searched by
// marker.
#pragma once
#include "bot/flow/sender.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace debrief::test {

class FakeSender final : public flow::Sender {
  public:
    struct Sent {
        flow::Outgoing message;
        std::string id;  ///< message id the platform gave
    };

    /// The next send ends like this instead of succeeding. `happened`: it took effect all the same.
    void fail_next(flow::SendOutcome outcome, bool happened = false) {
        failures_.emplace_back(std::move(outcome), happened);
    }
    void know(flow::Profile profile) { profiles_.push_back(std::move(profile)); }
    /// From now on every message passes this bucket.
    void limit(flow::Pace pace) { paces_.push_back(std::move(pace)); }

    /// From now on nobody has this account: messages to it are refused, and nobody is found by it.
    void deactivate(const std::string& user) {
        gone_.insert(user);
        std::erase_if(profiles_, [&](const auto& one) { return one.account.user == user; });
    }

    /// Everything that took effect, in order.
    std::vector<Sent> sent;
    int attempts = 0;
    int searches = 0;
    bool searchable = true;
    bool takes_files_ = false;

    [[nodiscard]] std::vector<Sent> of(std::string_view template_name) const {
        std::vector<Sent> found;
        for (const auto& one : sent) {
            if (one.message.template_name == template_name) found.push_back(one);
        }
        return found;
    }

    [[nodiscard]] bool takes_files() const override { return takes_files_; }
    [[nodiscard]] std::vector<flow::Pace> paces(const flow::Outgoing&) const override {
        return paces_;
    }

    boost::asio::awaitable<flow::SendOutcome> send(flow::Outgoing message) override {
        ++attempts;
        if (gone_.contains(message.user)) {
            co_return flow::SendOutcome(
                flow::SendOutcome::Kind::park, "The person it is for has no account any more."
            );
        }
        if (!failures_.empty()) {
            auto [outcome, happened] = std::move(failures_.front());
            failures_.pop_front();
            if (happened) take(std::move(message));
            co_return outcome;
        }
        flow::SendOutcome outcome;
        outcome.message = take(std::move(message));
        co_return outcome;
    }

    boost::asio::awaitable<Result<core::MessageRef>> find(flow::Outgoing message, UtcTime)
        override {
        ++searches;
        if (!searchable) co_return Error(Errc::busy, "the platform does not answer");
        for (const auto& one : sent) {
            if (one.message.marker == message.marker)
                co_return core::MessageRef(one.message.channel, one.id);
        }
        co_return Error(Errc::not_found, "no such message");
    }

    boost::asio::awaitable<Result<flow::Profile>> look_up(core::Account account, std::string email)
        override {
        for (const auto& profile : profiles_) {
            bool same = account.empty() ? !email.empty() && profile.email == email
                                        : profile.account == account;
            if (same) co_return profile;
        }
        co_return Error(Errc::not_found, "nobody");
    }

    boost::asio::awaitable<Result<std::vector<std::string>>> members_of(std::string group
    ) override {
        ++group_questions;
        const auto found = groups.find(group);
        if (found != groups.end()) co_return found->second;
        co_return Error(Errc::not_found, "Slack knows no user group " + group + ".");
    }

    std::map<std::string, std::vector<std::string>> groups;
    int group_questions = 0;

  private:
    core::MessageRef take(flow::Outgoing message) {
        auto id = message.message.empty() ? std::to_string(++last_id_) + ".0" : message.message;
        if (message.channel.id.empty()) message.channel.id = "D" + message.user;
        core::MessageRef ref(message.channel, id);
        sent.push_back({std::move(message), id});
        return ref;
    }

    std::deque<std::pair<flow::SendOutcome, bool>> failures_;
    std::set<std::string> gone_;
    std::vector<flow::Profile> profiles_;
    std::vector<flow::Pace> paces_;
    int last_id_ = 0;
};

}  // namespace debrief::test
