// GitHub webhooks: a deployment that reached its end, and a published release.
#include "adapters/sources/source.hpp"
#include "adapters/sources/values.hpp"
#include "bot/base/text.hpp"

#include <algorithm>

namespace debrief::sources {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "v1.2.3", "release-2026.11": something one would call a version. Branches are not: two deploys
/// of "main" are two upgrades.
bool looks_like_version(std::string_view ref) {
    const std::size_t dot = ref.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < ref.size() &&
           is_digit(ref[dot - 1]) && is_digit(ref[dot + 1]);
}

std::string version_of(json::Ref deployment) {
    std::string_view ref = deployment["ref"].str();
    if (ref.starts_with("refs/tags/")) return std::string(ref.substr(10));
    if (looks_like_version(ref)) return std::string(ref);
    const std::string_view sha = deployment["sha"].str();
    return std::string(sha.empty() ? ref : sha.substr(0, 7));
}

/// "checkout-api" of "acme/checkout-api".
std::string_view short_name(std::string_view full_name) {
    const std::size_t slash = full_name.rfind('/');
    return slash == std::string_view::npos ? full_name : full_name.substr(slash + 1);
}

/// The map may name "acme/checkout:production", "acme/checkout" or "checkout"; the nearest counts.
/// Without an entry it is the repository's own name.
std::string service_of(
    const Incoming& incoming, std::string_view repository, std::string_view environment
) {
    const ServiceMapping& mapping = incoming.source.service;
    if (mapping.field == "environment") return our_service(mapping, environment);
    const std::string full(repository);
    for (const std::string& theirs : {full + ":" + std::string(environment), full}) {
        const auto named =
            std::find_if(mapping.names.begin(), mapping.names.end(), [&](const auto& entry) {
                return text::lower(entry.first) == text::lower(theirs);
            });
        if (named != mapping.names.end() && mapping.fixed.empty()) return named->second;
    }
    return our_service(mapping, short_name(repository));
}

/// A delivery that GitHub repeats keeps its number.
std::string happening_of(const Incoming& incoming, const std::string& otherwise) {
    const std::string_view delivery = incoming.request.headers.get("X-GitHub-Delivery");
    return delivery.empty() ? otherwise : "delivery:" + short_id(delivery);
}

Report start_report(const Incoming& incoming, std::string_view environment) {
    const std::string_view repository = incoming.body["repository"]["full_name"].str();
    Report report;
    report.ended = true;
    report.subject.kind = core::SubjectKind::upgrade;
    report.subject.source = incoming.source.name;
    report.subject.service = service_of(incoming, repository, environment);
    return report;
}

void add_person(Report& report, json::Ref user) {
    if (const auto login = user["login"].opt_str()) report.people.push_back(*login);
}

Decoded decode_deployment(const Incoming& incoming) {
    const json::Ref status = incoming.body["deployment_status"];
    const json::Ref deployment = incoming.body["deployment"];
    const std::string_view state = status["state"].str();
    const auto id = deployment["id"].integer();
    if (state.empty())
        return Refusal{422, "deployment_status.state", "deployment_status.state is missing."};
    if (!id) return Refusal{422, "deployment.id", "deployment.id is missing."};
    if (state != "success" && state != "failure" && state != "error")
        return Ignored{"a deployment that is " + title_of(state) + " has not ended"};
    std::string_view environment = status["environment"].str();
    if (environment.empty()) environment = deployment["environment"].str();
    const auto& counted = incoming.source.environments;
    if (!counted.empty() && std::find(counted.begin(), counted.end(), environment) == counted.end())
        return Ignored{"the environment " + title_of(environment) + " does not count here"};
    Report report = start_report(incoming, environment);
    core::Subject& subject = report.subject;
    subject.version = version_of(deployment);
    subject.title = title_of(
        "Deploy " + std::string(short_name(incoming.body["repository"]["full_name"].str())) + " " +
        subject.version + (environment.empty() ? "" : " to " + std::string(environment))
    );
    subject.outcome = state == "success" ? core::Outcome::success : core::Outcome::failed;
    subject.started = read_instant(deployment["created_at"].str());
    subject.ended = read_instant(status["created_at"].str()).value_or(incoming.now);
    for (const std::string_view key : {"target_url", "log_url", "environment_url"}) {
        if (subject.link.empty()) subject.link = web_link(status[key].str());
    }
    if (subject.link.empty())
        subject.link = web_link(incoming.body["repository"]["html_url"].str());
    subject.external_id = "deployment:" + std::to_string(*id);
    add_person(report, deployment["creator"]);
    report.happening = happening_of(incoming, subject.external_id + ":" + std::string(state));
    return std::vector<Report>{std::move(report)};
}

Decoded decode_release(const Incoming& incoming) {
    const json::Ref release = incoming.body["release"];
    const std::string_view action = incoming.body["action"].str();
    const auto id = release["id"].integer();
    if (action != "published")
        return Ignored{"only the release action \"published\" opens a follow-up"};
    if (!id) return Refusal{422, "release.id", "release.id is missing."};
    if (release["draft"].boolean().value_or(false)) return Ignored{"the release is a draft"};
    Report report = start_report(incoming, "");
    core::Subject& subject = report.subject;
    subject.version = std::string(release["tag_name"].str());
    const std::string repository(short_name(incoming.body["repository"]["full_name"].str()));
    const std::string_view name = text::trim(release["name"].str());
    subject.title = title_of(
        "Release " + repository + " " + (name.empty() ? subject.version : std::string(name))
    );
    subject.ended = read_instant(release["published_at"].str()).value_or(incoming.now);
    subject.link = web_link(release["html_url"].str());
    subject.external_id = "release:" + std::to_string(*id);
    add_person(report, release["author"]);
    report.happening = happening_of(incoming, subject.external_id);
    return std::vector<Report>{std::move(report)};
}

}  // namespace

Decoded decode_github(const Incoming& incoming) {
    const std::string_view event = incoming.request.headers.get("X-GitHub-Event");
    if (event.empty())
        return Refusal{400, "X-GitHub-Event", "The header X-GitHub-Event is missing."};
    if (event == "ping") return Ignored{"a ping: the webhook works"};
    if (event == "deployment_status") return decode_deployment(incoming);
    if (event == "release") return decode_release(incoming);
    return Ignored{"the event " + title_of(event) + " opens no follow-up"};
}

}  // namespace debrief::sources
