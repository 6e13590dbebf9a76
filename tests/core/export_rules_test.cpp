// export: who gets what, in which shape.
#include "bot/flow/exports.hpp"
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

namespace debrief::test {
namespace {

using core::ExportFormat;
using core::MakeExport;
using core::misread;
using core::read;
using core::says;

TEST(ExportLine, TakesAFormatAServiceAndATime) {
    EXPECT_EQ(read<MakeExport>("export").format, ExportFormat::csv);
    EXPECT_EQ(read<MakeExport>("export JSON").format, ExportFormat::json);
    const auto wanted = read<MakeExport>("export md service:mail since:yesterday 14:00");
    EXPECT_EQ(wanted.format, ExportFormat::markdown);
    EXPECT_EQ(wanted.service, "mail");
    EXPECT_EQ(wanted.since, "yesterday 14:00");
    EXPECT_TRUE(says(misread("export pdf").advice, "`csv`, `json` and `md`"));
    misread("export csv service:");
}

/// What came with the message, on a platform that takes files.
std::string ordered(World& world, std::string user, std::string_view line) {
    world.sender.takes_files_ = true;
    world.sender.sent.clear();
    EXPECT_EQ(world.say(std::move(user), line).name, "export_receipt") << line;
    world.deliver();
    const auto sent = world.sender.of("export_ready");
    EXPECT_EQ(sent.size(), 1U);
    return sent.empty() ? "" : sent.front().message.file;
}

void say_something(World& world) {
    world.say("U2", "open incident Zebra, \"database\" down severity:2");
    world.say("U1", "answer partly =cmd|' /C calc'!A0");
    world.say("U1", "feedback Line one\nline two");
    world.say("U3", "feedback I saw the log anonymous");
    world.say("U2", "acknowledge F-1 happened: It tripped put right: It stands next: Watch it");
    world.say("U2", "factor M-1 Nobody looked");
    world.say("U2", "control add M-1 Look twice");
    world.say("U1", "concern We need a week F-1");
    world.say("U1", "thanks F-1 @U2 for the night");
}

TEST(Exporting, CsvHoldsEverythingInSafeCells) {
    World world;
    say_something(world);
    const auto csv = ordered(world, "U1", "export");
    EXPECT_TRUE(csv.starts_with("id,what,of,service,kind,state,at,by,owner,due,text,notes\r\n"));
    EXPECT_TRUE(says(csv, "\r\nF-1,follow-up,,checkout,incident,open,2026-11-20T12:00Z,Ivan,Ivan,"))
        << csv;
    EXPECT_TRUE(says(csv, "\"Zebra, \"\"database\"\" down\"")) << csv;
    EXPECT_TRUE(says(csv, ",'=cmd|' /C calc'!A0,")) << csv;
    EXPECT_TRUE(says(csv, "\"Line one\nline two\"")) << csv;
    for (const auto* part :
         {"M-1,mistake", ",factor,M-1", "C-1,control", "X-1,concern", ",thanks,F-1"})
        EXPECT_TRUE(says(csv, part)) << part << "\n" << csv;
}

TEST(Exporting, JsonIsReadAsItWasSaid) {
    World world;
    say_something(world);
    const auto parsed = json::parse(ordered(world, "U1", "export json service:checkout"));
    ASSERT_TRUE(parsed);
    EXPECT_EQ((*parsed)["service"].str(), "checkout");
    EXPECT_EQ((*parsed)["complete"].boolean(), true);
    const auto records = (*parsed)["records"];
    EXPECT_EQ(records.size(), 9U);
    EXPECT_EQ(records.at(0)["text"].str(), "Zebra, \"database\" down");
    EXPECT_EQ(records.at(1)["text"].str(), "=cmd|' /C calc'!A0");
}

TEST(Exporting, MarkdownIsOneHeadingForEachFollowUp) {
    World world;
    say_something(world);
    const auto text = ordered(world, "U1", "export md");
    EXPECT_TRUE(says(text, "\n## F-1 Zebra, \"database\" down\n")) << text;
    EXPECT_TRUE(says(text, "- **feedback B-1**, received")) << text;
    EXPECT_TRUE(says(text, "Line one line two")) << text;
}

TEST(Exporting, ShowsNoAuthorOfAnonymousFeedback) {
    World world;
    say_something(world);
    for (const auto* line : {"export csv", "export json", "export md"}) {
        const auto text = ordered(world, "U1", line);
        EXPECT_TRUE(says(text, "I saw the log")) << line;
        EXPECT_FALSE(says(text, "Piotr")) << line << "\n" << text;
    }
}

TEST(Exporting, HoldsPrivateFollowUpsForThoseInvolvedOnly) {
    World world;
    world.say("U2", "open incident Payroll leaked private");
    world.say("U2", "open incident Mail slow");
    const auto elsewhere = [&](std::string user) {
        world.sender.takes_files_ = true;
        world.sender.sent.clear();
        auto asked = world.typed(std::move(user), "export");
        asked.origin.channel = World::channel("C9");
        world.handle(asked);
        world.deliver();
        return world.sender.of("export_ready").front().message.file;
    };
    EXPECT_TRUE(says(elsewhere("U1"), "Payroll")) << "Olga is the ops contact";
    const auto outsider = elsewhere("U3");
    EXPECT_FALSE(says(outsider, "Payroll")) << outsider;
    EXPECT_TRUE(says(outsider, "Mail slow"));
}

TEST(Exporting, SinceLeavesOutWhatWasOpenedBefore) {
    World world;
    world.say("U2", "open incident Older");
    world.clock.advance(std::chrono::hours(48));
    world.say("U2", "open incident Newer");
    const auto text = ordered(world, "U1", "export since:yesterday");
    EXPECT_TRUE(says(text, "Newer"));
    EXPECT_FALSE(says(text, "Older"));
    const auto reply = world.say("U1", "export since:2026-02-30");
    EXPECT_EQ(reply.name, "refusal");
}

TEST(Exporting, GoesToTheOneWhoAskedAsAFileOrALink) {
    World world;
    world.directory.public_url = "https://debrief.example.com";
    say_something(world);
    world.say("U1", "export md");
    world.deliver();
    const auto sent = world.sender.of("export_ready");
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].message.user, "U1");
    EXPECT_EQ(sent[0].message.file, "") << "this platform takes no files";
    const std::string link(view_of(sent[0])["link"].str());
    const std::string base = "https://debrief.example.com/api/v1/exports/";
    ASSERT_TRUE(link.starts_with(base)) << link;
    const auto name = flow::export_name(link.substr(base.size()));
    const auto fetch = [&](const std::string& which) {
        auto directory = std::make_shared<core::Directory>(world.directory);
        auto made = run_coroutine(
            world.store.context(),
            flow::read_export(world.store.store(), directory, which, world.clock.now())
        );
        return made.value();
    };
    const auto file = fetch(name);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "debrief-2026-11-20.md");
    EXPECT_TRUE(says(file->type, "text/markdown"));
    EXPECT_TRUE(says(file->body, "Zebra"));
    EXPECT_FALSE(fetch("no such name"));
    world.clock.advance(std::chrono::hours(24));
    EXPECT_FALSE(fetch(name)) << "links end";
}

TEST(Exporting, InTeamsWithoutAnAddressItSaysWhoCanHelp) {
    World world;
    auto asked = world.typed("U1", "export");
    asked.actor.platform = core::Platform::teams;
    const auto reply = world.handle(asked);
    EXPECT_EQ(reply.name, "refusal");
    EXPECT_TRUE(says(std::string(reply.view.text("advice")), "public_url"));
    EXPECT_EQ(world.say("U1", "export service:mial").name, "refusal");
}

}  // namespace
}  // namespace debrief::test
