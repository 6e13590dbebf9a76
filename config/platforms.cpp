// The section about Slack.
#include "bot/base/text.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

namespace debrief::config {
namespace {

constexpr std::string_view where_secret =
    "Copy \"Signing Secret\" from the app's \"Basic Information\" page into a variable and write "
    "\"env:NAME\".";
constexpr std::string_view where_token =
    "Copy \"Bot User OAuth Token\" from the app's \"OAuth & Permissions\" page into a variable and "
    "write \"env:NAME\".";

/// Slack's tokens say what they are in their first letters.
void check_bot_token(Section& section, const Secret& token) {
    const std::string_view value = token.reveal();
    if (value.empty() || value.starts_with("xoxb-") || value.starts_with("xoxe.xoxb-")) return;
    const bool app = value.starts_with("xapp-");
    const bool user = value.starts_with("xoxp-") || value.starts_with("xoxe.xoxp-");
    const Place place = section.node("bot_token")->place;
    if (app || user) {
        section.context().problem(
            place,
            std::string("bot_token is ") + (app ? "an app-level token." : "a user's token."),
            std::string(where_token)
        );
        return;
    }
    section.context().warning(
        place, "bot_token does not begin with xoxb- as Slack's do.", std::string(where_token)
    );
}

void read_slack_install(Section& section, Slack& slack) {
    slack.client_id = section.text_or("client_id", "");
    slack.client_secret = section.secret("client_secret");
    if (!section.has("client_id") && !section.has("client_secret")) return;
    if (!section.has("client_id") || !section.has("client_secret")) {
        section.problem(
            "[slack] has only one of client_id and client_secret.",
            "Set both, or none when one workspace is enough."
        );
        return;
    }
    section.context().warning(
        section.node("client_id")->place,
        "Installing into many workspaces is not in this version yet.",
        "Debrief serves the workspace of bot_token."
    );
}

}  // namespace

void read_slack(Section& section, Slack& slack) {
    Context& context = section.context();
    slack.signing_secrets = section.secrets("signing_secret");
    if (!section.has("signing_secret"))
        section.problem("[slack] has no signing_secret.", std::string(where_secret));
    slack.bot_token = section.secret("bot_token");
    if (!section.has("bot_token"))
        section.problem("[slack] has no bot_token.", std::string(where_token));
    check_bot_token(section, slack.bot_token);
    slack.app_token = section.secret("app_token");
    if (section.has("app_token")) {
        context.warning(
            section.node("app_token")->place,
            "app_token is set, but Socket Mode is not in this version yet.",
            "Events come over HTTP; switch Socket Mode off in the app's settings."
        );
    }
    if (const auto field = section.text("api_url")) {
        if (auto url = read_url(context, *field)) {
            slack.api_url = std::move(*url);
            if (!slack.api_url.ends_with('/')) slack.api_url += '/';
        }
    }
    read_slack_install(section, slack);
    section.finish();
}

}  // namespace debrief::config
