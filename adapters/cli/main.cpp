// The executable: reads the command line, runs one verb. Exit codes: 0 fine, 1 failed, 2 wrong
// usage.
#include "adapters/cli/verbs.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>

namespace {

using debrief::cli::Options;
using Verb = std::function<int(const Options&)>;

/// Adds a verb that works on a configuration file.
CLI::App* add(
    CLI::App& app, const char* name, const char* about, Options& options, Verb& chosen, Verb verb
) {
    auto* sub = app.add_subcommand(name, about);
    sub->add_option("--config", options.config, "Configuration file")->capture_default_str();
    sub->callback([&chosen, verb = std::move(verb)] { chosen = verb; });
    return sub;
}

void add_demo(CLI::App& app, Options& options, Verb& chosen) {
    auto* demo =
        app.add_subcommand("demo", "Run Debrief with an embedded Slack workspace to play in");
    demo->add_flag(
        "--script", options.script, "Play one whole story without a browser and print it"
    );
    demo->add_option("--port", options.port, "Port of the page; 0 picks a free one")
        ->capture_default_str();
    demo->callback([&chosen] { chosen = debrief::cli::demo; });
}

void add_manifest(CLI::App& app, Options& options, Verb& chosen) {
    auto* manifest =
        add(app,
            "manifest",
            "Print the app manifest for Slack, or write the app package for Teams",
            options,
            chosen,
            debrief::cli::manifest);
    manifest->add_option("platform", options.platform, "slack or teams")
        ->required()
        ->check(CLI::IsMember({"slack", "teams"}));
    manifest->add_option("--output", options.package, "Where the app package for Teams goes")
        ->capture_default_str();
}

void add_export(CLI::App& app, Options& options, Verb& chosen) {
    auto* verb =
        add(app,
            "export",
            "Write the records as a file for people, or everything as one document",
            options,
            chosen,
            debrief::cli::export_to_file);
    verb->add_flag("--all", options.all, "Everything, as one JSON document that `import` reads");
    verb->add_option("--format", options.format, "csv (if not given), json or md")
        ->check(CLI::IsMember({"csv", "json", "md"}));
    verb->add_option("--service", options.service, "Only follow-ups of this service");
    verb->add_option("--since", options.since, "Only follow-ups opened at this time or later");
    verb->add_option("--output", options.output, "File to write; else standard output");
    verb->add_option("--key", options.key, "Of --all: file of the key that hides who is anonymous");
}

void add_import(CLI::App& app, Options& options, Verb& chosen) {
    auto* verb =
        add(app,
            "import",
            "Read what `export --all` wrote into an empty database",
            options,
            chosen,
            debrief::cli::import_from_file);
    verb->add_option("file", options.input, "The document")->required();
    auto* key = verb->add_option("--key", options.key, "File of the key it was exported with");
    verb->add_flag("--without-key", options.without_key, "Leave out what is sealed")->excludes(key);
}

void add_journal(CLI::App& app, Options& options, Verb& chosen) {
    auto* journal = app.add_subcommand("journal", "Look at the audit journal");
    journal->require_subcommand(1);
    auto* verify = journal->add_subcommand("verify", "Check that nobody changed it");
    verify->add_option("--config", options.config, "Configuration file")->capture_default_str();
    verify->callback([&chosen] { chosen = debrief::cli::verify_journal; });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Debrief follows up after every upgrade and every incident.", "debrief");
    app.require_subcommand(1);
    app.set_version_flag("--version", DEBRIEF_VERSION);
    Options options;
    Verb chosen;
    add(app, "serve", "Run the bot", options, chosen, debrief::cli::serve);
    add_demo(app, options, chosen);
    add(app,
        "check",
        "Check the configuration and the templates",
        options,
        chosen,
        debrief::cli::check);
    add(app,
        "doctor",
        "Check what the bot needs from the outside",
        options,
        chosen,
        debrief::cli::doctor);
    add(app,
        "migrate",
        "Bring the database to this version's schema",
        options,
        chosen,
        debrief::cli::migrate);
    add(app,
        "status",
        "Show what waits and what could not be delivered",
        options,
        chosen,
        debrief::cli::status);
    add_export(app, options, chosen);
    add_import(app, options, chosen);
    add_journal(app, options, chosen);
    add_manifest(app, options, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        constexpr int wrong_usage = 2;
        return app.exit(error) == 0 ? 0 : wrong_usage;
    }
    return chosen(options);
}
