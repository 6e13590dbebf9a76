#include "config/config.hpp"

#include "bot/base/text.hpp"
#include "config/nearest.hpp"
#include "config/sections.hpp"

#include <algorithm>
#include <cstdlib>

namespace debrief::config {
namespace {

/// The root's tables and lists of tables; everything else in the root is a problem.
class Root {
  public:
    Root(Context& context, const Node& root) : context_(context), root_(root) {}

    /// "[name]", or null.
    [[nodiscard]] const Node* table(const std::string& name) {
        known_.push_back(name);
        const Node* found = root_.find(name);
        if (found == nullptr || found->type == NodeType::table) return found;
        wrong(*found, name, "[" + name + "], once");
        return nullptr;
    }

    /// Every "[[name]]".
    [[nodiscard]] std::vector<const Node*> tables(const std::string& name) {
        known_.push_back(name);
        std::vector<const Node*> out;
        const Node* found = root_.find(name);
        if (found == nullptr) return out;
        if (found->type != NodeType::array) {
            wrong(*found, name, "[[" + name + "]] with two brackets, once for each");
            return out;
        }
        for (const Node& item : found->items) {
            if (item.type == NodeType::table) {
                out.push_back(&item);
            } else {
                wrong(item, name, "[[" + name + "]] with two brackets, once for each");
            }
        }
        return out;
    }

    void finish() {
        for (const Member& member : root_.members) {
            if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
            context_.problem(
                member.place,
                "There is no section or key " + in_quotes(member.key) + ".",
                suggest(member.key, known_)
            );
        }
    }

  private:
    void wrong(const Node& node, const std::string& name, const std::string& right) {
        context_.problem(
            node.place,
            name + " is " + std::string(name_of(node.type)) + ".",
            "Write " + right + "."
        );
    }

    Context& context_;
    const Node& root_;
    std::vector<std::string> known_;
};

void read_log(Section& section, Config& config) {
    static const std::vector<std::string> levels{"debug", "info", "warn", "error"};
    if (const auto field = section.text("level")) {
        const auto found = std::find(levels.begin(), levels.end(), field->value);
        if (found == levels.end()) {
            section.context().problem(
                field->place,
                "There is no log level " + in_quotes(field->value) + ".",
                suggest(field->value, levels)
            );
        } else {
            config.log_level = static_cast<log::Level>(found - levels.begin());
        }
    }
    section.finish();
}

void read_templates(Section& section, Config& config) {
    const auto field = section.text("folder");
    section.finish();
    if (!field || text::trim(field->value).empty()) return;
    config.templates_folder = section.context().resolve(text::trim(field->value));
    std::error_code ignored;
    if (std::filesystem::is_directory(config.templates_folder, ignored)) return;
    section.context().problem(
        field->place,
        "folder names " + config.templates_folder.string() + ", which is no folder.",
        "Create it, or leave the key out to use Debrief's own templates."
    );
}

template <class Read>
void with_table(Root& root, Context& context, const std::string& name, Read read) {
    if (const Node* table = root.table(name)) {
        Section section(context, *table, "[" + name + "]");
        read(section);
    }
}

template <class Read>
void with_tables(Root& root, Context& context, const std::string& name, Read read) {
    for (const Node* table : root.tables(name)) {
        Section section(context, *table, "[[" + name + "]]");
        read(section);
    }
}

void read_all(Context& context, Root& root, Config& config) {
    with_table(root, context, "server", [&](Section& s) { read_server(s, config.server); });
    config.storage.sqlite_file = context.resolve("debrief.db");
    with_table(root, context, "storage", [&](Section& s) { read_storage(s, config.storage); });
    with_table(root, context, "slack", [&](Section& s) { read_slack(s, config.slack.emplace()); });
    core::Clocks clocks;
    with_table(root, context, "clocks", [&](Section& s) { read_clocks(s, clocks); });
    core::Directory& directory = config.directory;
    with_tables(root, context, "service", [&](Section& s) { read_service(s, clocks, directory); });
    with_table(root, context, "teams", [&](Section& s) {
        read_teams(s, config.server, directory, config.teams.emplace());
    });
    with_tables(root, context, "source", [&](Section& s) {
        read_source(s, directory, config.sources);
    });
    directory.public_url = config.server.public_url;
    with_table(root, context, "summary", [&](Section& s) { read_summary(s, directory.summary); });
    with_tables(root, context, "role", [&](Section& s) { read_role(s, directory); });
    with_table(root, context, "templates", [&](Section& s) { read_templates(s, config); });
    with_table(root, context, "log", [&](Section& s) { read_log(s, config); });
    root.finish();
}

/// Whether a service or the summary has a channel there.
bool has_channel(const core::Directory& directory, core::Platform platform) {
    const auto is_there = [platform](const core::Channel& channel) {
        return channel.platform == platform;
    };
    const auto& summary = directory.summary.channels;
    if (std::any_of(summary.begin(), summary.end(), is_there)) return true;
    return std::any_of(
        directory.services.begin(),
        directory.services.end(),
        [&](const core::Service& service) {
            const auto& channels = service.channels;
            return std::any_of(channels.begin(), channels.end(), is_there);
        }
    );
}

void warn_about_platforms(Context& context, const Config& config) {
    if (!config.slack && !config.teams) {
        context.warning(
            Place{},
            "There is no [slack] and no [teams] section.",
            "Debrief can keep follow-ups, but has nowhere to post them."
        );
        return;
    }
    if (!config.slack && has_channel(config.directory, core::Platform::slack)) {
        context.warning(
            Place{},
            "There are slack_channels, but no [slack] section.",
            "Nothing is posted to these channels."
        );
    }
    const bool bot = config.teams && config.teams->mode != Teams::Mode::no_bot;
    if (!bot && has_channel(config.directory, core::Platform::teams)) {
        context.warning(
            Place{},
            config.teams ? "There are teams_channels, but [teams] has no app_id."
                         : "There are teams_channels, but no [teams] section.",
            "Nothing is posted to these channels."
        );
    }
}

void warn_about_gaps(Context& context, const Config& config) {
    warn_about_platforms(context, config);
    if (config.directory.services.empty()) {
        context.warning(
            Place{},
            "There is no [[service]].",
            "Add one, with its channel, so that follow-ups have a place."
        );
    }
    if (config.directory.summary.channels.empty()) {
        context.warning(
            Place{},
            "[summary] has neither slack_channels nor teams_channels.",
            "There will be no weekly summary."
        );
    }
}

}  // namespace

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

Loaded load(const std::filesystem::path& file, const Environment& environment, core::UtcTime now) {
    Loaded loaded;
    const std::optional<std::string> content = read_file(file);
    if (!content) {
        loaded.problems.push_back(Problem{
            file.string(),
            Place{},
            "This file cannot be read.",
            "Name another with --config, or copy debrief.example.toml here."});
        return loaded;
    }
    const auto parsed = parse_toml(*content, file.string());
    if (const auto* problem = std::get_if<Problem>(&parsed)) {
        loaded.problems.push_back(*problem);
        return loaded;
    }
    Context context(file, environment, now);
    Config config;
    Root root(context, std::get<Node>(parsed));
    read_all(context, root, config);
    warn_about_gaps(context, config);
    context.move_into(loaded);
    if (loaded.problems.empty()) loaded.config = std::move(config);
    return loaded;
}

}  // namespace debrief::config
