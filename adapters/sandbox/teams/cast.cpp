#include "adapters/sandbox/teams/cast.hpp"

namespace debrief::sandbox::teams {
namespace {

void add_person(
    Tenant& tenant,
    const char* id,
    const char* aad,
    const char* handle,
    const char* name,
    const char* zone,
    const char* role,
    const char* title
) {
    Person person;
    person.id = id;
    person.aad = std::string("00000000-5a4d-4b0c-8000-") + aad;
    person.handle = handle;
    person.name = name;
    if (*role != '\0') person.email = std::string(handle) + "@example.com";
    person.timezone = zone;
    person.role = role;
    person.title = title;
    tenant.add(std::move(person));
}

void add_people(Tenant& tenant) {
    using namespace ids;
    const auto add = [&](auto... words) { add_person(tenant, words...); };
    add(olga, "000000000001", "olga", "Olga Brandt", "Europe/Berlin", "ops", "Checkout operations");
    add(piotr,
        "000000000002",
        "piotr",
        "Piotr Zielinski",
        "Europe/Warsaw",
        "ops",
        "Payment operations");
    add(mei, "000000000003", "mei", "Mei Tanaka", "Asia/Tokyo", "ops", "Search operations");
    add(ivan, "000000000004", "ivan", "Ivan Horvat", "Europe/Berlin", "IT", "Checkout engineering");
    add(priya,
        "000000000005",
        "priya",
        "Priya Nair",
        "America/New_York",
        "IT",
        "Platform engineering");
    add(sam, "000000000006", "sam", "Sam Guest", "Europe/London", "", "Visitor");
}

void add_channel(
    Tenant& tenant, const char* team, const char* id, const char* name, const char* topic
) {
    Conversation channel;
    channel.id = id;
    channel.team = team;
    channel.name = name;
    channel.topic = topic;
    tenant.add(std::move(channel));
}

void add_chat(Tenant& tenant, const char* id, const char* name, bool installed) {
    Conversation chat;
    chat.id = id;
    chat.scope = Scope::group;
    chat.name = name;
    chat.members = {ids::olga, ids::piotr, ids::ivan};
    chat.installed = installed;
    tenant.add(std::move(chat));
}

}  // namespace

void furnish(Tenant& tenant) {
    using namespace ids;
    add_people(tenant);
    Team team;
    team.id = services;
    team.name = "Services";
    team.group = "00000000-5a4d-4b0c-8000-0000000000a1";
    team.members = {olga, piotr, mei, ivan, priya, sam};
    team.installed = team.consent = true;
    tenant.add(team);
    Team other;
    other.id = office;
    other.name = "Office";
    other.group = "00000000-5a4d-4b0c-8000-0000000000a2";
    other.members = {olga, ivan};
    tenant.add(other);

    add_channel(tenant, services, general, "General", "Everybody who runs or changes a service");
    add_channel(tenant, services, checkout, "checkout", "The checkout service, both sides");
    add_channel(tenant, services, search, "search", "The search service, both sides");
    add_channel(
        tenant, services, operations, "operations", "Where operations and IT meet, every week"
    );
    add_channel(tenant, office, office, "General", "Who only wants to read");
    add_chat(tenant, on_call, "On call", true);
    add_chat(tenant, lunch, "Lunch", false);
    // Priya does not have the app, and the guest may not.
    for (const char* each : {olga, piotr, mei, ivan}) tenant.personal(each).installed = true;
}

}  // namespace debrief::sandbox::teams
