#include "adapters/sandbox/cast.hpp"

#include <string>
#include <utility>
#include <vector>

namespace debrief::sandbox {
namespace {

Person someone(
    const char* id,
    const char* handle,
    const char* name,
    const char* zone,
    const char* role,
    const char* title
) {
    Person person;
    person.id = id;
    person.handle = handle;
    person.name = name;
    person.email = std::string(handle) + "@example.com";
    person.timezone = zone;
    person.role = role;
    person.title = title;
    return person;
}

void add_people(Workspace& workspace) {
    workspace.add(
        someone(ids::olga, "olga", "Olga Brandt", "Europe/Berlin", "ops", "Checkout operations")
    );
    workspace.add(someone(
        ids::piotr, "piotr", "Piotr Zielinski", "Europe/Warsaw", "ops", "Payment operations"
    ));
    workspace.add(someone(ids::mei, "mei", "Mei Tanaka", "Asia/Tokyo", "ops", "Search operations"));
    workspace.add(
        someone(ids::ivan, "ivan", "Ivan Horvat", "Europe/Berlin", "IT", "Checkout engineering")
    );
    workspace.add(
        someone(ids::priya, "priya", "Priya Nair", "America/New_York", "IT", "Platform engineering")
    );

    Person sam = someone(ids::sam, "sam", "Sam Guest", "Europe/London", "", "Visitor");
    sam.email.clear();
    workspace.add(std::move(sam));
    Person former =
        someone(ids::former, "dana", "Dana Former", "Europe/Berlin", "", "Left the company");
    former.deactivated = true;
    workspace.add(std::move(former));

    Person bot = someone(ids::bot_user, "debrief", "Debrief", "Etc/UTC", "", "");
    bot.email.clear();
    bot.bot = true;
    workspace.add(std::move(bot));
    Person slackbot = someone(ids::slackbot, "slackbot", "Slackbot", "Etc/UTC", "", "");
    slackbot.email.clear();
    slackbot.bot = true;
    workspace.add(std::move(slackbot));
}

void add_channel(
    Workspace& workspace,
    const char* id,
    const char* name,
    const char* topic,
    ChannelKind kind,
    std::vector<std::string> members
) {
    Channel channel;
    channel.id = id;
    channel.name = name;
    channel.topic = topic;
    channel.kind = kind;
    channel.members = std::move(members);
    workspace.add(std::move(channel));
}

}  // namespace

void furnish(Workspace& workspace) {
    using namespace ids;
    add_people(workspace);
    workspace.put(lead_group, UserGroup{"leads", "Leads", {olga, ivan}});
    const auto open = ChannelKind::open;
    const auto closed = ChannelKind::closed;
    add_channel(
        workspace,
        checkout,
        "checkout",
        "The checkout service, both sides",
        open,
        {olga, piotr, ivan, priya, bot_user}
    );
    add_channel(
        workspace,
        search,
        "search",
        "The search service, both sides",
        open,
        {mei, piotr, olga, priya, ivan, bot_user}
    );
    add_channel(
        workspace,
        operations,
        "operations",
        "Where operations and IT meet; the weekly summary comes here",
        open,
        {olga, piotr, mei, ivan, priya, bot_user}
    );
    add_channel(
        workspace, general, "general", "Everybody", open, {olga, piotr, mei, ivan, priya, sam}
    );
    add_channel(workspace, security, "security", "Private", closed, {olga, ivan, bot_user});
    add_channel(workspace, leads, "leads", "Private", closed, {olga, ivan});
    add_channel(workspace, old_checkout, "checkout-old", "", open, {olga, ivan, bot_user});
    workspace.archive(old_checkout, true);
}

}  // namespace debrief::sandbox
