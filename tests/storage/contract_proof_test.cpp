// Controls that wait to be proven, checks, thanks: who finds them when.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

using core::ControlState;

core::Control with_state(std::int64_t number, std::int64_t of, ControlState state) {
    auto record = control(number, of);
    record.state = state;
    return record;
}

TEST_P(StoreContract, ControlsToProveAreThoseOfFollowUpsOneIsInvolvedIn) {
    save_people(2);
    write([](flow::Tx& tx) {
        for (const std::int64_t number : {1, 2, 3}) {
            auto record = follow_up(number);
            if (number != 3) record.ops_contact = core::PersonId(2);
            tx.save(record);
        }
        tx.save(with_state(1, 1, ControlState::done));
        tx.save(with_state(2, 2, ControlState::done));
        tx.save(with_state(3, 3, ControlState::done));
        tx.save(with_state(4, 1, ControlState::in_progress));
        tx.save(with_state(5, 1, ControlState::verified));
        auto waits = with_state(6, 1, ControlState::verified);
        waits.check_due = minute(5);
        tx.save(waits);
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.controls_to_prove(core::PersonId(2), 9)), (Numbers{2, 1, 6}));
        EXPECT_EQ(numbers(tx.controls_to_prove(core::PersonId(2), 1)), (Numbers{2}));
        EXPECT_EQ(numbers(tx.controls_to_prove(core::PersonId(1), 9)), Numbers{});
    });
}

TEST_P(StoreContract, ControlsInPlaceAreTheDoneOnesOfAService) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(follow_up(2));
        auto other = follow_up(3);
        other.subject.service = "billing";
        tx.save(other);
        tx.save(with_state(1, 1, ControlState::done));
        tx.save(with_state(2, 2, ControlState::verified));
        tx.save(with_state(3, 3, ControlState::done));
        tx.save(with_state(4, 1, ControlState::dropped));
        tx.save(with_state(5, 1, ControlState::agreed));
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.controls_in_place("shop", 9)), (Numbers{2, 1}));
        EXPECT_EQ(numbers(tx.controls_in_place("shop", 1)), (Numbers{2}));
        EXPECT_EQ(numbers(tx.controls_in_place("billing", 9)), (Numbers{3}));
    });
}

TEST_P(StoreContract, ChecksAreFoundByWhenTheyAreDueAndWhenTheyWereAnswered) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        for (const std::int64_t number : {1, 2, 3}) {
            auto record = with_state(number, 1, ControlState::done);
            record.check_due = minute(10 - number);
            if (number != 2) record.checked_at = minute(100 + number);
            tx.save(record);
        }
        tx.save(with_state(4, 1, ControlState::done));
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.checks_due(minute(9), 9)), (Numbers{3, 2})) << "before, not at";
        EXPECT_EQ(numbers(tx.checks_due(minute(99), 1)), (Numbers{3}));
        EXPECT_EQ(numbers(tx.checked(minute(101), minute(103), 9)), (Numbers{1}));
        EXPECT_EQ(numbers(tx.checked(minute(0), minute(999), 9)), (Numbers{1, 3}));
    });
}

TEST_P(StoreContract, ThanksAreFoundByTimeAndMergedOnce) {
    save_people(3);
    core::Thanks said;
    said.id = core::ThanksId(1);
    said.by = core::PersonId(1);
    said.to = {core::PersonId(1), core::PersonId(2), core::PersonId(3)};
    said.text = "the night shift";
    said.at = minute(5);
    write([&](flow::Tx& tx) {
        tx.save(said);
        auto proven = with_state(1, 1, ControlState::verified);
        proven.verified_by = proven.checked_by = core::PersonId(1);
        tx.save(follow_up(1));
        tx.save(proven);
        tx.merge(core::PersonId(1), core::PersonId(2));
    });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.thanks_between(minute(5), minute(6), 9).size(), 1U);
        EXPECT_EQ(tx.thanks_between(minute(6), minute(9), 9).size(), 0U);
        EXPECT_EQ(tx.next_thanks(), core::ThanksId(2));
        const auto found = tx.thanks(said.id).value();
        EXPECT_EQ(found.by, core::PersonId(2));
        EXPECT_EQ(found.to, (std::vector<core::PersonId>{core::PersonId(2), core::PersonId(3)}));
        const auto proven = tx.control(core::ControlId(1)).value();
        EXPECT_EQ(proven.verified_by, core::PersonId(2));
        EXPECT_EQ(proven.checked_by, core::PersonId(2));
    });
}

}  // namespace
}  // namespace debrief::storage::test
