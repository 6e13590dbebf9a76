#include "adapters/teams/roster.hpp"

#include "adapters/teams/placement.hpp"
#include "bot/base/text.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace debrief::teams {
namespace {

constexpr Duration cached = std::chrono::hours(24);
constexpr Duration young = std::chrono::hours(1);
/// 200 on each: more people than a team can have.
constexpr int most_pages = 130;
/// Somebody who is in none of these is asked for by e-mail.
constexpr std::size_t most_channels_asked = 20;

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == text.npos &&
           text.find('.', at + 2) != text.npos && text.find_first_of(" #") == text.npos;
}

std::string object_id_of(json::Ref member) {
    const std::string_view id = member["aadObjectId"].str();
    return text::lower(id.empty() ? member["objectId"].str() : id);
}

Error failure_of(const Answer& answer) {
    if (answer.is(404)) return Error(Errc::not_found, "nobody in Teams is this person");
    if (answer.is(403)) {
        return Error(
            Errc::unauthorized,
            "Debrief is not installed in a configured Teams channel and cannot see its members; "
            "add the app to its team"
        );
    }
    const bool refused = answer.kind == Answer::Kind::refused && answer.status < 500;
    return Error(
        refused ? Errc::unauthorized : Errc::busy, "Teams cannot say who this is: " + answer.words
    );
}

}  // namespace

flow::Profile profile_of(json::Ref member) {
    flow::Profile profile;
    profile.account = core::Account(core::Platform::teams, "", std::string(member["id"].str()));
    profile.name = member["name"].str();
    if (profile.name.empty()) {
        profile.name = member["givenName"].str();
        const std::string_view surname = member["surname"].str();
        if (!profile.name.empty() && !surname.empty()) profile.name += ' ';
        profile.name += surname;
    }
    // Teams leaves the e-mail out for some people; the sign-in name often is the same address.
    for (const char* key : {"email", "userPrincipalName"}) {
        const std::string_view address = text::trim(member[key].str());
        if (!is_address(address)) continue;
        profile.email = text::lower(address);
        break;
    }
    return profile;
}

Roster::Roster(Connector& connector, const Clock& clock, flow::DirectorySource directory)
    : connector_(connector), clock_(clock), directory_(std::move(directory)) {}

std::vector<std::string> Roster::channels() const {
    std::vector<std::string> ids;
    const auto add = [&](const core::Channel& channel) {
        const bool ours = channel.platform == core::Platform::teams &&
                          channel.tenant != workflow_tenant && !channel.empty();
        if (ours && std::find(ids.begin(), ids.end(), channel.id) == ids.end())
            ids.push_back(channel.id);
    };
    const auto directory = directory_();
    for (const auto& service : directory->services) {
        for (const auto& channel : service.channels) add(channel);
    }
    for (const auto& channel : directory->summary.channels) add(channel);
    return ids;
}

asio::awaitable<Result<flow::Profile>> Roster::look_up(core::Account account, std::string email) {
    const std::string user = std::move(account.user);
    if (!user.empty() && !user.starts_with(object_id_prefix)) return by_account(user);
    if (!user.empty() && email.empty()) return by_account(user.substr(object_id_prefix.size()));
    return by_email(text::lower(text::trim(email)));
}

asio::awaitable<Result<flow::Profile>> Roster::by_account(std::string user) {
    Error last(Errc::not_found, "no Teams channel is configured whose members Debrief could ask");
    std::size_t asked = 0;
    for (const std::string& channel : channels()) {
        if (++asked > most_channels_asked) break;
        const Answer answer = co_await connector_.member("", channel, user);
        if (answer.ok() && !answer.body["id"].str().empty())
            co_return Found(profile_of(answer.body));
        // Not in this team, or a team without Debrief: the next one may know.
        const bool next = answer.is(404) || answer.is(403) || answer.is(400) || answer.ok();
        if (!answer.ok()) last = failure_of(answer);
        if (answer.is(400)) last = Error(Errc::not_found, "nobody in Teams is this person");
        if (!next) break;
    }
    co_return Found(std::move(last));
}

asio::awaitable<Result<flow::Profile>> Roster::by_email(std::string email) {
    if (email.empty())
        co_return Found(Error(Errc::not_found, "neither an account nor an e-mail was given"));
    auto found = members_.by_email.find(email);
    const bool missing = found == members_.by_email.end();
    if (is_older_than(missing ? young : cached)) {
        co_await refresh();
        found = members_.by_email.find(email);
    }
    if (found == members_.by_email.end()) co_return Found(nobody());
    co_return Found(found->second);
}

Error Roster::nobody() const {
    // They may be in the channel that could not be read.
    if (failure_) return *failure_;
    return Error(
        Errc::not_found, "nobody in the configured Teams channels has this e-mail address"
    );
}

bool Roster::is_older_than(Duration age) const {
    if (!read_at_) return true;
    const Duration since = clock_.now() - *read_at_;
    return since < Duration(0) || since > age;
}

asio::awaitable<void> Roster::refresh() {
    if (flight_.is_flying()) {
        co_await flight_.landed();
        co_return;
    }
    const auto executor = co_await asio::this_coro::executor;
    const SingleFlight::Pilot pilot(flight_, executor);
    failure_.reset();
    Members fresh;
    const auto all = channels();
    for (const std::string& channel : all) {
        co_await read_channel(channel, fresh);
        // Limits and outages concern them all; whoever was known stays known meanwhile.
        if (failure_ && failure_->code() == Errc::busy) co_return;
    }
    members_ = std::move(fresh);
    read_at_ = clock_.now();
}

asio::awaitable<void> Roster::read_channel(std::string channel, Members& members) {
    std::string continuation;
    for (int page = 0; page < most_pages; ++page) {
        const Answer answer = co_await connector_.members("", channel, continuation);
        if (!answer.ok()) {
            // A channel that is gone hides nobody.
            if (!answer.is(404)) failure_ = failure_of(answer);
            co_return;
        }
        answer.body["members"].each([&members](json::Ref member) { members.add(member); });
        continuation = answer.body["continuationToken"].str();
        if (continuation.empty()) co_return;
    }
}

void Roster::Members::add(json::Ref member) {
    flow::Profile profile = profile_of(member);
    if (profile.account.user.empty()) return;
    // Both addresses count: the configuration may have either.
    const std::string sign_in = text::lower(text::trim(member["userPrincipalName"].str()));
    if (is_address(sign_in)) by_email.try_emplace(sign_in, profile);
    const std::string id = object_id_of(member);
    if (!id.empty()) by_object_id.insert_or_assign(id, profile);
    if (!profile.email.empty()) by_email.insert_or_assign(profile.email, std::move(profile));
}

asio::awaitable<std::string> Roster::id_of(std::string user) {
    if (!user.starts_with(object_id_prefix)) co_return user;
    const std::string id = text::lower(user.substr(object_id_prefix.size()));
    if (is_older_than(cached)) co_await refresh();
    const auto found = members_.by_object_id.find(id);
    if (found == members_.by_object_id.end()) co_return id;
    co_return found->second.account.user;
}

asio::awaitable<std::string> Roster::name_of(
    std::string service, std::string conversation, std::string user
) {
    const Answer answer =
        co_await connector_.member(std::move(service), std::move(conversation), std::move(user));
    if (!answer.ok()) co_return std::string();
    co_return profile_of(answer.body).name;
}

}  // namespace debrief::teams
