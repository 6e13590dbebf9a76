// The power may fail at any moment: what is on the disk then is a state that was committed.
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/storage/samples.hpp"
#include "tests/support/temp_store.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace debrief::storage::test {
namespace {

namespace asio = boost::asio;

using debrief::test::run_coroutine;
using debrief::test::TempFolder;
using debrief::test::TempStore;

constexpr std::int64_t jobs = 12;

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A store whose power fails before it could close: database and log, as they lay on the disk.
struct Wreck {
    std::string log;
    std::string database;
};

Wreck wreck() {
    TempStore temp{Options()};
    for (std::int64_t number = 1; number <= jobs; ++number) {
        temp.write([&](flow::Tx& tx) {
            tx.save(follow_up(number));
            tx.set_timer("timer " + std::to_string(number), minute(number));
            tx.append({});
            tx.enqueue(message("marker " + std::to_string(number), "lane"));
            tx.remember("key " + std::to_string(number), "reply", minute(number));
        });
    }
    // The log first: should it be copied into the database meanwhile, nothing is lost.
    const std::filesystem::path log = temp.path().string() + "-wal";
    return {content(log), content(temp.path())};
}

TEST(SqliteCrash, WhatWasAnsweredIsThereAfterACrash) {
    const Wreck found = wreck();
    const TempFolder folder;
    const auto path = folder.path() / "debrief.db";
    put(path, found.database);
    put(path.string() + "-wal", found.log);
    asio::io_context context(1);
    auto store = open_sqlite(context.get_executor(), path);
    ASSERT_TRUE(store);
    const flow::Job look = [](flow::Tx& tx) {
        EXPECT_EQ(tx.next_follow_up().value(), jobs + 1);
        EXPECT_EQ(tx.outbox_figures().waiting, jobs);
        EXPECT_TRUE(tx.reply_to("key " + std::to_string(jobs)));
    };
    EXPECT_TRUE(run_coroutine(context, (*store)->read(look)));
}

TEST(SqliteCrash, WhereverTheLogBreaksOffEachJobIsWholeOrNotThere) {
    const Wreck found = wreck();
    ASSERT_FALSE(found.log.empty());
    std::set<std::int64_t> states;
    // Cuts in the middle of frames as well: a frame has a header of 24 bytes and a page of 4096.
    for (std::size_t cut = 0; cut <= found.log.size(); cut += 2'777) {
        const TempFolder folder;
        const auto path = folder.path() / "debrief.db";
        put(path, found.database);
        put(path.string() + "-wal", std::string_view(found.log).substr(0, cut));
        asio::io_context context(1);
        auto store = open_sqlite(context.get_executor(), path, TempStore::quick());
        ASSERT_TRUE(store) << store.error().what();
        std::int64_t last = 0;
        const flow::Job look = [&](flow::Tx& tx) {
            last = tx.next_follow_up().value() - 1;
            EXPECT_EQ(tx.outbox_figures().waiting, last);
            EXPECT_EQ(tx.due_timers(minute(1'000), 100).size(), static_cast<std::size_t>(last));
            EXPECT_EQ(tx.reply_to("key " + std::to_string(last)).has_value(), last > 0);
            EXPECT_FALSE(tx.reply_to("key " + std::to_string(last + 1)));
        };
        ASSERT_TRUE(run_coroutine(context, (*store)->read(look)));
        store->reset();
        const auto journal = verify_journal(path);
        ASSERT_TRUE(journal);
        EXPECT_FALSE(journal->broken);
        EXPECT_EQ(journal->lines, last);
        states.insert(last);
    }
    // The cuts did hit different moments.
    EXPECT_GE(states.size(), 4U);
}

}  // namespace
}  // namespace debrief::storage::test
