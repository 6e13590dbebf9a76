// What Teams does without a bot: [[teams.outgoing_webhook]] and [[teams.workflow]].
#include "bot/base/base64.hpp"
#include "bot/base/text.hpp"
#include "config/sections.hpp"
#include "config/teams.hpp"
#include "config/values.hpp"

#include <algorithm>

namespace debrief::config {
namespace {

template <class Read>
void each_table(Section& section, std::string_view key, Read read) {
    const Node* list = section.node(key);
    if (list == nullptr) return;
    const std::string title = "[[teams." + std::string(key) + "]]";
    if (list->type != NodeType::array) {
        section.problem(std::string(key) + " is no list of tables.", "Write " + title + ".");
        return;
    }
    for (const Node& item : list->items) {
        if (item.type != NodeType::table) {
            section.problem(std::string(key) + " is no list of tables.", "Write " + title + ".");
            return;
        }
        Section entry(section.context(), item, title);
        read(entry);
        entry.finish();
    }
}

/// Its name, which is no other's; empty after a problem.
template <class Named>
std::string read_name(Section& entry, const std::vector<Named>& others, std::string remedy) {
    const auto field = entry.required_text("name", std::move(remedy));
    if (!field) return "";
    std::string name(text::trim(field->value));
    if (!is_path_part(name)) {
        entry.context().problem(
            field->place,
            "The name " + in_quotes(name) + " cannot stand in an address.",
            "Use letters, digits, '-', '_' and '.', at most 64."
        );
        return "";
    }
    const bool taken = std::any_of(others.begin(), others.end(), [&](const Named& other) {
        return text::lower(other.name) == text::lower(name);
    });
    if (!taken) return name;
    entry.context().problem(
        field->place,
        "There are two " + entry.title() + " called " + in_quotes(name) + ".",
        "Names must differ in more than upper and lower case: rename one."
    );
    return "";
}

bool is_known(const Secret& secret) {
    return !secret.empty() && secret.reveal() != unknown_secret;
}

Place place_of(Section& entry, std::string_view key) {
    const Node* node = entry.node(key);
    return node == nullptr ? entry.place() : node->place;
}

bool is_host_of_connectors(std::string_view host) {
    return host == "outlook.office.com" || host == "outlook.office365.com" ||
           host == "webhook.office.com" || host.ends_with(".webhook.office.com");
}

/// Never quoted: whoever knows the URL can post.
void check_workflow_url(Section& entry, const Secret& secret) {
    const std::string_view url = secret.reveal();
    const bool https = url.starts_with("https://"), http = url.starts_with("http://");
    const std::string_view rest = url.substr(https ? 8 : http ? 7 : 0);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t bracket = authority.find(']');
    const std::size_t port = authority.find(':', bracket == authority.npos ? 0 : bracket);
    const std::string host = text::lower(authority.substr(0, port));
    Context& context = entry.context();
    const Place place = place_of(entry, "url");
    if (is_host_of_connectors(host)) {
        context.problem(
            place,
            "url is that of an Office 365 connector, which Microsoft has switched off.",
            "Create a flow from the template \"Send webhook alerts to a channel\" (in Teams: "
            "Workflows) and copy its URL."
        );
        return;
    }
    const bool whole = (https || (http && is_loopback(host))) && !host.empty() &&
                       authority.find('@') == authority.npos &&
                       url.find_first_of(" \t\r\n\"<>#") == url.npos;
    if (!whole) {
        context.problem(
            place,
            "url is not the https address of a flow.",
            "Copy it whole from the flow's trigger \"When a Teams webhook request is received\"."
        );
        return;
    }
    if (url.find("sig=") == url.npos) {
        context.warning(
            place,
            "url has no sig= in it, as those of flows have.",
            "Copy it whole; a flow refuses posts without its signature."
        );
    }
}

}  // namespace

void read_outgoing_webhooks(Section& section, Teams& teams) {
    each_table(section, "outgoing_webhook", [&](Section& entry) {
        OutgoingWebhook webhook;
        webhook.name = read_name(
            entry, teams.outgoing_webhooks, "It becomes the address: /teams/outgoing/NAME."
        );
        constexpr std::string_view remedy =
            "Write the security token that Teams showed when the webhook was created.";
        webhook.secret = entry.secret("secret");
        if (!entry.has("secret"))
            entry.problem(entry.title() + " has no secret.", std::string(remedy));
        const auto key = from_base64(webhook.secret.reveal());
        if (is_known(webhook.secret) && (!key || key->empty())) {
            entry.context().problem(
                place_of(entry, "secret"), "secret is not Base64.", std::string(remedy)
            );
        }
        if (!webhook.name.empty()) teams.outgoing_webhooks.push_back(std::move(webhook));
    });
}

void read_workflows(Section& section, core::Directory& directory, Teams& teams) {
    each_table(section, "workflow", [&](Section& entry) {
        Workflow workflow;
        core::Workflow known;
        workflow.name = read_name(entry, teams.workflows, "Give it a short name: name = \"ops\".");
        workflow.url = entry.secret("url");
        if (!entry.has("url")) {
            entry.problem(
                entry.title() + " has no url.",
                "Copy it from the flow's trigger into a variable and write \"env:NAME\"."
            );
        }
        if (is_known(workflow.url)) check_workflow_url(entry, workflow.url);
        for (const Field& field : entry.texts("services")) {
            if (auto name = read_service_name(entry.context(), field, directory))
                known.services.push_back(std::move(*name));
        }
        if (workflow.name.empty()) return;
        known.name = workflow.name;
        directory.workflows.push_back(std::move(known));
        teams.workflows.push_back(std::move(workflow));
    });
}

}  // namespace debrief::config
