// Lists of answers, feedback, mistakes and controls: what is in them, and in which order.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

#include <algorithm>

namespace debrief::storage::test {
namespace {

TEST_P(StoreContract, AnswersComeLatestFirst) {
    save_people(4);
    const auto say = [](flow::Tx& tx, std::int64_t person, std::int64_t when) {
        core::Answer answer;
        answer.follow_up = core::FollowUpId(1);
        answer.person = core::PersonId(person);
        answer.at = minute(when);
        tx.save(answer);
    };
    write([&](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(follow_up(2));
        say(tx, 1, 10);
        say(tx, 2, 30);
        say(tx, 3, 20);
        say(tx, 1, 40);  // thinks again
    });
    const auto people = [&](std::int64_t of, std::size_t limit) {
        Numbers found;
        for (const auto& answer :
             read([&](flow::Tx& tx) { return tx.answers(core::FollowUpId(of), limit); }))
            found.push_back(answer.person.value());
        return found;
    };
    EXPECT_EQ(people(1, 10), (Numbers{1, 2, 3}));
    EXPECT_EQ(people(1, 2), (Numbers{1, 2}));
    EXPECT_EQ(people(2, 10), Numbers{});
}

TEST_P(StoreContract, FeedbackComesLatestFirst) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(follow_up(2));
        for (const std::int64_t number : {1, 2, 3}) tx.save(feedback(number, 1));
        tx.save(feedback(4, 2));
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.feedbacks(core::FollowUpId(1), 10)), (Numbers{3, 2, 1}));
        EXPECT_EQ(numbers(tx.feedbacks(core::FollowUpId(1), 2)), (Numbers{3, 2}));
    });
}

TEST_P(StoreContract, OneMessageIsCapturedOnce) {
    save_people(1);
    core::Feedback first = feedback(1, 1);
    first.message = {slack("C1"), "171.5"};
    core::Feedback second = feedback(2, 1);
    second.message = first.message;
    write([&](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(first);
    });
    EXPECT_NE(refusal([&](flow::Tx& tx) { tx.save(second); }), "");
    second.message.channel = slack("C2");
    EXPECT_EQ(refusal([&](flow::Tx& tx) { tx.save(second); }), "");
}

TEST_P(StoreContract, FeedbackThatWasActedOnInASpan) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        for (const std::int64_t number : {1, 2, 3, 4}) {
            core::Control safeguard = control(number, 1);
            if (number != 4) safeguard.done_at = minute(100 - number * 10);
            tx.save(safeguard);
        }
        for (const std::int64_t number : {1, 2, 3, 4, 5}) {
            core::Feedback said = feedback(number, 1);
            if (number != 5) said.control = core::ControlId(number);
            tx.save(said);
        }
        core::Feedback same = feedback(6, 1);
        same.control = core::ControlId(2);
        tx.save(same);
    });
    const auto done = [&](std::int64_t from, std::int64_t to, std::size_t limit) {
        return read([&](flow::Tx& tx) {
            return numbers(tx.feedback_done(minute(from), minute(to), limit));
        });
    };
    EXPECT_EQ(done(0, 1000, 10), (Numbers{3, 2, 6, 1}));
    EXPECT_EQ(done(0, 1000, 2), (Numbers{3, 2}));
    EXPECT_EQ(done(80, 90, 10), (Numbers{2, 6}));
}

TEST_P(StoreContract, MistakesOfAFollowUpAndOfASpan) {
    save_people(1);
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        tx.save(follow_up(2));
        core::Mistake late = mistake(1, 1);
        late.at = minute(50);
        late.factors.push_back({"the names look alike", core::PersonId(1), minute(51)});
        tx.save(late);
        tx.save(mistake(2, 1));
        tx.save(mistake(3, 2));
    });
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.mistakes(core::FollowUpId(1))), (Numbers{1, 2}));
        EXPECT_EQ(tx.mistakes(core::FollowUpId(1)).front().factors.size(), 1U);
        EXPECT_EQ(numbers(tx.mistakes_between(minute(0), minute(99), 10)), (Numbers{2, 3, 1}));
        EXPECT_EQ(numbers(tx.mistakes_between(minute(0), minute(99), 2)), (Numbers{2, 3}));
        EXPECT_EQ(numbers(tx.mistakes_between(minute(3), minute(50), 10)), (Numbers{3}));
    });
}

/// Six controls that differ in everything the filter asks for.
class SixControls {
  public:
    explicit SixControls(StoreContract& test) : test_(test) {
        test.save_people(2);
        test.write([](flow::Tx& tx) {
            tx.save(follow_up(1));
            core::FollowUp billing = follow_up(2);
            billing.subject.service = "billing";
            tx.save(billing);
            using State = core::ControlState;
            const State states[] = {
                State::proposed,
                State::agreed,
                State::in_progress,
                State::done,
                State::verified,
                State::dropped};
            for (std::int64_t number = 1; number <= 6; ++number) {
                core::Control record = control(number, number % 2 == 0 ? 2 : 1);
                record.state = states[number - 1];
                record.owner = core::PersonId(number <= 4 ? 1 : 2);
                record.due = minute(1000 - number);
                if (number >= 4) record.done_at = minute(500 + number);
                tx.save(record);
            }
        });
    }
    template <class Edit>
    Numbers with(Edit edit) {
        core::ControlFilter filter;
        filter.unfinished_only = false;
        edit(filter);
        return test_.read([&](flow::Tx& tx) { return numbers(tx.controls(filter)); });
    }

  private:
    StoreContract& test_;
};

using C = core::ControlFilter;

TEST_P(StoreContract, EachFilterOfControlsAlone) {
    SixControls six(*this);
    EXPECT_EQ(six.with([](C&) {}), (Numbers{6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(six.with([](C& c) { c.limit = 2; }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](C& c) { c.unfinished_only = true; }), (Numbers{3, 2, 1}));
    EXPECT_EQ(six.with([](C& c) { c.owner = core::PersonId(2); }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](C& c) { c.due_before = minute(996); }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](C& c) { c.created_from = minute(5); }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](C& c) { c.created_to = minute(3); }), (Numbers{2, 1}));
    EXPECT_EQ(six.with([](C& c) { c.done_from = minute(505); }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](C& c) { c.done_to = minute(505); }), (Numbers{4}));
    EXPECT_EQ(six.with([](C& c) { c.service = "billing"; }), (Numbers{6, 4, 2}));
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.controls(core::FollowUpId(2), 10)), (Numbers{2, 4, 6}));
        EXPECT_EQ(numbers(tx.controls(core::FollowUpId(2), 1)), (Numbers{2}));
    });
}

TEST_P(StoreContract, EveryPairOfControlFiltersMeansBoth) {
    SixControls six(*this);
    const std::vector<std::function<void(C&)>> edits{
        [](C& c) { c.unfinished_only = true; },
        [](C& c) { c.owner = core::PersonId(1); },
        [](C& c) { c.due_before = minute(999); },
        [](C& c) { c.created_from = minute(2); },
        [](C& c) { c.created_to = minute(5); },
        [](C& c) { c.done_from = minute(504); },
        [](C& c) { c.done_to = minute(506); },
        [](C& c) { c.service = "billing"; }};
    for (std::size_t a = 0; a < edits.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const Numbers first = six.with(edits[a]);
            const Numbers second = six.with(edits[b]);
            Numbers both;
            for (const auto number : first) {
                if (std::find(second.begin(), second.end(), number) != second.end())
                    both.push_back(number);
            }
            const Numbers found = six.with([&](C& c) {
                edits[a](c);
                edits[b](c);
            });
            EXPECT_EQ(found, both) << "filters " << a << " and " << b;
        }
    }
}

}  // namespace
}  // namespace debrief::storage::test
