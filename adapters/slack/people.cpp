#include "adapters/slack/people.hpp"

#include "bot/base/text.hpp"

namespace debrief::slack {
namespace {

flow::Profile profile_of(json::Ref user, const std::string& tenant) {
    const json::Ref shown = user["profile"];
    flow::Profile profile;
    profile.account = core::Account(core::Platform::slack, tenant, std::string(user["id"].str()));
    for (const std::string_view name :
         {shown["display_name"].str(),
          shown["real_name"].str(),
          user["real_name"].str(),
          user["name"].str()}) {
        if (profile.name.empty()) profile.name = text::trim(name);
    }
    profile.email = text::lower(shown["email"].str());
    profile.timezone = user["tz"].str();
    profile.active = !user["deleted"].boolean().value_or(false);
    return profile;
}

Error failure_of(const ApiAnswer& answer) {
    const bool is_nobody = answer.is_error("users_not_found") ||
                           answer.is_error("user_not_found") || answer.is_error("user_not_visible");
    if (is_nobody) return Error(Errc::not_found, "nobody in the Slack workspace is this person");
    if (answer.is_error("missing_scope")) {
        return Error(
            Errc::unauthorized,
            "the Slack app lacks the permission " +
                (answer.needed.empty() ? std::string("users:read") : answer.needed) +
                "; add it under OAuth & Permissions and reinstall the app"
        );
    }
    const Errc code = answer.kind == ApiAnswer::Kind::error ? Errc::unauthorized : Errc::busy;
    return Error(code, "Slack cannot say who this is: " + answer.words);
}

}  // namespace

asio::awaitable<Result<flow::Profile>> look_up(
    WebApi& api, core::Account account, std::string email
) {
    using Found = Result<flow::Profile>;
    const bool by_account = !account.user.empty();
    if (!by_account && email.empty()) {
        co_return Found(Error(Errc::not_found, "neither an account nor an e-mail was given"));
    }
    json::Value arguments = json::Value::object();
    std::string method = "users.info";
    if (by_account) {
        arguments.set("user", account.user);
    } else {
        method = "users.lookupByEmail";
        arguments.set("email", std::move(email));
    }
    const ApiAnswer answer = co_await api.call(std::move(method), arguments);
    if (!answer.ok()) co_return Found(failure_of(answer));
    const json::Ref user = answer.body["user"];
    if (user["id"].str().empty()) {
        co_return Found(Error(Errc::broken, "Slack's answer about a person names no account"));
    }
    co_return Found(profile_of(user, account.tenant));
}

}  // namespace debrief::slack
