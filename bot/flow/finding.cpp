// Who a person is: asked of the platforms when an account is not known yet, or in doubt.
#include "bot/base/log.hpp"
#include "bot/flow/delivery.hpp"

#include <algorithm>

namespace debrief::flow {
namespace {

using Kind = core::Post::Kind;

}  // namespace

std::vector<core::Platform> Delivery::platforms_of(const Parcel& parcel) const {
    if (!parcel.message.channel.empty()) return {parcel.message.channel.platform};
    // Where the person has an account comes first: it tells the e-mail address for the others.
    auto platforms = reachable_;
    std::stable_partition(platforms.begin(), platforms.end(), [&](core::Platform platform) {
        return parcel.person->account_on(platform) != nullptr;
    });
    return platforms;
}

asio::awaitable<Status> Delivery::find_person(Parcel parcel) {
    Finding finding;
    finding.email = parcel.person->email;
    for (const auto platform : platforms_of(parcel)) {
        auto asked = co_await ask(platform, parcel, finding);
        if (!asked) co_return asked.error();
    }
    auto told = co_await tell_gone(parcel, finding);
    if (!told) co_return told.error();
    if (parcel.row.kind != Kind::look_up && finding.account) {
        // As the platform says, whatever the rules make of it: the account may be another record's.
        parcel.message.user = finding.account->user;
        parcel.message.channel.platform = finding.account->platform;
        parcel.message.channel.tenant = finding.account->tenant;
        co_return co_await dispatch(std::move(parcel));
    }
    if (!finding.trouble.empty()) co_return co_await again(parcel, finding.trouble, false);
    if (parcel.row.kind == Kind::look_up)
        co_return co_await record_sent(std::move(parcel), core::MessageRef());
    auto name = parcel.person->name;
    auto reason = finding.email.empty()
                      ? name + " has no account on this platform."
                      : "Nobody on this platform has the e-mail address that the configuration "
                        "gives for " +
                            name + ".";
    co_return co_await park(parcel, std::move(reason));
}

asio::awaitable<Status> Delivery::ask(
    core::Platform platform, const Parcel& parcel, Finding& finding
) {
    auto sender = senders_.find(platform);
    const auto* known = parcel.person->account_on(platform);
    const bool nothing_to_ask_by = !known && finding.email.empty();
    if (sender == senders_.end() || nothing_to_ask_by) co_return boost::system::in_place_value;
    core::Account account;
    if (known) account = *known;
    auto profile = co_await sender->second->look_up(account, finding.email);
    core::PersonFound found;
    found.id = parcel.person->id;
    if (!profile) {
        const bool nobody = profile.error().code() == Errc::not_found;
        if (!nobody) finding.trouble = profile.error().what();
        found.account = account;
        found.active = false;
        if (nobody && known && parcel.row.key == doubt) finding.gone.push_back(std::move(found));
        co_return boost::system::in_place_value;
    }
    if (finding.email.empty()) finding.email = profile->email;
    found.account = profile->account;
    found.name = profile->name;
    found.email = finding.email;
    found.timezone = profile->timezone;
    found.active = profile->active;
    if (!found.active) {
        // There may be another account, which has to be known first.
        finding.gone.push_back(std::move(found));
        co_return boost::system::in_place_value;
    }
    if (!finding.account) finding.account = profile->account;
    co_return co_await tell(parcel, std::move(found), name_of(platform));
}

asio::awaitable<Status> Delivery::tell_gone(const Parcel& parcel, const Finding& finding) {
    for (auto gone : finding.gone) {
        const auto platform = name_of(gone.account->platform);
        auto told = co_await tell(parcel, std::move(gone), platform);
        if (!told) co_return told.error();
    }
    const bool everywhere = parcel.message.channel.empty() && finding.trouble.empty();
    const bool nobody = !finding.account && finding.gone.empty();
    if (!everywhere || !nobody || !parcel.person->accounts.empty() || finding.email.empty())
        co_return boost::system::in_place_value;
    core::PersonFound found;
    found.id = parcel.person->id;
    found.active = false;
    co_return co_await tell(parcel, std::move(found), "nowhere");
}

asio::awaitable<Status> Delivery::tell(
    const Parcel& parcel, core::PersonFound found, std::string_view platform
) {
    core::Command command;
    command.origin.via = std::string(platform);
    const bool gone = !found.active;
    command.intent = std::move(found);
    auto key = "found:" + parcel.row.marker + ":" + command.origin.via + ":" +
               std::to_string(parcel.row.attempts) + (gone ? ":gone" : "");
    auto told = co_await inbox_.handle(std::move(key), std::move(command));
    if (!told) co_return told.error();
    co_return boost::system::in_place_value;
}

}  // namespace debrief::flow
