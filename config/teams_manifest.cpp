#include "config/teams_manifest.hpp"

#include "bot/base/json.hpp"
#include "bot/core/grammar.hpp"

#include <initializer_list>

namespace debrief::config {
namespace {

using json::Value;

/// Of the package, not of the program: a new one makes Teams offer the update to those who have the
/// app.
constexpr std::string_view package_version = "1.0.0";

Value list(std::initializer_list<std::string_view> texts) {
    Value out = Value::array();
    for (const std::string_view text : texts) out.push(text);
    return out;
}

/// Teams offers these while somebody types after the bot's name; it shows at most twelve.
Value commands(
    std::initializer_list<std::string_view> scopes, std::initializer_list<std::string_view> names
) {
    Value all = Value::array();
    for (const std::string_view name : names) {
        const core::Verb* verb = core::find_verb(name);
        if (verb == nullptr) continue;
        Value command = Value::object();
        command.set("title", verb->name).set("description", verb->about);
        all.push(std::move(command));
    }
    return Value::object().set("scopes", list(scopes)).set("commands", std::move(all));
}

Value bot(std::string_view app_id) {
    Value lists = Value::array();
    lists.push(commands(
        {"team", "groupChat"},
        {"open",
         "answer",
         "feedback",
         "acknowledge",
         "factor",
         "control",
         "status",
         "list",
         "close",
         "reopen",
         "summary",
         "help"}
    ));
    lists.push(
        commands({"personal"}, {"list", "status", "open", "feedback", "snooze", "summary", "help"})
    );
    return Value::object()
        .set("botId", app_id)
        .set("scopes", list({"team", "groupChat", "personal"}))
        .set("needsChannelSelector", false)
        .set("isNotificationOnly", false)
        .set("supportsFiles", false)
        .set("commandLists", std::move(lists));
}

/// What lets Debrief hear replies in its threads that do not mention it, and know who is in the
/// team. What each is for stands in docs/teams.md.
Value permissions() {
    Value all = Value::array();
    for (const char* name :
         {"ChannelMessage.Read.Group",
          "ChatMessage.Read.Chat",
          "TeamMember.Read.Group",
          "ChatMember.Read.Chat"})
        all.push(Value::object().set("name", name).set("type", "Application"));
    return Value::object().set(
        "permissions", Value::object().set("resourceSpecific", std::move(all))
    );
}

/// The host of an address, without its port.
std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return url.substr(0, url.find_first_of(":/"));
}

Value describe(std::string_view url) {
    Value out = Value::object();
    out.set(
        "developer",
        Value::object()
            .set("name", "Debrief")
            .set("websiteUrl", url)
            .set("privacyUrl", url)
            .set("termsOfUseUrl", url)
    );
    out.set(
        "name",
        Value::object()
            .set("short", "Debrief")
            .set("full", "Debrief follows up after upgrades and incidents")
    );
    out.set(
        "description",
        Value::object()
            .set("short", "Follows up after every upgrade and incident")
            .set(
                "full",
                "Debrief opens a thread after every upgrade and every incident and stays with it: "
                "it "
                "asks the people affected whether it works, reminds whoever is closest to a "
                "mistake "
                "to acknowledge it, keeps the controls that came out of it with owner and due "
                "date, "
                "and posts a weekly summary for both sides. It runs on your organisation's own "
                "server; what it hears stays there."
            )
    );
    return out;
}

}  // namespace

std::string teams_manifest(std::string_view app_id, std::string_view public_url) {
    Value manifest = Value::object();
    manifest
        .set(
            "$schema",
            "https://developer.microsoft.com/en-us/json-schemas/teams/v1.29/"
            "MicrosoftTeams.schema.json"
        )
        .set("manifestVersion", "1.29")
        .set("version", package_version)
        .set("id", app_id);
    describe(public_url).ref().each_member([&](std::string_view key, json::Ref member) {
        manifest.set(key, Value(member));
    });
    manifest.set("icons", Value::object().set("color", "color.png").set("outline", "outline.png"))
        .set("accentColor", "#4F52B2")
        .set("bots", Value::array().push(bot(app_id)))
        .set("supportsChannelFeatures", "tier1")
        .set("defaultInstallScope", "team")
        .set("defaultGroupCapability", Value::object().set("team", "bot").set("groupchat", "bot"))
        .set("permissions", list({"identity", "messageTeamMembers"}))
        .set("validDomains", list({host_of(public_url)}))
        // Teams consents to the permissions below only with a resource, which may be any address.
        .set("webApplicationInfo", Value::object().set("id", app_id).set("resource", public_url))
        .set("authorization", permissions());
    return json::dump(manifest, 2);
}

}  // namespace debrief::config
