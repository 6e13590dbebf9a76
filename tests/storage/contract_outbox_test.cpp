// Messages on their way: order, claims, failures, restarts.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

using Markers = std::vector<std::string>;

flow::OutboxRow live(std::string marker, std::string key) {
    flow::OutboxRow row = message(std::move(marker), "lane of " + key);
    row.key = std::move(key);
    row.live = true;
    row.view.clear();
    return row;
}

/// The outbox as a delivery sees it.
class Outbox {
  public:
    explicit Outbox(StoreContract& test) : test_(test) {}

    /// True when it leads its lane.
    bool add(const flow::OutboxRow& row) {
        return test_.write([&](flow::Tx& tx) { return tx.enqueue(row); });
    }
    /// Claims; keeps the numbers by marker.
    Markers claim(std::int64_t at, std::size_t limit = 100) {
        rows_ = test_.write([&](flow::Tx& tx) { return tx.claim(minute(at), limit); });
        Markers markers;
        for (const auto& row : rows_) {
            markers.push_back(row.marker);
            ids_[row.marker] = row.id;
        }
        return markers;
    }
    const flow::OutboxRow& first() { return rows_.at(0); }
    std::int64_t id(const std::string& marker) { return ids_.at(marker); }
    void delivered(const std::string& marker) {
        test_.write([&](flow::Tx& tx) { tx.delivered(id(marker)); });
    }
    void postpone(const std::string& marker, std::int64_t until, bool count, bool unknown) {
        test_.write([&](flow::Tx& tx) { tx.postpone(id(marker), minute(until), count, unknown); });
    }
    void park(const std::string& marker, std::string_view reason, std::int64_t at) {
        test_.write([&](flow::Tx& tx) { tx.park(id(marker), reason, minute(at)); });
    }
    std::size_t recover(std::int64_t at) {
        return test_.write([&](flow::Tx& tx) { return tx.recover(minute(at)); });
    }
    std::optional<core::UtcTime> next_due() {
        return test_.read([](flow::Tx& tx) { return tx.next_due(); });
    }
    std::int64_t waiting() {
        return test_.read([](flow::Tx& tx) { return tx.outbox_figures().waiting; });
    }

  private:
    StoreContract& test_;
    std::vector<flow::OutboxRow> rows_;
    std::map<std::string, std::int64_t> ids_;
};

TEST_P(StoreContract, ALaneIsDeliveredInOrderOneAtATime) {
    Outbox outbox(*this);
    outbox.add(message("a1", "a"));
    outbox.add(message("b1", "b"));
    outbox.add(message("a2", "a"));
    outbox.add(message("a3", "a"));
    EXPECT_EQ(outbox.claim(0), (Markers{"a1", "b1"}));
    EXPECT_EQ(outbox.claim(0), Markers{});
    outbox.delivered("a1");
    EXPECT_EQ(outbox.claim(0), (Markers{"a2"}));
    // Waiting for its time, the head still holds the others back.
    outbox.postpone("a2", 10, true, false);
    EXPECT_EQ(outbox.claim(9), Markers{});
    EXPECT_EQ(outbox.claim(10), (Markers{"a2"}));
    outbox.delivered("a2");
    outbox.delivered("b1");
    EXPECT_EQ(outbox.claim(10), (Markers{"a3"}));
    outbox.delivered("a3");
    EXPECT_EQ(outbox.waiting(), 0);
    // The lane is free again.
    outbox.add(message("a4", "a"));
    EXPECT_EQ(outbox.claim(10), (Markers{"a4"}));
}

TEST_P(StoreContract, OnlyWhatLeadsItsLaneIsWorthAWake) {
    Outbox outbox(*this);
    EXPECT_TRUE(outbox.add(message("a1", "a")));
    EXPECT_FALSE(outbox.add(message("a2", "a")));
    EXPECT_TRUE(outbox.add(live("old", "head:F-1")));
    EXPECT_FALSE(outbox.add(live("new", "head:F-1")));
    outbox.claim(0);
    // The older one is being sent: the newer one waits behind it.
    EXPECT_FALSE(outbox.add(live("newer", "head:F-1")));
    outbox.delivered("old");
    outbox.delivered("a1");
    EXPECT_EQ(outbox.claim(0).size(), 2U);
    outbox.delivered("a2");
    EXPECT_TRUE(outbox.add(message("a3", "a")));
}

TEST_P(StoreContract, ClaimsTakeTheEarliestDueFirst) {
    Outbox outbox(*this);
    for (const std::int64_t due : {30, 10, 20}) {
        flow::OutboxRow row = message("m" + std::to_string(due), std::to_string(due));
        row.not_before = minute(due);
        outbox.add(row);
    }
    EXPECT_EQ(outbox.next_due(), minute(10));
    EXPECT_EQ(outbox.claim(9), Markers{});
    EXPECT_EQ(outbox.claim(20, 1), (Markers{"m10"}));
    EXPECT_EQ(outbox.claim(30), (Markers{"m20", "m30"}));
    EXPECT_FALSE(outbox.next_due());
}

TEST_P(StoreContract, ADelayedMessageHoldsItsLaneUntilItIsDue) {
    Outbox outbox(*this);
    flow::OutboxRow later = message("later", "a");
    later.not_before = minute(50);
    outbox.add(later);
    outbox.add(message("now", "a"));
    EXPECT_EQ(outbox.claim(10), Markers{});
    EXPECT_EQ(outbox.next_due(), minute(50));
    EXPECT_EQ(outbox.claim(50), (Markers{"later"}));
}

TEST_P(StoreContract, AttemptsAreCountedUnlessTakenBack) {
    Outbox outbox(*this);
    outbox.add(message("m", "a"));
    outbox.claim(1);
    EXPECT_EQ(outbox.first().attempts, 1);
    EXPECT_EQ(outbox.first().first_attempt, minute(1));
    EXPECT_FALSE(outbox.first().outcome_unknown);
    // It was only told to wait: as if it had not been tried.
    outbox.postpone("m", 2, false, false);
    outbox.claim(2);
    EXPECT_EQ(outbox.first().attempts, 1);
    EXPECT_EQ(outbox.first().first_attempt, minute(2));
    outbox.postpone("m", 3, true, true);
    outbox.claim(3);
    EXPECT_EQ(outbox.first().attempts, 2);
    EXPECT_EQ(outbox.first().first_attempt, minute(2));
    EXPECT_TRUE(outbox.first().outcome_unknown);
    outbox.postpone("m", 4, false, false);
    outbox.claim(4);
    EXPECT_EQ(outbox.first().attempts, 2);
    EXPECT_EQ(outbox.first().first_attempt, minute(2));
    EXPECT_FALSE(outbox.first().outcome_unknown);
}

TEST_P(StoreContract, OnlyWhatIsBeingSentCanBeDone) {
    Outbox outbox(*this);
    outbox.add(message("m", "a"));
    outbox.claim(0);
    const std::int64_t id = outbox.id("m");
    outbox.postpone("m", 1, true, false);
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.delivered(id); }), "");
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.park(id, "", minute(0)); }), "");
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.postpone(id, minute(0), true, false); }), "");
    EXPECT_EQ(outbox.claim(1), (Markers{"m"}));
    outbox.delivered("m");
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.delivered(id); }), "");
    // Its number is never given again.
    outbox.add(message("n", "a"));
    outbox.claim(1);
    EXPECT_GT(outbox.id("n"), id);
}

TEST_P(StoreContract, AMarkerIsUsedOnce) {
    Outbox outbox(*this);
    outbox.add(message("m", "a"));
    EXPECT_NE(refusal([](flow::Tx& tx) { tx.enqueue(message("m", "b")); }), "");
}

TEST_P(StoreContract, OfLiveRowsWithOneKeyOneWaits) {
    Outbox outbox(*this);
    outbox.add(live("h1", "head"));
    outbox.add(live("h2", "head"));
    outbox.add(live("other", "other head"));
    EXPECT_EQ(outbox.waiting(), 2);
    EXPECT_EQ(outbox.claim(0), (Markers{"h1", "other"}));
    // While one is on its way, the next change needs another; a third is that other.
    outbox.add(live("h3", "head"));
    outbox.add(live("h4", "head"));
    EXPECT_EQ(outbox.claim(0), Markers{});
    outbox.delivered("h1");
    EXPECT_EQ(outbox.claim(0), (Markers{"h3"}));
    outbox.delivered("h3");
    EXPECT_EQ(outbox.waiting(), 1);
}

TEST_P(StoreContract, ALiveRowBehindOthersStillCounts) {
    Outbox outbox(*this);
    flow::OutboxRow first = message("first", "lane of head");
    outbox.add(first);
    outbox.add(live("h1", "head"));
    outbox.add(live("h2", "head"));
    EXPECT_EQ(outbox.waiting(), 2);
}

TEST_P(StoreContract, RowsThatAreNotLiveOrHaveNoKeyAllStay) {
    Outbox outbox(*this);
    flow::OutboxRow keyed = message("k1", "a");
    keyed.key = "head";
    outbox.add(keyed);
    keyed.marker = "k2";
    outbox.add(keyed);
    outbox.add(live("h1", "head"));
    outbox.add(live("n1", ""));
    outbox.add(live("n2", ""));
    EXPECT_EQ(outbox.waiting(), 5);
}

TEST_P(StoreContract, ALiveRowThatComesBackReplacesTheOneBehindIt) {
    for (const bool same_lane : {true, false}) {
        Outbox outbox(*this);
        const std::string suffix = same_lane ? "same" : "other";
        const std::string key = "head " + suffix;
        outbox.add(live("h1" + suffix, key));
        outbox.claim(0);
        flow::OutboxRow newer = live("h2" + suffix, key);
        if (!same_lane) newer.lane = "elsewhere";
        outbox.add(newer);
        outbox.add(message("next" + suffix, newer.lane));
        outbox.postpone("h1" + suffix, 5, true, true);
        Markers expected{"h1" + suffix};
        if (!same_lane) expected.insert(expected.begin(), "nextother");
        EXPECT_EQ(outbox.claim(5), expected);
        outbox.delivered("h1" + suffix);
        if (same_lane) {
            EXPECT_EQ(outbox.claim(5), (Markers{"nextsame"}));
        }
        outbox.delivered("next" + suffix);
        EXPECT_EQ(outbox.waiting(), 0);
    }
}

TEST_P(StoreContract, ParkedRowsLeaveTheirLaneAndStayOnRecord) {
    Outbox outbox(*this);
    outbox.add(message("a1", "a"));
    outbox.add(message("a2", "a"));
    flow::OutboxRow direct = message("d1", "d");
    direct.channel.id.clear();
    outbox.add(direct);
    outbox.claim(0);
    outbox.park("a1", "The channel was archived.", 10);
    outbox.park("d1", "The account is gone.", 20);
    EXPECT_EQ(outbox.claim(20), (Markers{"a2"}));
    outbox.park("a2", "The channel was archived.", 30);
    read([&](flow::Tx& tx) {
        const auto rows = tx.parked_rows(2);
        ASSERT_EQ(rows.size(), 2U);
        EXPECT_EQ(rows[0].id, outbox.id("a2"));
        EXPECT_EQ(rows[0].template_name, "receipt");
        EXPECT_EQ(rows[0].destination, "C1");
        EXPECT_EQ(rows[0].reason, "The channel was archived.");
        EXPECT_EQ(rows[0].at, minute(30));
        EXPECT_EQ(rows[1].destination, "direct message");

        const core::Parked all = tx.parked(minute(0), minute(99));
        EXPECT_EQ(all.count, 3);
        ASSERT_EQ(all.reasons.size(), 2U);
        EXPECT_EQ(all.reasons[0], std::make_pair(std::string("The channel was archived."), 2L));
        EXPECT_EQ(all.reasons[1].second, 1);
        EXPECT_EQ(tx.parked(minute(10), minute(30)).count, 2);
        EXPECT_EQ(tx.outbox_figures().parked, 3);
        EXPECT_EQ(tx.outbox_figures().waiting, 0);
    });
}

TEST_P(StoreContract, OfTheReasonsForParkingTheFiveMostFrequentAreNamed) {
    Outbox outbox(*this);
    for (int reason = 0; reason < 7; ++reason) {
        for (int times = 0; times <= reason; ++times) {
            const std::string marker = std::to_string(reason) + "/" + std::to_string(times);
            outbox.add(message(marker, marker));
            outbox.claim(0);
            outbox.park(marker, "reason " + std::to_string(reason), 1);
        }
    }
    const core::Parked all = read([](flow::Tx& tx) { return tx.parked(minute(0), minute(9)); });
    EXPECT_EQ(all.count, 28);
    ASSERT_EQ(all.reasons.size(), 5U);
    EXPECT_EQ(all.reasons.front(), std::make_pair(std::string("reason 6"), 7L));
    EXPECT_EQ(all.reasons.back(), std::make_pair(std::string("reason 2"), 3L));
}

TEST_P(StoreContract, AfterARestartWhatWasBeingSentWaitsAgain) {
    Outbox outbox(*this);
    outbox.add(message("a1", "a"));
    outbox.add(message("a2", "a"));
    outbox.add(live("h1", "head"));
    outbox.claim(0);
    outbox.add(live("h2", "head"));
    reopen();
    EXPECT_EQ(outbox.claim(5), Markers{});
    EXPECT_EQ(outbox.recover(5), 2U);
    EXPECT_EQ(outbox.recover(5), 0U);
    EXPECT_EQ(outbox.claim(5), (Markers{"a1", "h1"}));
    EXPECT_TRUE(outbox.first().outcome_unknown);
    EXPECT_EQ(outbox.first().attempts, 2);
    EXPECT_EQ(outbox.first().first_attempt, minute(0));
    outbox.delivered("h1");
    outbox.delivered("a1");
    EXPECT_EQ(outbox.claim(5), (Markers{"a2"}));
}

TEST_P(StoreContract, FiguresOfTheOutbox) {
    Outbox outbox(*this);
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.outbox_figures().oldest_waiting; }));
    for (const std::int64_t created : {3, 4, 5}) {
        flow::OutboxRow row = message("m" + std::to_string(created), "a");
        row.created = minute(created);
        outbox.add(row);
    }
    outbox.claim(0);
    const auto figures = read([](flow::Tx& tx) { return tx.outbox_figures(); });
    EXPECT_EQ(figures.waiting, 3);
    EXPECT_EQ(figures.parked, 0);
    EXPECT_EQ(figures.oldest_waiting, minute(3));
}

}  // namespace
}  // namespace debrief::storage::test
