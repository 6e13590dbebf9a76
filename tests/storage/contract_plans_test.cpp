// Plans, and the follow-ups that have not happened yet.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/random_records.hpp"
#include "tests/storage/samples.hpp"

#include <rapidcheck.h>

namespace debrief::storage::test {
namespace {

core::Plan any_plan(core::FollowUpId of) {
    core::Plan record;
    record.follow_up = of;
    record.from = any_time();
    record.to = any_time();
    record.every = std::chrono::minutes(any_count());
    record.responsible = maybe(any_person);
    record.approver = maybe(any_person);
    const auto several = [] { return *rc::gen::inRange(0, 4); };
    for (int i = several(); i > 0; --i)
        record.goals.push_back({any_text(), any_text(), any_text()});
    for (int i = several(); i > 0; --i) record.risks.push_back({any_text(), any_text()});
    for (int i = several(); i > 0; --i)
        record.agreed.push_back({any_of<core::PlanRole>(), any_person(), any_time()});
    record.update_due = maybe(any_time);
    record.updates = any_count();
    record.missed = any_count();
    record.last_update = any_text();
    record.last_update_at = maybe(any_time);
    record.measure_nudges = any_count();
    return record;
}

core::FollowUp upgrade(std::int64_t number, core::FollowUpState state) {
    auto record = follow_up(number);
    record.subject.kind = core::SubjectKind::upgrade;
    record.subject.version = "1.2";
    record.state = state;
    if (state == core::FollowUpState::planned) record.opened_at = core::never;
    return record;
}

TEST_P(StoreContract, PlansComeBackWithTheirGoalsRisksAndAgreements) {
    save_people(9);
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    const core::FollowUpId of(1);
    EXPECT_FALSE(read([&](flow::Tx& tx) { return tx.plan(of); }));
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        for (int i = 0; i < 2; ++i) {
            const auto record = any_plan(of);
            write([&](flow::Tx& tx) { tx.save(record); });
            RC_ASSERT(read([&](flow::Tx& tx) { return tx.plan(of); }) == record);
        }
    }));
}

TEST_P(StoreContract, PlannedOnesAreFoundAndCountForNothingElse) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(upgrade(1, core::FollowUpState::open));
        tx.save(upgrade(2, core::FollowUpState::planned));
        auto other = upgrade(3, core::FollowUpState::planned);
        other.subject.service = "mail";
        tx.save(other);
        auto cancelled = upgrade(4, core::FollowUpState::planned);
        cancelled.state = core::FollowUpState::closed;
        cancelled.closing = core::Closing::cancelled;
        tx.save(cancelled);
    });
    read([](flow::Tx& tx) {
        core::FollowUpFilter filter;
        filter.state = core::FollowUpState::planned;
        EXPECT_EQ(numbers(tx.follow_ups(filter)), (Numbers{3, 2}));
        filter.service = "shop";
        EXPECT_EQ(numbers(tx.follow_ups(filter)), (Numbers{2}));
        EXPECT_EQ(tx.figures(minute(0), minute(99), "").opened, 1);
        EXPECT_EQ(tx.upgrade_of("shop", "1.2", minute(0))->id.value(), 1);
    });
}

TEST_P(StoreContract, AnOpenOneIsTheLatestOfItsChannelBeforeAPlannedOne) {
    save_people(1);
    write([](flow::Tx& tx) {
        auto open = upgrade(1, core::FollowUpState::open);
        auto planned = upgrade(2, core::FollowUpState::planned);
        open.channels = planned.channels = {slack("C1")};
        tx.save(open);
        tx.save(planned);
    });
    read([](flow::Tx& tx) { EXPECT_EQ(tx.latest_in(slack("C1"))->id.value(), 1); });
}

TEST_P(StoreContract, AThreadIsFoundUnderTheCardOfAPlanToo) {
    save_people(1);
    const core::FollowUpId of(12);
    write([&](flow::Tx& tx) {
        tx.save(follow_up(12));
        tx.save_posted({core::plan_key(of, slack("C1")), {slack("C1"), "7.0"}});
        tx.save_posted({core::head_key(of, slack("C1")), {slack("C1"), "9.0"}});
    });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.follow_up_of_thread({slack("C1"), "7.0"}), of);
        EXPECT_EQ(tx.follow_up_of_thread({slack("C1"), "9.0"}), of);
    });
}

TEST_P(StoreContract, FiguresByGoalLeaveOutWhatIsPrivateAndWhatHasNone) {
    save_people(1);
    write([](flow::Tx& tx) {
        const std::pair<const char*, bool> all[] = {
            {"fast", false}, {"fast", false}, {"safe", false}, {"", false}, {"secret", true}};
        std::int64_t number = 0;
        for (const auto& [goal, is_private] : all) {
            auto record = follow_up(++number);
            record.goal = goal;
            record.is_private = is_private;
            record.works = number;
            tx.save(record);
        }
    });
    read([](flow::Tx& tx) {
        const auto found = tx.goal_figures(minute(0), minute(99), "");
        ASSERT_EQ(found.size(), 2U);
        EXPECT_EQ(found[0].goal, "fast");
        EXPECT_EQ(found[0].figures.opened, 2);
        EXPECT_EQ(found[0].figures.all_well, 2);
        EXPECT_EQ(found[1].goal, "safe");
        EXPECT_EQ(tx.goal_figures(minute(2), minute(3), "shop").size(), 1U);
        EXPECT_TRUE(tx.goal_figures(minute(0), minute(99), "mail").empty());
    });
}

}  // namespace
}  // namespace debrief::storage::test
