// Whatever is saved comes back as it was: every field of every record, whatever people write.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/random_records.hpp"
#include "tests/storage/samples.hpp"

#include <rapidcheck.h>

namespace debrief::storage::test {
namespace {

/// For every property: saves `first` and then `second` over it, looks it up on a reader.
template <class Fixture, class Record, class Find>
void comes_back(Fixture& fixture, const Record& first, const Record& second, Find find) {
    fixture([&](flow::Tx& tx) { tx.save(first); });
    RC_ASSERT(find() == first);
    fixture([&](flow::Tx& tx) { tx.save(second); });
    RC_ASSERT(find() == second);
}

TEST_P(StoreContract, FollowUpsComeBack) {
    save_people(9);
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_follow_up(); });
        comes_back(saving, any_follow_up(id), any_follow_up(id), [&] {
            return *read([&](flow::Tx& tx) { return tx.follow_up(id); });
        });
    }));
}

TEST_P(StoreContract, EachFieldOfAFollowUpIsSavedWhenItAloneChanges) {
    // A store may write only what changed; here every change comes alone.
    save_people(9);
    core::FollowUp record = follow_up(1);
    write([&](flow::Tx& tx) { tx.save(record); });
    const auto change = [&](auto edit) {
        edit(record);
        write([&](flow::Tx& tx) { tx.save(record); });
        EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(1)); }), record);
    };
    using R = core::FollowUp;
    change([](R& r) { r.feedback_count = 1; });
    change([](R& r) { r.works = 1; });
    change([](R& r) { r.partly = 2; });
    change([](R& r) { r.broken = 3; });
    change([](R& r) { r.mistake_count = 4; });
    change([](R& r) { r.control_count = 5; });
    change([](R& r) { r.concern_count = 6; });
    change([](R& r) { r.channels.push_back(slack("C1")); });
    change([](R& r) { r.channels.insert(r.channels.begin(), slack("C0")); });
    change([](R& r) { r.channels.pop_back(); });
    change([](R& r) { r.subject.title = "Other"; });
    change([](R& r) { r.subject.ended = minute(3); });
    change([](R& r) { r.is_private = true; });
    change([](R& r) { r.opened_by = core::PersonId(1); });
    change([](R& r) { r.it_owner = core::PersonId(1); });
    change([](R& r) { r.ops_contact = core::PersonId(2); });
    change([](R& r) { r.opened_by.reset(); });
    change([](R& r) { r.complete_by = minute(9); });
    change([](R& r) { r = closed(r, minute(10)); });
    change([](R& r) { r.close_reason = "because"; });
    change([](R& r) { r.earlier = r.id; });
}

TEST_P(StoreContract, AnswersComeBack) {
    save_people(9);
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const core::FollowUpId of(1);
        const core::Answer first = any_answer(of);
        core::Answer second = any_answer(of);
        second.person = first.person;
        comes_back(saving, first, second, [&] {
            return *read([&](flow::Tx& tx) { return tx.answer(of, first.person); });
        });
    }));
}

TEST_P(StoreContract, FeedbackComesBack) {
    save_people(9);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(control(1, 1));
    });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_feedback(); });
        core::Feedback first = any_feedback(id, core::FollowUpId(1));
        core::Feedback second = any_feedback(id, core::FollowUpId(1));
        // One message is captured once.
        if (!first.message.empty()) first.message.id += id.text();
        if (!second.message.empty()) second.message.id += id.text();
        second.control = maybe([] { return core::ControlId(1); });
        comes_back(saving, first, second, [&] {
            return *read([&](flow::Tx& tx) { return tx.feedback(id); });
        });
        if (second.message.empty()) return;
        const auto by_message = read([&](flow::Tx& tx) { return tx.feedback_of(second.message); });
        RC_ASSERT(by_message == second);
    }));
}

TEST_P(StoreContract, MistakesComeBackWithTheirFactors) {
    save_people(9);
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_mistake(); });
        const core::FollowUpId of(1);
        comes_back(saving, any_mistake(id, of), any_mistake(id, of), [&] {
            return *read([&](flow::Tx& tx) { return tx.mistake(id); });
        });
    }));
}

TEST_P(StoreContract, ConcernsComeBack) {
    save_people(9);
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_concern(); });
        const core::FollowUpId of(1);
        comes_back(saving, any_concern(id, of), any_concern(id, of), [&] {
            return *read([&](flow::Tx& tx) { return tx.concern(id); });
        });
    }));
}

TEST_P(StoreContract, ConcernsAreListedOpenOnesAlone) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(follow_up(2));
        for (const std::int64_t number : {1, 2, 3}) {
            core::Concern record;
            record.id = core::ConcernId(number);
            record.follow_up = core::FollowUpId(number == 3 ? 2 : 1);
            record.raised_by = core::PersonId(1);
            if (number == 1) record.state = core::ConcernState::settled;
            tx.save(record);
        }
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.concerns(core::FollowUpId(1), false)), (Numbers{1, 2}));
        EXPECT_EQ(numbers(tx.concerns(core::FollowUpId(1), true)), (Numbers{2}));
        EXPECT_EQ(numbers(tx.open_concerns(10)), (Numbers{2, 3}));
        EXPECT_EQ(numbers(tx.open_concerns(1)), (Numbers{2}));
    });
}

TEST_P(StoreContract, ControlsComeBack) {
    save_people(9);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(mistake(1, 1));
        tx.save(feedback(1, 1));
    });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_control(); });
        const core::Control first = any_control(id, core::FollowUpId(1));
        core::Control second = any_control(id, core::FollowUpId(1));
        second.mistake = maybe([] { return core::MistakeId(1); });
        second.feedback = maybe([] { return core::FeedbackId(1); });
        comes_back(saving, first, second, [&] {
            return *read([&](flow::Tx& tx) { return tx.control(id); });
        });
    }));
}

TEST_P(StoreContract, ThanksComeBackWithThosePraised) {
    save_people(9);
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_thanks(); });
        const core::FollowUpId of(1);
        comes_back(saving, any_thanks(id, of), any_thanks(id, of), [&] {
            return *read([&](flow::Tx& tx) { return tx.thanks(id); });
        });
    }));
}

TEST_P(StoreContract, PeopleComeBackByNumberAccountAndEmail) {
    auto saving = [&](auto job) { write(job); };
    EXPECT_TRUE(rc::check("saved, overwritten, found", [&] {
        const auto id = read([](flow::Tx& tx) { return tx.next_person(); });
        core::Person first = any_person_record(id);
        core::Person second = any_person_record(id);
        for (auto& account : first.accounts) account.user += id.text();
        for (auto& account : second.accounts) account.user += id.text();
        comes_back(saving, first, second, [&] {
            return *read([&](flow::Tx& tx) { return tx.person(id); });
        });
        for (const auto& account : second.accounts) {
            RC_ASSERT(read([&](flow::Tx& tx) { return tx.person_by_account(account); }) == second);
        }
        const auto email = "Person" + id.text() + "@Example.org";
        const auto by_email = read([&](flow::Tx& tx) { return tx.person_by_email(email); });
        RC_ASSERT(by_email.has_value() == !second.email.empty());
        if (by_email) RC_ASSERT(*by_email == second);
    }));
}

TEST_P(StoreContract, MessagesOnTheirWayComeBack) {
    int marker = 0;
    EXPECT_TRUE(rc::check("enqueued, claimed", [&] {
        const flow::OutboxRow row = any_message(std::to_string(++marker));
        const auto now = std::max(row.not_before, minute(0));
        write([&](flow::Tx& tx) { tx.enqueue(row); });
        const auto claimed = write([&](flow::Tx& tx) { return tx.claim(now, 10); });
        RC_ASSERT(claimed.size() == 1U);
        const flow::OutboxRow& found = claimed.front();
        write([&](flow::Tx& tx) { tx.delivered(found.id); });
        RC_ASSERT(found.kind == row.kind);
        RC_ASSERT(found.marker == row.marker);
        RC_ASSERT(found.lane == row.lane);
        RC_ASSERT(found.channel == row.channel);
        RC_ASSERT(found.person == row.person);
        RC_ASSERT(found.thread_of == row.thread_of);
        RC_ASSERT(found.thread == row.thread);
        RC_ASSERT(found.key == row.key);
        RC_ASSERT(found.template_name == row.template_name);
        RC_ASSERT(found.view == row.view);
        RC_ASSERT(found.live == row.live);
        RC_ASSERT(found.not_before == row.not_before);
        RC_ASSERT(found.useless_after == row.useless_after);
        RC_ASSERT(found.attempts == row.attempts + 1);
        RC_ASSERT(found.first_attempt == row.first_attempt.value_or(now));
        RC_ASSERT(found.outcome_unknown == row.outcome_unknown);
        RC_ASSERT(found.created == row.created);
    }));
}

TEST_P(StoreContract, NumbersStartAtOneAndGoUp) {
    save_people(1);
    const auto next = [](flow::Tx& tx) {
        return Numbers{
            tx.next_follow_up().value(),
            tx.next_feedback().value(),
            tx.next_mistake().value(),
            tx.next_control().value(),
            tx.next_concern().value()};
    };
    EXPECT_EQ(read(next), (Numbers{1, 1, 1, 1, 1}));
    write([](flow::Tx& tx) {
        tx.save(follow_up(12));
        tx.save(feedback(9, 12));
        tx.save(mistake(3, 12));
        tx.save(control(7, 12));
    });
    EXPECT_EQ(read(next), (Numbers{13, 10, 4, 8, 1}));
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.next_person(); }), core::PersonId(2));
}

TEST_P(StoreContract, WhatIsNotThereIsNotFound) {
    read([](flow::Tx& tx) {
        EXPECT_FALSE(tx.follow_up(core::FollowUpId(1)));
        EXPECT_FALSE(tx.follow_up_of("pager", "1"));
        EXPECT_FALSE(tx.upgrade_of("shop", "1.2", minute(0)));
        EXPECT_FALSE(tx.latest_in(slack("C1")));
        EXPECT_FALSE(tx.follow_up_of_thread({slack("C1"), "1.0"}));
        EXPECT_FALSE(tx.answer(core::FollowUpId(1), core::PersonId(1)));
        EXPECT_FALSE(tx.feedback(core::FeedbackId(1)));
        EXPECT_FALSE(tx.feedback_of({slack("C1"), "1.0"}));
        EXPECT_FALSE(tx.mistake(core::MistakeId(1)));
        EXPECT_FALSE(tx.control(core::ControlId(1)));
        EXPECT_FALSE(tx.concern(core::ConcernId(1)));
        EXPECT_FALSE(tx.person(core::PersonId(1)));
        EXPECT_FALSE(tx.person_by_account({core::Platform::slack, "", "U1"}));
        EXPECT_FALSE(tx.person_by_email("a@example.org"));
        EXPECT_FALSE(tx.person_by_email(""));
        EXPECT_FALSE(tx.posted("head"));
        EXPECT_FALSE(tx.timer("x"));
        EXPECT_FALSE(tx.next_timer());
        EXPECT_FALSE(tx.next_due());
        EXPECT_FALSE(tx.reply_to("x"));
    });
}

TEST_P(StoreContract, AnAccountAndAnEmailBelongToOnePerson) {
    core::Person first;
    first.id = core::PersonId(1);
    first.email = "kim@example.org";
    first.accounts.emplace_back(core::Platform::slack, "", "U1");
    write([&](flow::Tx& tx) { tx.save(first); });

    core::Person second;
    second.id = core::PersonId(2);
    second.accounts = first.accounts;
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.save(second); }), "");
    second.accounts.clear();
    second.email = first.email;
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.save(second); }), "");

    // Another tenant is another account; nobody's address is nobody's.
    second.email.clear();
    second.accounts.emplace_back(core::Platform::slack, "T2", "U1");
    write([&](flow::Tx& tx) { tx.save(second); });
    // An account moves when the one who has it gives it up first.
    second.accounts = first.accounts;
    first.accounts.clear();
    write([&](flow::Tx& tx) {
        tx.save(first);
        tx.save(second);
    });
    const auto found = read([&](flow::Tx& tx) {
        return tx.person_by_account({core::Platform::slack, "", "U1"});
    });
    EXPECT_EQ(found, second);
}

TEST_P(StoreContract, AUserGroupIsReplacedAsAWhole) {
    core::UserGroup group;
    group.id = "S0LEADS";
    group.users = {"U1", "U2"};
    group.asked_at = core::UtcTime(core::Duration(1'795'000'000'123));
    write([&](flow::Tx& tx) { tx.save(group); });
    auto stored = [&] { return read([](flow::Tx& tx) { return tx.user_group("S0LEADS"); }); };
    EXPECT_EQ(stored(), group);
    group.users.clear();
    group.trouble = "Slack knows no user group S0LEADS.";
    write([&](flow::Tx& tx) { tx.save(group); });
    EXPECT_EQ(stored(), group);
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.user_group("s0leads"); }));
}

TEST_P(StoreContract, ReferencesMayComeInAnyOrderButMustExist) {
    core::Person person;
    person.id = core::PersonId(1);
    core::Feedback said = feedback(1, 1);
    said.control = core::ControlId(1);
    core::Control safeguard = control(1, 1);
    safeguard.feedback = said.id;
    write([&](flow::Tx& tx) {
        tx.save(safeguard);
        tx.save(said);
        tx.save(follow_up(1));
        tx.save(person);
    });
    EXPECT_NE(refusal([](flow::Tx& tx) { tx.save(feedback(2, 99)); }), "");
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.feedback(core::FeedbackId(2)); }));
}

}  // namespace
}  // namespace debrief::storage::test
