// The search index: it takes up what is new and what has changed, and finds what is in it.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

using Ids = std::vector<std::int64_t>;

Ids found(const flow::Tx& tx, std::string words, const std::string& service = "") {
    core::SearchQuery query;
    query.words = std::move(words);
    query.service = service;
    Ids ids;
    for (const auto& hit : tx.search(query, [](core::FollowUpId) { return true; }))
        ids.push_back(hit.number);
    return ids;
}

TEST_P(StoreContract, SearchFindsNothingInAnEmptyDatabase) {
    read([](flow::Tx& tx) {
        EXPECT_FALSE(tx.behind_in_search());
        EXPECT_EQ(found(tx, "anything"), Ids());
    });
}

TEST_P(StoreContract, SearchTakesUpEverythingInBites) {
    save_people(1);
    constexpr std::int64_t many = 1'200;
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        for (std::int64_t number = 1; number <= many; ++number) {
            core::Feedback said = feedback(number, 1);
            said.text = number % 600 == 0 ? "heron" : "sparrow";
            tx.save(said);
        }
    });
    int bites = 0;
    while (read([](flow::Tx& tx) { return tx.behind_in_search(); })) {
        write([](flow::Tx& tx) { tx.catch_up_search(); });
        ASSERT_LT(++bites, 100);
    }
    EXPECT_GT(bites, 1);
    read([](flow::Tx& tx) {
        EXPECT_EQ(found(tx, "heron"), (Ids{1'200, 600}));
        core::SearchQuery all;
        all.words = "sparrow";
        all.limit = 5;
        EXPECT_EQ(tx.search(all, [](core::FollowUpId) { return true; }).size(), 5U);
    });
}

TEST_P(StoreContract, SearchFollowsChangesWhetherTakenUpBeforeOrNot) {
    save_people(1);
    const auto search = [&](const std::string& words) {
        while (read([](flow::Tx& tx) { return tx.behind_in_search(); }))
            write([](flow::Tx& tx) { tx.catch_up_search(); });
        return read([&](flow::Tx& tx) { return found(tx, words); });
    };
    core::Feedback said = feedback(1, 1);
    said.text = "first";
    write([&](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(said);
        said.text = "second";
        tx.save(said);  // changed before anything was taken up
    });
    EXPECT_EQ(search("first"), Ids());
    EXPECT_EQ(search("second"), Ids{1});
    said.text = "third";
    write([&](flow::Tx& tx) { tx.save(said); });
    EXPECT_TRUE(read([](flow::Tx& tx) { return tx.behind_in_search(); }));
    EXPECT_EQ(search("second"), Ids());
    EXPECT_EQ(search("third"), Ids{1});
    said.state = core::FeedbackState::withdrawn;
    write([&](flow::Tx& tx) { tx.save(said); });
    EXPECT_EQ(search("third"), Ids());
    said.state = core::FeedbackState::received;
    write([&](flow::Tx& tx) { tx.save(said); });
    EXPECT_EQ(search("third"), Ids{1});
}

TEST_P(StoreContract, SearchIsNotBehindForWhatHasNoWords) {
    save_people(1);
    core::Feedback said = feedback(1, 1);
    write([&](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(said);
        tx.catch_up_search();
        said.shown = true;
        tx.save(said);
    });
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.behind_in_search(); }));
}

TEST_P(StoreContract, SearchAsksWhoMaySee) {
    save_people(1);
    write([](flow::Tx& tx) {
        for (const std::int64_t number : {1, 2, 3}) tx.save(follow_up(number));
        tx.catch_up_search();
    });
    read([](flow::Tx& tx) {
        core::SearchQuery query;
        query.words = "checkout";
        query.limit = 1;
        const auto hits = tx.search(query, [](core::FollowUpId id) { return id.value() == 2; });
        ASSERT_EQ(hits.size(), 1U);
        EXPECT_EQ(hits[0].number, 2) << "the limit is on what may be seen";
        EXPECT_EQ(found(tx, "checkout", "shop").size(), 3U);
        EXPECT_EQ(found(tx, "checkout", "mail"), Ids());
    });
}

TEST_P(StoreContract, ExportOrdersAreKeptUntilTheyExpire) {
    core::ExportOrder order;
    order.name = "abc";
    order.format = core::ExportFormat::markdown;
    order.service = "shop";
    order.since = minute(5);
    order.by = {core::Platform::teams, "T", "29:1x"};
    order.asked_in = slack("C1");
    order.at = minute(10);
    order.expires = minute(20);
    write([&](flow::Tx& tx) { tx.save(order); });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.export_order("abc"), order);
        EXPECT_EQ(tx.export_order("abd"), std::nullopt);
    });
    core::ExportOrder later = order;
    later.name = "def";
    later.since.reset();
    later.at = minute(21);
    write([&](flow::Tx& tx) { tx.save(later); });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.export_order("abc"), std::nullopt);
        EXPECT_EQ(tx.export_order("def"), later);
    });
}

}  // namespace
}  // namespace debrief::storage::test
