// Prometheus Alertmanager, webhook version 4: one webhook is one group of alerts.
#include "adapters/sources/source.hpp"
#include "adapters/sources/values.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <map>

namespace debrief::sources {
namespace {

struct Alert {
    json::Ref node;
    bool firing = false;
    std::optional<UtcTime> started, ended;
};

/// The alerts of one service: what a follow-up is about.
struct Matter {
    std::vector<Alert> alerts;
    std::string theirs;  ///< the source's own name of the service
};

std::string_view own_label(const Incoming& incoming, json::Ref labels) {
    const std::string& field = incoming.source.service.field;
    return labels[field.empty() ? "service" : field].str();
}

/// Alerts without the label are named after the job that was scraped.
std::string label_of(const Incoming& incoming, json::Ref labels) {
    const std::string_view own = own_label(incoming, labels);
    return std::string(own.empty() ? labels["job"].str() : own);
}

/// Senders before version 0.16 and some relays leave an alert's own status out: an end says it.
Alert read_alert(json::Ref node, bool group_firing) {
    Alert alert;
    alert.node = node;
    alert.started = read_instant(node["startsAt"].str());
    alert.ended = read_instant(node["endsAt"].str());
    const std::string_view status = node["status"].str();
    alert.firing = status.empty() ? group_firing && !alert.ended : status == "firing";
    return alert;
}

/// Alerts by service. A group that is formed by service, or whose source is about one service, is
/// one matter; else each service has its own, even when there is only one at the moment: so that
/// the ids stay when a second one joins.
std::map<std::string, Matter> matters_of(const Incoming& incoming, bool group_firing) {
    const std::string of_group(own_label(incoming, incoming.body["groupLabels"]));
    const bool together = !incoming.source.service.fixed.empty() || !of_group.empty();
    std::map<std::string, Matter> matters;
    incoming.body["alerts"].each([&](json::Ref node) {
        const std::string theirs = together ? of_group : label_of(incoming, node["labels"]);
        Matter& matter = matters[together ? std::string() : theirs];
        matter.theirs = theirs;
        matter.alerts.push_back(read_alert(node, group_firing));
    });
    return matters;
}

/// What all alerts of the matter say under this key, or empty.
std::string common(const Matter& matter, std::string_view part, std::string_view key) {
    const std::string_view first = matter.alerts.front().node[part][key].str();
    for (const Alert& alert : matter.alerts) {
        if (alert.node[part][key].str() != first) return "";
    }
    return std::string(first);
}

std::string title_of_matter(const Incoming& incoming, const Matter& matter) {
    const std::size_t count = matter.alerts.size();
    const std::string more = count > 1 ? " (" + std::to_string(count) + " alerts)" : "";
    if (auto summary = common(matter, "annotations", "summary"); !summary.empty()) return summary;
    if (auto name = common(matter, "labels", "alertname"); !name.empty()) return name + more;
    const json::Ref first = matter.alerts.front().node;
    for (const std::string_view text :
         {first["annotations"]["summary"].str(), first["labels"]["alertname"].str()}) {
        if (!text.empty()) return std::string(text) + more;
    }
    return "Alert from " + incoming.source.name;
}

int severity_of(const Matter& matter) {
    int worst = 5;
    for (const Alert& alert : matter.alerts) {
        if (const auto severity = read_severity(alert.node["labels"]["severity"].str()))
            worst = std::min(worst, *severity);
    }
    return worst == 5 ? core::Subject().severity : worst;
}

std::string link_of(const Incoming& incoming, const Matter& matter) {
    std::string link = web_link(matter.alerts.front().node["generatorURL"].str());
    return link.empty() ? web_link(incoming.body["externalURL"].str()) : link;
}

Report report_of(
    const Incoming& incoming, const Matter& matter, std::string external_id, bool ended
) {
    std::optional<UtcTime> started, firing_since, end;
    const auto earlier = [](std::optional<UtcTime>& kept, const std::optional<UtcTime>& time) {
        if (time && (!kept || *time < *kept)) kept = time;
    };
    for (const Alert& alert : matter.alerts) {
        earlier(started, alert.started);
        if (alert.firing) earlier(firing_since, alert.started);
        if (alert.ended && (!end || *alert.ended > *end)) end = alert.ended;
    }
    Report report;
    report.ended = ended;
    core::Subject& subject = report.subject;
    subject.kind = core::SubjectKind::incident;
    subject.title = title_of(title_of_matter(incoming, matter));
    subject.service = our_service(incoming.source.service, matter.theirs);
    subject.severity = severity_of(matter);
    subject.started = started;
    if (ended) subject.ended = end.value_or(incoming.now);
    subject.link = link_of(incoming, matter);
    subject.source = incoming.source.name;
    subject.external_id = std::move(external_id);
    // A repeated notification has the same times; one about a new fire has others.
    report.happening = subject.external_id + (ended ? ":resolved:" : ":firing:") +
                       digits_of(ended ? (end ? end : started) : firing_since);
    return report;
}

}  // namespace

Decoded decode_alertmanager(const Incoming& incoming) {
    const json::Ref body = incoming.body;
    const std::string_view status = body["status"].str();
    const std::string_view group = body["groupKey"].str();
    if (status != "firing" && status != "resolved")
        return Refusal{422, "status", "status must be \"firing\" or \"resolved\"."};
    if (group.empty()) return Refusal{422, "groupKey", "groupKey is missing: is this version 4?"};
    if (!body["alerts"].is_array() || body["alerts"].size() == 0)
        return Refusal{422, "alerts", "alerts must be a list with at least one alert."};
    const bool firing = status == "firing";
    // Of a cut list nobody knows whether the rest still fires.
    const bool cut = body["truncatedAlerts"].integer().value_or(0) > 0;
    std::vector<Report> reports;
    for (const auto& [key, matter] : matters_of(incoming, firing)) {
        const bool any_firing = std::any_of(
            matter.alerts.begin(), matter.alerts.end(), [](const Alert& a) { return a.firing; }
        );
        const bool ended = !firing || (!any_firing && !cut);
        std::string id = short_id(std::string(group) + (key.empty() ? "" : " service=" + key));
        reports.push_back(report_of(incoming, matter, std::move(id), ended));
    }
    return reports;
}

}  // namespace debrief::sources
