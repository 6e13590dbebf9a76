// search: what is found, what is not, and who finds it.
#include "tests/core/read_line.hpp"
#include "tests/support/world.hpp"

namespace debrief::test {
namespace {

using core::misread;
using core::read;
using core::Search;
using core::ShowForm;

using Ids = std::vector<std::string>;

json::Value found(World& world, std::string user, std::string_view line) {
    const auto reply = world.say(std::move(user), line);
    EXPECT_EQ(reply.name, "found") << line;
    return flow::to_json(reply.view);
}

Ids ids(World& world, std::string_view line, std::string user = "U1") {
    Ids all;
    found(world, std::move(user), line)["hits"].each([&](json::Ref hit) {
        all.emplace_back(hit["id"].str());
    });
    return all;
}

TEST(SearchLine, TakesWordsAndAService) {
    const auto search = read<Search>("search certificate \"has expired\" service:mail");
    EXPECT_EQ(search.words, "certificate \"has expired\"");
    EXPECT_EQ(search.service, "mail");
    EXPECT_EQ(read<ShowForm>("search").form, "search");
    const auto form = read<ShowForm>("search service:mail");
    EXPECT_EQ(form.prefill, (core::Prefill{{"service", "mail"}}));
    misread("search cert service:");
}

TEST(Searching, FindsEveryKindOfRecord) {
    World world;
    world.say("U2", "open incident Zebra database down");
    world.say("U1", "feedback Tell the zebra keepers first");
    world.say(
        "U2", "acknowledge F-1 happened: The zebra tripped put right: It stands next: Watch it"
    );
    world.say("U2", "factor M-1 Nobody fed the giraffe");
    world.say("U2", "control add M-1 Feed the zebra twice");
    world.say("U1", "concern The zebra needs a week F-1");
    world.say("U1", "protocol add Call the zebra by name service:checkout");
    auto all = ids(world, "search zebra");
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, (Ids{"B-1", "C-1", "F-1", "M-1", "P-1", "X-1"}));
    EXPECT_EQ(ids(world, "search giraffe"), Ids{"M-1"});
    EXPECT_EQ(ids(world, "search zebra keepers"), Ids{"B-1"});
    EXPECT_EQ(ids(world, "search KEEPERS zeb"), Ids{"B-1"})
        << "in any order and case, by beginnings";
    EXPECT_EQ(ids(world, "search ze"), Ids{}) << "two letters are no beginning";
    EXPECT_EQ(ids(world, "search elephant"), Ids{});
    const auto view = found(world, "U1", "search giraffe");
    const auto hit = view["hits"].at(0);
    EXPECT_NE(hit["snippet"].str().find("Nobody fed the giraffe"), std::string_view::npos);
    EXPECT_EQ(hit["follow_up"].str(), "F-1");
    EXPECT_EQ(hit["service"].str(), "checkout");
}

TEST(Searching, TheBestComesFirst) {
    World world;
    world.say("U2", "open incident Down");
    world.say(
        "U1", "feedback The gateway and the mail and the queue and all the rest were slow that day"
    );
    world.say("U1", "feedback Gateway gateway");
    world.say(
        "U1", "feedback Of the many things that happened one was that a gateway did not answer"
    );
    EXPECT_EQ(ids(world, "search gateway").front(), "B-2");
}

TEST(Searching, FollowsEditsAndWithdrawals) {
    World world;
    world.say("U2", "open incident Down");
    world.deliver();
    auto said = world.intended("U1", core::ThreadReply{"The orange light was on"});
    said.origin.thread = world.head_thread();
    said.origin.message = "171.5";
    world.handle(said);
    EXPECT_EQ(ids(world, "search orange"), Ids{"B-1"});
    const core::MessageRef message(World::channel(), "171.5");
    world.handle(world.intended("U1", core::MessageEdited{message, "The purple light was on"}));
    EXPECT_EQ(ids(world, "search orange"), Ids{});
    EXPECT_EQ(ids(world, "search purple"), Ids{"B-1"});
    world.handle(world.intended("U1", core::MessageDeleted{message}));
    EXPECT_EQ(ids(world, "search purple"), Ids{});
}

TEST(Searching, PrivateFollowUpsAreFoundByThoseInvolvedOnly) {
    World world;
    world.say("U2", "open incident Payroll leaked private");
    const auto elsewhere = [&](std::string user) {
        auto asked = world.typed(std::move(user), "search payroll");
        asked.origin.channel = World::channel("C9");
        return flow::to_json(world.handle(asked).view);
    };
    EXPECT_EQ(elsewhere("U2")["hits"].size(), 1U) << "who opened it";
    const auto outsider = elsewhere("U3");
    EXPECT_EQ(outsider["hits"].size(), 0U);
    EXPECT_EQ(outsider["more"].boolean(), false) << "nor does it tell that there is something";
}

TEST(Searching, AnonymousFeedbackHasNoAuthor) {
    World world;
    world.say("U2", "open incident Down");
    world.say("U3", "feedback The hippo is asleep anonymous");
    const auto dump = json::dump(found(world, "U1", "search hippo"));
    EXPECT_NE(dump.find("B-1"), std::string::npos);
    EXPECT_EQ(dump.find("Piotr"), std::string::npos) << dump;
    EXPECT_EQ(ids(world, "search piotr"), Ids{});
}

TEST(Searching, NarrowsByServiceAndSaysWhenThereIsMore) {
    World world;
    core::Service other;
    other.name = "mail";
    world.directory.services.push_back(other);
    world.say("U2", "open incident Ostrich down service:mail");
    for (int i = 0; i < 11; ++i) world.say("U2", "open incident Ostrich gone service:checkout");
    EXPECT_EQ(ids(world, "search ostrich service:mail"), Ids{"F-1"});
    const auto all = found(world, "U1", "search ostrich");
    EXPECT_EQ(all["hits"].size(), 10U);
    EXPECT_EQ(all["more"].boolean(), true);
    EXPECT_EQ(world.say("U1", "search ostrich service:mial").name, "refusal");
}

TEST(Searching, MarksMeanNothing) {
    World world;
    world.say("U2", "open incident The \"quoted\" node AND its don't-care list");
    for (const auto* line :
         {"search \"quoted",
          "search quoted\"\"",
          "search node*",
          "search (node)",
          "search ^node",
          "search node -quoted",
          "search text:node",
          "search don't",
          "search node AND",
          "search NOT node"})
        EXPECT_EQ(world.say("U1", line).name, "found") << line;
    EXPECT_EQ(ids(world, "search \"quoted\" node"), Ids{"F-1"});
    EXPECT_EQ(ids(world, "search don't-care"), Ids{"F-1"});
    EXPECT_EQ(ids(world, "search - node"), Ids{"F-1"});
    EXPECT_EQ(world.say("U1", "search *").name, "refusal");
    EXPECT_EQ(world.say("U1", "search \"\"").name, "refusal");
}

TEST(Searching, AccentsMakeNoDifference) {
    World world;
    world.say("U2", "open incident Größe der Übergabe");
    EXPECT_EQ(ids(world, "search ubergabe"), Ids{"F-1"});
    EXPECT_EQ(ids(world, "search GRÖ"), Ids{"F-1"});
}

}  // namespace
}  // namespace debrief::test
