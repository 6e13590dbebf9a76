#include "adapters/cli/demo_config.hpp"

#include "adapters/sandbox/cast.hpp"
#include "adapters/sandbox/teams/cast.hpp"

#include <string_view>
#include <utility>

namespace debrief::cli {
namespace {

constexpr const char* file = R"([server]
listen = "127.0.0.1:0"

[storage]
url = "sqlite:debrief.db"

[slack]
signing_secret = "sandbox-signing-secret"
bot_token = "xoxb-sandbox-token"
api_url = "@SLACK_API@"

[teams]
app_id = "@APP@"
app_password = "sandbox-client-secret"
tenant_id = "@TENANT@"
login_url = "@LOGIN@"
openid_metadata_url = "@METADATA@"
service_urls = ["@SERVICE@"]

[[teams.outgoing_webhook]]
name = "ops"
secret = "@WEBHOOK_SECRET@"

[[teams.workflow]]
name = "office"
url = "@WORKFLOW@"

[summary]
weekly = "Mon 09:00"
timezone = "Europe/Berlin"
slack_channels = ["@OPERATIONS@"]
teams_channels = ["@TEAMS_OPERATIONS@"]

[[service]]
name = "checkout"
slack_channels = ["@CHECKOUT@"]
teams_channels = ["@TEAMS_CHECKOUT@"]
ops_contact = "olga@example.com"
it_owner = "ivan@example.com"
timezone = "Europe/Berlin"
goal = "Customers can pay, day and night"

[[service]]
name = "search"
slack_channels = ["@SEARCH@"]
ops_contact = "piotr@example.com"
it_owner = "priya@example.com"
timezone = "Europe/Warsaw"

[[source]]
name = "alertmanager"
kind = "alertmanager"
token = "@TOKEN@"

[[source]]
name = "github"
kind = "github"
secret = "@TOKEN@"
[source.service]
map = { "acme/checkout" = "checkout", "acme/search" = "search" }

[[source]]
name = "generic"
kind = "generic"
token = "@TOKEN@"
)";

}  // namespace

std::string demo_config(sandbox::Sandbox& sandbox) {
    namespace ids = sandbox::ids;
    namespace teams = sandbox::teams;
    const std::pair<std::string_view, std::string> values[] = {
        {"@SLACK_API@", sandbox.api_url()},
        {"@APP@", teams::ids::app},
        {"@TENANT@", teams::ids::tenant},
        {"@LOGIN@", sandbox.teams_login_url()},
        {"@METADATA@", sandbox.teams_openid_metadata_url()},
        {"@SERVICE@", sandbox.teams_service_url()},
        {"@WEBHOOK_SECRET@", std::string(sandbox.teams().settings().webhook_secret.reveal())},
        {"@WORKFLOW@", sandbox.teams_workflow_url()},
        {"@OPERATIONS@", ids::operations},
        {"@TEAMS_OPERATIONS@", teams::ids::operations},
        {"@CHECKOUT@", ids::checkout},
        {"@TEAMS_CHECKOUT@", teams::ids::checkout},
        {"@SEARCH@", ids::search},
        {"@TOKEN@", demo_source_token},
    };
    std::string text = file;
    for (const auto& [mark, value] : values) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), value);
    }
    return text;
}

}  // namespace debrief::cli
