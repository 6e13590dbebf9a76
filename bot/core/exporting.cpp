// export [csv|json|md] [service:S] [since:T]: what one may see as a file, for oneself alone.
#include "bot/core/exporting.hpp"

#include "bot/core/names.hpp"
#include "bot/core/options.hpp"
#include "bot/core/ruling.hpp"

namespace debrief::core {
namespace {

constexpr std::chrono::hours valid_for{24};

constexpr Named<ExportFormat> formats[] = {
    {ExportFormat::csv, "csv"},
    {ExportFormat::json, "json"},
    {ExportFormat::markdown, "md"},
    {ExportFormat::markdown, "markdown"},
};

std::optional<UtcTime> since_of(Ruling& ruling, const std::string& typed, bool& understood) {
    understood = true;
    if (typed.empty()) return std::nullopt;
    auto zone = ruling.person(ruling.actor().id).timezone;
    if (zone.empty()) zone = ruling.world.directory.summary.timezone;
    const auto time = read_time(typed, ruling.world.now, Calendar(zone, WorkingHours(), {}));
    understood = time.has_value();
    return time;
}

/// In Teams the file is behind a link, and a link needs an address.
bool has_way(Ruling& ruling) {
    if (ruling.command.actor.platform != Platform::teams) return true;
    if (!ruling.world.directory.public_url.empty()) return true;
    ruling.reply(refuse(
        "I cannot give you a link to the file: this server's address is not configured.",
        "Ask who runs Debrief to set `public_url`, or to run `debrief export` for you."
    ));
    return false;
}

}  // namespace

Intent read_export(std::string_view rest) {
    constexpr OptionRule rules[] = {
        {"service", "service:mail"}, {"since", "since:2026-01-01", true}};
    const auto options = read_options(rest, rules);
    if (options.problem) return *options.problem;
    MakeExport wanted;
    for (const auto& option : options.given)
        (option.name == "since" ? wanted.since : wanted.service) = option.value;
    if (options.rest.empty()) return wanted;
    const auto format = value_in(formats, bare(options.rest));
    if (!format) {
        return misunderstood(
            "I don't know `export` with " + quoted(options.rest) + ".",
            "Choose one of `csv`, `json` and `md`; `service:mail` and `since:2026-01-01` narrow it."
        );
    }
    wanted.format = *format;
    return wanted;
}

void decide_export(Ruling& ruling, const MakeExport& wanted) {
    if (!has_way(ruling)) return;
    const auto service = ruling.known_service(wanted.service);
    if (!service) return;
    bool understood = false;
    ExportOrder order;
    order.since = since_of(ruling, wanted.since, understood);
    if (!understood) {
        return ruling.reply(refuse(
            "I cannot read “" + wanted.since + "” as a time.",
            "Times look like `2026-11-20`, `yesterday` or `2 weeks ago`."
        ));
    }
    order.name = wanted.name;
    order.format = wanted.format;
    order.service = *service;
    order.by = ruling.command.actor;
    order.asked_in = ruling.command.origin.channel;
    order.at = ruling.world.now;
    order.expires = order.at + valid_for;
    ruling.save(order);
    const auto format = name_in(formats, order.format);
    const auto& base = ruling.world.directory.public_url;
    View view;
    view.set("format", format).set("service", order.service).set("expires", order.expires);
    if (order.since) view.set("since", *order.since);
    view.set("link", base.empty() ? "" : base + "/api/v1/exports/" + wanted.token);
    Post post;
    post.kind = Post::Kind::file;
    post.person = ruling.actor().id;
    post.key = order.name;
    post.template_name = "export_ready";
    post.view = view.set("attached", false);
    post.useless_after = order.expires;
    ruling.decision.posts.push_back(std::move(post));
    ruling.journal(
        "export", std::string(format), order.service.empty() ? "" : "of " + order.service
    );
    ruling.reply(say("export_receipt", View().set("format", format).set("service", order.service)));
}

}  // namespace debrief::core
