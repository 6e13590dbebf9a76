// Inbox keys, timers, and the journal that shows when somebody changed it.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

TEST_P(StoreContract, AReplyIsRememberedUntilItIsForgotten) {
    write([](flow::Tx& tx) {
        tx.remember("k1", R"({"say":"done"})", minute(1));
        tx.remember("k2", "", minute(2));
        tx.remember("k3", "three", minute(3));
    });
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.reply_to("k1"); }), R"({"say":"done"})");
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.reply_to("k2"); }), "");
    EXPECT_NE(refusal([](flow::Tx& tx) { tx.remember("k1", "again", minute(9)); }), "");

    const auto forget = [&](std::int64_t before, std::size_t limit) {
        return write([&](flow::Tx& tx) { return tx.forget(minute(before), limit); });
    };
    EXPECT_EQ(forget(3, 1), 1U);
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.reply_to("k1"); }));
    EXPECT_EQ(forget(3, 10), 1U);
    EXPECT_EQ(forget(3, 10), 0U);
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.reply_to("k3"); }), "three");
}

TEST_P(StoreContract, TimersStayUntilCancelledOrSetAnew) {
    write([](flow::Tx& tx) {
        tx.set_timer("b", minute(20));
        tx.set_timer("a", minute(20));
        tx.set_timer("c", minute(10));
        tx.set_timer("d", minute(30));
    });
    const auto due = [&](std::int64_t now, std::size_t limit) {
        std::string keys;
        for (const auto& timer :
             read([&](flow::Tx& tx) { return tx.due_timers(minute(now), limit); }))
            keys += timer.key;
        return keys;
    };
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.next_timer(); }), minute(10));
    EXPECT_EQ(due(9, 10), "");
    EXPECT_EQ(due(20, 10), "cab");
    EXPECT_EQ(due(20, 2), "ca");
    write([](flow::Tx& tx) {
        tx.set_timer("c", minute(40));
        tx.cancel_timer("a");
        tx.cancel_timer("unknown");
    });
    EXPECT_EQ(due(50, 10), "bdc");
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.timer("c"); }), minute(40));
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.timer("a"); }));
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.next_timer(); }), minute(20));
}

flow::JournalLine line(std::int64_t number) {
    flow::JournalLine made;
    made.at = minute(number);
    made.actor = "person 1";
    made.via = "slack";
    made.verb = "feedback";
    made.subject = "F-" + std::to_string(number);
    made.detail = "Grüße 😀";
    return made;
}

/// Five lines, three of them in one transaction, one of which was undone and two came later.
void write_five_lines(StoreContract& test) {
    test.write([](flow::Tx& tx) {
        for (const std::int64_t number : {1, 2, 3}) tx.append(line(number));
    });
    EXPECT_NE(
        test.refusal([](flow::Tx& tx) {
            tx.append(line(99));
            throw std::runtime_error("changed its mind");
        }),
        ""
    );
    test.reopen();
    test.write([](flow::Tx& tx) {
        tx.append(line(4));
        tx.append(line(5));
    });
    test.close();
}

TEST_P(StoreContract, TheJournalIsAChain) {
    write_five_lines(*this);
    EXPECT_EQ(engine().broken_line(), std::nullopt);
}

TEST_P(StoreContract, AnyChangeToTheJournalShows) {
    struct Change {
        const char* sql;
        std::int64_t broken;
    };
    const Change changes[] = {
        {"UPDATE journal SET detail = 'nothing' WHERE id = 2", 2},
        {"UPDATE journal SET actor = 'person 2' WHERE id = 5", 5},
        {"UPDATE journal SET via = 'teams' WHERE id = 1", 1},
        {"UPDATE journal SET verb = 'close' WHERE id = 3", 3},
        {"UPDATE journal SET subject = 'F-9' WHERE id = 3", 3},
        {"UPDATE journal SET at = at + 1 WHERE id = 4", 4},
        {"UPDATE journal SET hash = (SELECT hash FROM journal WHERE id = 1) WHERE id = 4", 4},
        // A character moves from one field to the next.
        {"UPDATE journal SET actor = 'person ', via = '1slack' WHERE id = 2", 2},
        {"DELETE FROM journal WHERE id = 3", 3},
        {"DELETE FROM journal WHERE id = 1", 1},
        // A line is taken out and the numbers are closed up.
        {"DELETE FROM journal WHERE id = 2; UPDATE journal SET id = id - 1 WHERE id > 2", 2}};
    write_five_lines(*this);
    for (const Change& change : changes) {
        auto other = GetParam().make();
        {
            auto opened = other->open(context().get_executor(), queue_limit);
            ASSERT_TRUE(opened);
            const flow::Job append = [](flow::Tx& tx) {
                for (std::int64_t number = 1; number <= 5; ++number) tx.append(line(number));
            };
            ASSERT_TRUE(debrief::test::run_coroutine(context(), (*opened)->transact(append)));
        }
        ASSERT_EQ(other->broken_line(), std::nullopt);
        other->tamper(change.sql);
        EXPECT_EQ(other->broken_line(), change.broken) << change.sql;
    }
}

}  // namespace
}  // namespace debrief::storage::test
