// The section about Microsoft Teams: the bot's registration and its cloud.
#include "config/teams.hpp"

#include "bot/base/text.hpp"
#include "config/nearest.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace debrief::config {
namespace {

constexpr std::string_view where_password =
    "Create a client secret under \"Certificates & secrets\" of the app registration, copy its "
    "\"Value\" into a variable and write \"env:NAME\".";
constexpr std::string_view where_tenant =
    "Copy \"Directory (tenant) ID\" from the app registration's overview.";

const std::vector<std::string>& clouds() {
    static const std::vector<std::string> names{"public", "gcc", "gcc-high", "dod", "china"};
    return names;
}

bool is_guid(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](unsigned char c, char s) {
               return s == '-' ? c == '-' : std::isxdigit(c) != 0;
           });
}

bool is_domain(std::string_view text) {
    return text.find('.') != std::string_view::npos && !text.starts_with('.') &&
           !text.ends_with('.') && std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '-';
           });
}

void read_app_id(Section& section, Teams& teams) {
    const auto field = section.text("app_id");
    if (!field) return;
    teams.app_id = text::lower(text::trim(field->value));
    if (teams.app_id.empty() || is_guid(teams.app_id)) return;
    section.context().problem(
        field->place,
        "app_id is no app id: " + in_quotes(field->value) + ".",
        "Copy \"Application (client) ID\" from the app registration's overview; it has the form "
        "00000000-0000-0000-0000-000000000000."
    );
}

void read_tenants(Section& section, Teams& teams) {
    const Node* node = section.node("tenant_id");
    std::vector<Field> fields;
    if (node != nullptr && node->type == NodeType::array) {
        fields = section.texts("tenant_id");
        teams.many_tenants = true;
    } else if (auto field = section.text("tenant_id")) {
        fields.push_back(std::move(*field));
    }
    for (const Field& field : fields) {
        std::string tenant = text::lower(text::trim(field.value));
        if (is_guid(tenant)) {
            teams.tenants.push_back(std::move(tenant));
            continue;
        }
        // What arrives names its tenant by id only.
        section.context().problem(
            field.place,
            is_domain(tenant) ? "tenant_id is a domain, not an id: " + in_quotes(tenant) + "."
                              : "tenant_id is no tenant's id: " + in_quotes(tenant) + ".",
            std::string(where_tenant)
        );
    }
}

/// The text of a PEM file that has such a block.
std::string read_pem(Section& section, std::string_view key, std::string_view block) {
    const auto field = section.text(key);
    if (!field) return "";
    std::string_view path = text::trim(field->value);
    if (path.starts_with("file:")) path = text::trim(path.substr(5));
    const std::filesystem::path file = section.context().resolve(path);
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored)) {
        section.context().problem(
            field->place,
            field->key + " needs the file " + file.string() + ", which cannot be read.",
            "Create it, or let the user that runs Debrief read it."
        );
        return "";
    }
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (content.find(block) != std::string::npos) return content;
    section.context().problem(
        field->place,
        field->key + " names " + file.string() + ", which has no \"" + std::string(block) +
            "\" in it.",
        "Write it in PEM; a key must not be encrypted."
    );
    return "";
}

void read_credentials(Section& section, Teams& teams) {
    teams.app_password = section.secret("app_password");
    teams.certificate = read_pem(section, "certificate", "BEGIN CERTIFICATE");
    teams.certificate_key = Secret(read_pem(section, "certificate_key", "PRIVATE KEY"));
    const bool password = section.has("app_password");
    const bool certificate = section.has("certificate"), key = section.has("certificate_key");
    if (certificate != key) {
        section.problem(
            "[teams] has only one of certificate and certificate_key.",
            "Name both PEM files, or use app_password."
        );
    }
    if (password && (certificate || key)) {
        section.problem("[teams] has both app_password and a certificate.", "Keep one of them.");
    }
    if (teams.mode != Teams::Mode::registered) return;
    if (!password && !certificate && !key)
        section.problem("[teams] has no app_password.", std::string(where_password));
    if (is_guid(teams.app_password.reveal())) {
        section.context().warning(
            section.node("app_password")->place,
            "app_password has the form of a secret's id.",
            std::string(where_password)
        );
    }
}

void read_cloud(Section& section, Teams& teams) {
    if (const auto field = section.text("cloud")) {
        teams.cloud = text::lower(text::trim(field->value));
        if (std::find(clouds().begin(), clouds().end(), teams.cloud) == clouds().end()) {
            section.context().problem(
                field->place,
                "There is no cloud called " + in_quotes(field->value) + ".",
                suggest(teams.cloud, clouds())
            );
        }
    }
    Context& context = section.context();
    if (const auto field = section.text("login_url"))
        teams.login_url = read_url(context, *field).value_or("");
    if (const auto field = section.text("openid_metadata_url"))
        teams.openid_metadata_url = read_url(context, *field).value_or("");
    for (const Field& field : section.texts("service_urls")) {
        if (auto url = read_url(context, field)) teams.service_urls.push_back(std::move(*url));
    }
    if (teams.cloud == "china" && teams.service_urls.empty()) {
        section.context().warning(
            section.place(),
            "The address of Teams in the cloud \"china\" is not published.",
            "Debrief answers whoever writes to it; to post first, it needs service_urls."
        );
    }
}

/// Without a registration anybody who reaches the address could speak as anybody.
void check_anonymous(Section& section, const Server& server, const Teams& teams) {
    if (teams.mode != Teams::Mode::anonymous) return;
    if (!is_loopback(server.host)) {
        section.problem(
            "[teams] has no app_id, and " + in_quotes(server.host) +
                " under [server] can be reached from other machines.",
            "Set app_id, app_password and tenant_id; without them Debrief takes anybody's word and "
            "listens on 127.0.0.1 only."
        );
        return;
    }
    section.context().warning(
        section.place(),
        "[teams] has no app_id: nobody who writes to Debrief has to prove who they are.",
        "This is for development on this computer; set app_id, app_password and tenant_id."
    );
}

Teams::Mode mode_of(const Section& section, const Teams& teams) {
    if (!teams.app_id.empty()) return Teams::Mode::registered;
    const bool others = section.has("workflow") || section.has("outgoing_webhook");
    return others && !section.has("app_id") ? Teams::Mode::no_bot : Teams::Mode::anonymous;
}

}  // namespace

void read_teams(Section& section, const Server& server, core::Directory& directory, Teams& teams) {
    read_app_id(section, teams);
    teams.mode = mode_of(section, teams);
    read_credentials(section, teams);
    read_tenants(section, teams);
    if (teams.mode == Teams::Mode::registered && !section.has("tenant_id"))
        section.problem("[teams] has no tenant_id.", std::string(where_tenant));
    read_cloud(section, teams);
    check_anonymous(section, server, teams);
    read_outgoing_webhooks(section, teams);
    read_workflows(section, directory, teams);
    section.finish();
}

}  // namespace debrief::config
