#include "adapters/sandbox/outside.hpp"

#include "bot/base/crypto.hpp"
#include "bot/base/json.hpp"
#include "bot/core/calendar.hpp"

namespace debrief::sandbox {
namespace {

using json::Value;

std::string rfc3339(UtcTime time) {
    return core::Calendar("Etc/UTC", core::WorkingHours(), {}).format(time, "%Y-%m-%dT%H:%M:%SZ");
}

net::HttpRequest json_post(Value body) {
    net::HttpRequest request("POST", "/");
    request.headers.add("Content-Type", "application/json");
    request.body = json::dump(body);
    return request;
}

}  // namespace

net::HttpRequest webhook_of(const SourceLink& source, const Alert& alert, UtcTime now) {
    const std::string status = alert.resolved ? "resolved" : "firing";
    Value labels = Value::object()
                       .set("alertname", alert.title)
                       .set("service", alert.service)
                       .set("severity", alert.severity);
    Value annotations = Value::object().set("summary", alert.title);
    Value one = Value::object()
                    .set("status", status)
                    .set("labels", labels)
                    .set("annotations", annotations)
                    .set("startsAt", rfc3339(now - alert.lasted))
                    .set("endsAt", alert.resolved ? rfc3339(now) : "0001-01-01T00:00:00Z")
                    .set("generatorURL", "https://prometheus.example.com/graph")
                    .set("fingerprint", crypto::hex(crypto::sha256(alert.title)).substr(0, 16));
    Value body = Value::object()
                     .set("version", "4")
                     .set("groupKey", "{}:{alertname=\"" + alert.title + "\"}")
                     .set("truncatedAlerts", 0)
                     .set("status", status)
                     .set("receiver", "debrief")
                     .set("groupLabels", Value::object().set("alertname", alert.title))
                     .set("commonLabels", std::move(labels))
                     .set("commonAnnotations", std::move(annotations))
                     .set("externalURL", "https://alertmanager.example.com")
                     .set("alerts", Value::array().push(std::move(one)));
    net::HttpRequest request = json_post(std::move(body));
    request.headers.add("User-Agent", "Alertmanager/0.27.0");
    request.headers.add("Authorization", "Bearer " + std::string(source.secret.reveal()));
    return request;
}

net::HttpRequest webhook_of(
    const SourceLink& source, const Release& release, UtcTime now, Random& random
) {
    const std::string page = "https://github.com/" + release.repository;
    Value details = Value::object()
                        .set("id", static_cast<std::int64_t>(random.next() % 1'000'000'000))
                        .set("tag_name", release.version)
                        .set("name", release.version)
                        .set("draft", false)
                        .set("prerelease", false)
                        .set("html_url", page + "/releases/tag/" + release.version)
                        .set("published_at", rfc3339(now))
                        .set("author", Value::object().set("login", "ivan-horvat"));
    Value body = Value::object()
                     .set("action", "published")
                     .set("release", std::move(details))
                     .set(
                         "repository",
                         Value::object().set("full_name", release.repository).set("html_url", page)
                     );
    net::HttpRequest request = json_post(std::move(body));
    crypto::HmacSha256 hmac(source.secret);
    request.headers.add("User-Agent", "GitHub-Hookshot/4f2a1c9");
    request.headers.add("X-GitHub-Event", "release");
    request.headers.add("X-GitHub-Delivery", fresh_key(random));
    request.headers.add("X-Hub-Signature-256", "sha256=" + crypto::hex(hmac({request.body})));
    return request;
}

}  // namespace debrief::sandbox
