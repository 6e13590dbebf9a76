// The sections about the organisation: [[service]], [summary].
#include "bot/base/text.hpp"
#include "config/holidays.hpp"
#include "config/nearest.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

#include <algorithm>

namespace debrief::config {
namespace {

std::string read_person(Section& section, std::string_view key) {
    const auto field = section.text(key);
    if (!field || field->value.empty()) return "";
    return read_email(section.context(), *field).value_or("");
}

void read_holiday_file(Context& context, const Field& field, core::Service& service) {
    constexpr std::size_t most_bytes = 8U << 20U;
    const auto file = context.resolve(text::trim(field.value));
    const auto content = read_file(file);
    if (!content) {
        return context.problem(
            field.place,
            "holidays names " + file.string() + ", which cannot be read.",
            "Correct the path; relative ones count from the folder of this file."
        );
    }
    if (content->size() > most_bytes) {
        return context.problem(
            field.place,
            "holidays names " + file.string() + ", which is larger than 8 MB.",
            "Export a calendar with the holidays alone."
        );
    }
    auto read = read_holidays(*content, service.calendar(), context.now());
    if (const auto* fault = std::get_if<CalendarFault>(&read)) {
        const bool about_file = fault->what.back() != '.';
        return context.problem(
            field.place,
            about_file ? "holidays names " + file.string() + ", which " + fault->what + "."
                       : file.string() + ": " + fault->what,
            fault->remedy
        );
    }
    service.holidays.merge(std::get<std::set<core::LocalDate>>(read));
}

void read_calendar(Section& section, core::Service& service) {
    Context& context = section.context();
    if (const auto field = section.text("timezone")) {
        if (auto zone = read_zone(context, *field)) service.timezone = std::move(*zone);
    }
    if (const auto field = section.text("working_hours")) {
        if (const auto hours = read_hours(context, *field)) service.working_hours = *hours;
    }
    for (const Field& field : section.text_or_texts("holidays")) {
        if (text::lower(text::trim(field.value)).ends_with(".ics")) {
            read_holiday_file(context, field, service);
        } else if (const auto date = read_date(context, field)) {
            service.holidays.insert(*date);
        }
    }
}

std::vector<std::string> service_names(const core::Directory& directory) {
    std::vector<std::string> names;
    for (const core::Service& service : directory.services) names.push_back(service.name);
    return names;
}

}  // namespace

std::vector<core::Channel> read_channels(Section& section) {
    std::vector<core::Channel> channels;
    const auto add = [&](std::optional<core::Channel> channel) {
        if (!channel) return;
        if (std::find(channels.begin(), channels.end(), *channel) == channels.end())
            channels.push_back(std::move(*channel));
    };
    for (const Field& field : section.texts("slack_channels"))
        add(read_slack_channel(section.context(), field));
    for (const Field& field : section.texts("teams_channels"))
        add(read_teams_channel(section.context(), field));
    return channels;
}

void read_service(Section& section, const core::Clocks& defaults, core::Directory& directory) {
    core::Service service;
    service.clocks = defaults;
    const auto name = section.required_text("name", "Give it a short name: name = \"checkout\".");
    if (name) service.name = std::string(text::trim(name->value));
    if (name && directory.service(service.name) != nullptr) {
        section.context().problem(
            name->place,
            "There are two services called " + in_quotes(service.name) + ".",
            "Names must differ in more than upper and lower case: rename one."
        );
    }
    service.channels = read_channels(section);
    const bool named = section.has("slack_channels") || section.has("teams_channels");
    if (service.channels.empty() && !named) {
        section.context().warning(
            section.place(),
            "The service " + in_quotes(service.name) +
                " has neither slack_channels nor teams_channels.",
            "Its follow-ups are kept, but not posted in a channel."
        );
    }
    service.ops_contact = read_person(section, "ops_contact");
    service.it_owner = read_person(section, "it_owner");
    read_calendar(section, service);
    service.goal = section.text_or("goal", "");
    if (const Node* clocks = section.node("clocks")) {
        if (clocks->type == NodeType::table) {
            Section own(section.context(), *clocks, "[service.clocks]");
            read_clocks(own, service.clocks);
        } else {
            section.problem("clocks is no table.", "Write [service.clocks] below the service.");
        }
    }
    section.finish();
    if (name) directory.services.push_back(std::move(service));
}

void read_summary(Section& section, core::SummaryPlan& summary) {
    Context& context = section.context();
    if (const auto field = section.text("weekly")) {
        if (const auto rule = read_weekly(context, *field)) summary.weekly = *rule;
    }
    if (const auto field = section.text("monthly")) summary.monthly = read_hour(context, *field);
    if (const auto field = section.text("timezone")) {
        if (auto zone = read_zone(context, *field)) summary.timezone = std::move(*zone);
    }
    summary.channels = read_channels(section);
    section.finish();
}

std::optional<std::string> read_service_name(
    Context& context, const Field& field, const core::Directory& directory
) {
    const std::string wanted(text::trim(field.value));
    if (const core::Service* service = directory.service(wanted)) return service->name;
    context.problem(
        field.place,
        "There is no service called " + in_quotes(wanted) + ".",
        suggest(wanted, service_names(directory))
    );
    return std::nullopt;
}

}  // namespace debrief::config
