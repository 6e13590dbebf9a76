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

Error lacks_permission(const ApiAnswer& answer, const char* usual) {
    return Error(
        Errc::unauthorized,
        "the Slack app lacks the permission " + (answer.needed.empty() ? usual : answer.needed) +
            "; add it under OAuth & Permissions and reinstall the app"
    );
}

Error failure_of(const ApiAnswer& answer) {
    const bool is_nobody = answer.is_error("users_not_found") ||
                           answer.is_error("user_not_found") || answer.is_error("user_not_visible");
    if (is_nobody) return Error(Errc::not_found, "nobody in the Slack workspace is this person");
    if (answer.is_error("missing_scope")) return lacks_permission(answer, "users:read");
    const Errc code = answer.kind == ApiAnswer::Kind::error ? Errc::unauthorized : Errc::busy;
    return Error(code, "Slack cannot say who this is: " + answer.words);
}

/// A full sentence: whoever is refused because of it reads it.
Error failure_of_group(const ApiAnswer& answer, const std::string& group) {
    if (answer.is_error("no_such_subteam")) {
        return Error(
            Errc::not_found,
            "Slack knows no user group " + group +
                "; the administrator corrects slack_user_groups in the configuration."
        );
    }
    if (answer.is_error("plan_upgrade_required") || answer.is_error("paid_teams_only")) {
        return Error(
            Errc::not_found,
            "This Slack workspace has no user groups in its plan; the administrator names the "
            "people by e-mail in the configuration."
        );
    }
    if (answer.is_error("missing_scope")) {
        const Error error = lacks_permission(answer, "usergroups:read");
        return Error(Errc::unauthorized, "Slack does not say who is in it: " + error.what() + ".");
    }
    const bool is_final = answer.kind == ApiAnswer::Kind::error;
    return Error(
        is_final ? Errc::unauthorized : Errc::busy,
        "Slack does not say who is in user group " + group + ": " + answer.words + "."
    );
}

}  // namespace

asio::awaitable<Result<std::vector<std::string>>> members_of(WebApi& api, std::string group) {
    using Found = Result<std::vector<std::string>>;
    json::Value arguments = json::Value::object();
    arguments.set("usergroup", group);
    const ApiAnswer answer = co_await api.call("usergroups.users.list", arguments);
    if (!answer.ok()) co_return Found(failure_of_group(answer, group));
    std::vector<std::string> users;
    answer.body["users"].each([&users](json::Ref user) { users.emplace_back(user.str()); });
    co_return Found(std::move(users));
}

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
