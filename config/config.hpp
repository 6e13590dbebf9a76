// The configuration file as types. Keys and their meaning: docs/configure.md.
#pragma once
#include "bot/base/log.hpp"
#include "bot/base/secret.hpp"
#include "bot/core/directory.hpp"
#include "config/problem.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief::config {

struct Server {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: the system picks a free one
    std::string public_url;     ///< without a slash at the end; empty when not set
};

struct Storage {
    std::filesystem::path sqlite_file;  ///< absolute
};

struct Slack {
    std::vector<Secret> signing_secrets;  ///< usually one; two while a secret is being changed
    Secret bot_token;
    Secret app_token;                                ///< empty: events come over HTTP
    std::string api_url = "https://slack.com/api/";  ///< ends with a slash
    std::string client_id;                           ///< empty: one workspace, by bot_token
    Secret client_secret;
};

/// A webhook that a team's owner made: Teams posts to /teams/outgoing/NAME.
struct OutgoingWebhook {
    std::string name;
    Secret secret;  ///< Base64, as Teams showed it
};

/// A webhook of Power Automate that posts into one channel. Which services use it stands in the
/// directory.
struct Workflow {
    std::string name;
    Secret url;
};

struct Teams {
    /// How people talk to Debrief in Teams.
    enum class Mode {
        registered,  ///< a registered bot
        anonymous,   ///< nobody proves anything: development, on this computer only
        no_bot,      ///< webhooks and workflows only
    };
    Mode mode = Mode::registered;
    std::string app_id;
    Secret app_password;      ///< either this
    std::string certificate;  ///< or these, in PEM
    Secret certificate_key;
    std::vector<std::string> tenants;  ///< lower case; at least one when registered
    bool many_tenants = false;         ///< written as a list: registered for many tenants
    std::string cloud = "public";
    std::string login_url;            ///< empty: the cloud's
    std::string openid_metadata_url;  ///< empty: the cloud's
    std::vector<std::string> service_urls;
    std::vector<OutgoingWebhook> outgoing_webhooks;
    std::vector<Workflow> workflows;
};

/// How a source's own name of a service becomes one of ours.
struct ServiceMapping {
    std::string fixed;  ///< not empty: everything from this source is about this service
    std::string field;  ///< where the source keeps its name of the service; empty: the kind's usual
    std::vector<std::pair<std::string, std::string>> names;  ///< the source's name → ours
};

struct Source {
    std::string name;
    std::string kind;  ///< "alertmanager", "github" or "generic"
    Secret secret;     ///< signs the body; may be empty
    Secret token;      ///< comes in the Authorization header; may be empty
    ServiceMapping service;
    std::vector<std::string> environments;  ///< only these count; empty: all
};

struct Config {
    Server server;
    Storage storage;
    std::optional<Slack> slack;
    std::optional<Teams> teams;
    core::Directory directory;
    std::vector<Source> sources;
    std::filesystem::path templates_folder;  ///< absolute; empty when not set
    log::Level log_level = log::Level::info;
};

/// Either a configuration or every problem at once, each with its line. Warnings never stand in the
/// way.
struct Loaded {
    std::optional<Config> config;
    std::vector<Problem> problems;  ///< in the order of the file
    std::vector<Problem> warnings;  ///< in the order of the file
};

/// What an Environment answers when a secret does not matter (yet): it fits everywhere.
inline constexpr std::string_view unknown_secret = "not known yet";

/// Value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
/// The process's own.
[[nodiscard]] Environment process_environment();

/// Reads and checks a file. Relative paths in it count from the file's folder; holidays that repeat
/// are followed around `now`.
[[nodiscard]] Loaded load(
    const std::filesystem::path& file,
    const Environment& environment = process_environment(),
    core::UtcTime now = std::chrono::floor<core::Duration>(std::chrono::system_clock::now())
);

}  // namespace debrief::config
