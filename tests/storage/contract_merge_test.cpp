// Two records of one human become one.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

const core::PersonId from{1};
const core::PersonId into{2};

core::Answer answer(std::int64_t of, core::PersonId person, std::int64_t when) {
    core::Answer record;
    record.follow_up = core::FollowUpId(of);
    record.person = person;
    record.text = "said by " + person.text();
    record.at = minute(when);
    return record;
}

TEST_P(StoreContract, AfterAMergeEverythingNamesTheOneWhoStays) {
    core::Person ends;
    ends.id = from;
    ends.email = "kim@example.org";
    ends.accounts.emplace_back(core::Platform::teams, "T1", "U1");
    core::Person stays;
    stays.id = into;
    stays.accounts.emplace_back(core::Platform::slack, "", "U1");
    write([&](flow::Tx& tx) {
        tx.save(ends);
        tx.save(stays);
        core::FollowUp record = follow_up(1);
        record.opened_by = record.it_owner = record.ops_contact = from;
        tx.save(record);
        tx.save(feedback(1, 1));
        core::Mistake wrong = mistake(1, 1);
        wrong.factors.push_back({"haste", from, minute(1)});
        wrong.heard.push_back({from, true, "", minute(1)});
        tx.save(wrong);
        core::Concern conflict;
        conflict.id = core::ConcernId(1);
        conflict.follow_up = core::FollowUpId(1);
        conflict.raised_by = from;
        conflict.answered_by = conflict.proposed_by = conflict.owner = from;
        tx.save(conflict);
        core::Plan plan;
        plan.follow_up = core::FollowUpId(1);
        plan.responsible = plan.approver = from;
        plan.agreed.push_back({core::PlanRole::it, from, minute(1)});
        tx.save(plan);
        tx.save(control(1, 1));
        core::Protocol agreed;
        agreed.id = core::ProtocolId(1);
        agreed.owner = agreed.agreed_by = from;
        agreed.reviewed_by = from;
        tx.save(agreed);
        core::HandOver asked;
        asked.id = core::HandOverId(1);
        asked.subject = "C-1";
        asked.from = asked.to = asked.asked_by = from;
        tx.save(asked);
        flow::OutboxRow row = message("m", "a");
        row.person = from;
        tx.enqueue(row);
    });
    write([](flow::Tx& tx) {
        // The job has seen the follow-up before; what it sees afterwards is new.
        static_cast<void>(tx.follow_up(core::FollowUpId(1)));
        tx.merge(from, into);
        core::FollowUp record = *tx.follow_up(core::FollowUpId(1));
        EXPECT_EQ(record.it_owner, into);
        record.feedback_count = 1;
        tx.save(record);
    });
    read([&](flow::Tx& tx) {
        const auto record = tx.follow_up(core::FollowUpId(1));
        EXPECT_EQ(record->opened_by, into);
        EXPECT_EQ(record->it_owner, into);
        EXPECT_EQ(record->ops_contact, into);
        EXPECT_EQ(tx.feedback(core::FeedbackId(1))->giver, into);
        EXPECT_EQ(tx.mistake(core::MistakeId(1))->by, into);
        EXPECT_EQ(tx.mistake(core::MistakeId(1))->factors.at(0).by, into);
        EXPECT_EQ(tx.mistake(core::MistakeId(1))->heard.at(0).by, into);
        EXPECT_EQ(tx.concern(core::ConcernId(1))->raised_by, into);
        EXPECT_EQ(tx.concern(core::ConcernId(1))->answered_by, into);
        EXPECT_EQ(tx.concern(core::ConcernId(1))->proposed_by, into);
        EXPECT_EQ(tx.concern(core::ConcernId(1))->owner, into);
        EXPECT_EQ(tx.plan(core::FollowUpId(1))->responsible, into);
        EXPECT_EQ(tx.plan(core::FollowUpId(1))->approver, into);
        EXPECT_EQ(tx.plan(core::FollowUpId(1))->agreed.at(0).person, into);
        EXPECT_EQ(tx.control(core::ControlId(1))->owner, into);
        EXPECT_EQ(tx.hand_over_asked("C-1", into)->asked_by, into);
        EXPECT_EQ(numbers(tx.hand_overs_to(into, 9)), (Numbers{1}));
        EXPECT_EQ(tx.protocol(core::ProtocolId(1))->owner, into);
        EXPECT_EQ(tx.protocol(core::ProtocolId(1))->agreed_by, into);
        EXPECT_EQ(tx.protocol(core::ProtocolId(1))->reviewed_by, into);
        core::FollowUpFilter filter;
        filter.involving = into;
        EXPECT_EQ(numbers(tx.follow_ups(filter)), (Numbers{1}));
        filter.involving = from;
        EXPECT_EQ(numbers(tx.follow_ups(filter)), Numbers{});
        EXPECT_EQ(tx.person_by_account(ends.accounts.at(0))->id, into);
        EXPECT_EQ(tx.person(into)->accounts.size(), 2U);
        EXPECT_TRUE(tx.person(from)->accounts.empty());
        EXPECT_EQ(tx.person(from)->email, "");
        EXPECT_FALSE(tx.person(from)->active);
    });
    const auto claimed = write([](flow::Tx& tx) { return tx.claim(minute(0), 1); });
    EXPECT_EQ(claimed.at(0).person, into);
}

TEST_P(StoreContract, OfTwoAnswersTheLaterOneSurvivesAMerge) {
    save_people(2);
    write([](flow::Tx& tx) {
        for (const std::int64_t number : {1, 2, 3, 4}) tx.save(follow_up(number));
        tx.save(answer(1, from, 10));
        tx.save(answer(1, into, 20));
        tx.save(answer(2, from, 20));
        tx.save(answer(2, into, 10));
        tx.save(answer(3, from, 10));
        tx.save(answer(4, into, 10));
    });
    write([](flow::Tx& tx) { tx.merge(from, into); });
    read([](flow::Tx& tx) {
        std::string said;
        for (const auto& each : tx.answers_by(into, 10))
            said += each.follow_up.text() + " " + each.text + "; ";
        EXPECT_EQ(said, "F-4 said by 2; F-3 said by 1; F-2 said by 1; F-1 said by 2; ");
        EXPECT_EQ(tx.answers_by(into, 2).size(), 2U);
        EXPECT_TRUE(tx.answers_by(from, 10).empty());
        EXPECT_EQ(tx.answers(core::FollowUpId(1), 10).size(), 1U);
    });
}

}  // namespace
}  // namespace debrief::storage::test
