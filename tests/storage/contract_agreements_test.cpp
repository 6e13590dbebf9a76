// Protocols and hand-overs come back as they were, and are found by what they are looked for.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/random_records.hpp"
#include "tests/storage/samples.hpp"

#include <rapidcheck.h>

namespace debrief::storage::test {
namespace {

TEST_P(StoreContract, ProtocolsComeBack) {
    save_people(9);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(feedback(1, 1));
    });
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_protocol(); });
        auto second = any_protocol(id, core::FollowUpId(1));
        second.feedback = maybe([] { return core::FeedbackId(1); });
        for (const auto& record : {any_protocol(id, core::FollowUpId(1)), second}) {
            write([&](flow::Tx& tx) { tx.save(record); });
            RC_ASSERT(*read([&](flow::Tx& tx) { return tx.protocol(id); }) == record);
        }
    }));
}

TEST_P(StoreContract, ProtocolsAreFoundByServiceOwnerFeedbackAndTime) {
    save_people(2);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(feedback(1, 1));
        for (const std::int64_t number : {1, 2, 3, 4}) {
            core::Protocol record;
            record.id = core::ProtocolId(number);
            record.service = number == 4 ? "mail" : "shop";
            record.owner = record.agreed_by = core::PersonId(number == 3 ? 2 : 1);
            record.at = minute(number);
            if (number == 2) record.state = core::ProtocolState::retired;
            if (number < 3) record.feedback = core::FeedbackId(1);
            tx.save(record);
        }
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.protocols_of("shop", 9)), (Numbers{1, 3}));
        EXPECT_EQ(numbers(tx.protocols_of("shop", 1)), (Numbers{1}));
        EXPECT_EQ(numbers(tx.protocols("shop", 9)), (Numbers{3, 2, 1}));
        EXPECT_EQ(numbers(tx.protocols("", 3)), (Numbers{4, 3, 2}));
        EXPECT_EQ(numbers(tx.protocols_owned(core::PersonId(1), 9)), (Numbers{1, 4}));
        EXPECT_EQ(numbers(tx.protocols_between(minute(2), minute(4), 9)), (Numbers{2, 3}));
        EXPECT_EQ(tx.protocol_from(core::FeedbackId(1))->id, core::ProtocolId(2)) << "the latest";
        EXPECT_FALSE(tx.protocol_from(core::FeedbackId(2)));
        EXPECT_FALSE(tx.protocol(core::ProtocolId(5)));
        EXPECT_EQ(tx.next_protocol(), core::ProtocolId(5));
    });
}

TEST_P(StoreContract, HandOversComeBack) {
    save_people(9);
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_hand_over(); });
        for (const auto& record : {any_hand_over(id), any_hand_over(id)}) {
            write([&](flow::Tx& tx) { tx.save(record); });
            RC_ASSERT(*read([&](flow::Tx& tx) { return tx.hand_over(id); }) == record);
        }
    }));
}

TEST_P(StoreContract, HandOversAreFoundWhileTheyWait) {
    save_people(3);
    write([](flow::Tx& tx) {
        for (const std::int64_t number : {1, 2, 3, 4}) {
            core::HandOver record;
            record.id = core::HandOverId(number);
            record.subject = number < 3 ? "C-7" : "F-1";
            record.from = record.asked_by = core::PersonId(number == 4 ? 2 : 1);
            record.to = core::PersonId(3);
            if (number == 1) record.state = core::HandOverState::declined;
            tx.save(record);
        }
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(tx.hand_over_asked("C-7", core::PersonId(1))->id, core::HandOverId(2));
        EXPECT_EQ(tx.hand_over_asked("F-1", core::PersonId(2))->id, core::HandOverId(4));
        EXPECT_FALSE(tx.hand_over_asked("C-7", core::PersonId(2)));
        EXPECT_EQ(numbers(tx.hand_overs_to(core::PersonId(3), 9)), (Numbers{2, 3, 4}));
        EXPECT_EQ(numbers(tx.hand_overs_to(core::PersonId(3), 2)), (Numbers{2, 3}));
        EXPECT_EQ(numbers(tx.hand_overs_to(core::PersonId(1), 9)), Numbers{});
        EXPECT_FALSE(tx.hand_over(core::HandOverId(5)));
        EXPECT_EQ(tx.next_hand_over(), core::HandOverId(5));
    });
}

}  // namespace
}  // namespace debrief::storage::test
