// Finding follow-ups: by channel, source, upgrade, thread; lists and figures.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

namespace debrief::storage::test {
namespace {

core::FollowUp in_channel(std::int64_t number, const std::string& channel) {
    core::FollowUp record = follow_up(number);
    record.channels.push_back(slack(channel));
    return record;
}

TEST_P(StoreContract, TheLatestInAChannelIsTheNewestOpenElseTheNewestClosed) {
    write([](flow::Tx& tx) {
        tx.save(in_channel(1, "C1"));
        tx.save(in_channel(2, "C1"));
        tx.save(closed(in_channel(3, "C1"), minute(9)));
        tx.save(in_channel(4, "C2"));
    });
    const auto latest = [&] {
        return read([](flow::Tx& tx) { return tx.latest_in(slack("C1"))->id.value(); });
    };
    EXPECT_EQ(latest(), 2);
    write([](flow::Tx& tx) { tx.save(closed(in_channel(2, "C1"), minute(10))); });
    EXPECT_EQ(latest(), 1);
    write([](flow::Tx& tx) { tx.save(closed(in_channel(1, "C1"), minute(11))); });
    EXPECT_EQ(latest(), 3);
    write([](flow::Tx& tx) { tx.save(in_channel(2, "C1")); });  // opened again
    EXPECT_EQ(latest(), 2);
    write([](flow::Tx& tx) { tx.save(in_channel(2, "C9")); });  // moved away
    EXPECT_EQ(latest(), 3);
}

TEST_P(StoreContract, AChannelIsThatOfItsTenantAndPlatform) {
    core::FollowUp record = follow_up(1);
    record.channels = {{core::Platform::teams, "T1", "C1"}};
    write([&](flow::Tx& tx) { tx.save(record); });
    read([](flow::Tx& tx) {
        EXPECT_TRUE(tx.latest_in({core::Platform::teams, "T1", "C1"}));
        EXPECT_FALSE(tx.latest_in({core::Platform::teams, "T2", "C1"}));
        EXPECT_FALSE(tx.latest_in({core::Platform::slack, "T1", "C1"}));
        EXPECT_FALSE(tx.latest_in({core::Platform::teams, "T1", "C"}));
    });
}

TEST_P(StoreContract, ASourceLeadsToTheFollowUpThatWasLinkedLast) {
    core::FollowUp first = follow_up(1);
    first.subject.source = "pager";
    first.subject.external_id = "P7";
    core::FollowUp second = follow_up(2);
    second.subject = first.subject;
    const auto found = [&](std::string_view source, std::string_view id) {
        return read([&](flow::Tx& tx) {
            const auto record = tx.follow_up_of(source, id);
            return record ? record->id.value() : 0;
        });
    };
    write([&](flow::Tx& tx) {
        tx.save(first);
        tx.save(second);
    });
    EXPECT_EQ(found("pager", "P7"), 2);
    // Saving the older one again is no news.
    first.goal = "calm";
    write([&](flow::Tx& tx) { tx.save(first); });
    EXPECT_EQ(found("pager", "P7"), 2);
    // Merging another thing into it is, also when it was linked before.
    write([](flow::Tx& tx) { tx.link_source("pager", "P7", core::FollowUpId(1)); });
    EXPECT_EQ(found("pager", "P7"), 1);
    write([](flow::Tx& tx) { tx.link_source("ci", "P7", core::FollowUpId(2)); });
    EXPECT_EQ(found("ci", "P7"), 2);
    EXPECT_EQ(found("pager", "P8"), 0);
    // A change of the subject's own source links the new one too.
    first.subject.external_id = "P8";
    write([&](flow::Tx& tx) { tx.save(first); });
    EXPECT_EQ(found("pager", "P8"), 1);
}

TEST_P(StoreContract, WhatAPersonOpenedHasNoSource) {
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    EXPECT_FALSE(read([](flow::Tx& tx) { return tx.follow_up_of("", ""); }));
}

core::FollowUp upgrade(std::int64_t number, std::int64_t opened, std::int64_t ended) {
    core::FollowUp record = follow_up(number);
    record.subject.kind = core::SubjectKind::upgrade;
    record.subject.version = "1.2";
    record.opened_at = minute(opened);
    record.subject.ended = minute(ended);
    return record;
}

TEST_P(StoreContract, AnUpgradeIsFoundIfItWasOpenedOrEndedSince) {
    write([](flow::Tx& tx) {
        tx.save(upgrade(1, 10, 20));
        tx.save(upgrade(2, 30, 25));
        tx.save(follow_up(3));  // an incident of the same service
    });
    const auto found = [&](std::string_view version, std::int64_t since) {
        return read([&](flow::Tx& tx) {
            const auto record = tx.upgrade_of("shop", version, minute(since));
            return record ? record->id.value() : 0;
        });
    };
    EXPECT_EQ(found("1.2", 0), 2);
    EXPECT_EQ(found("1.2", 30), 2);
    EXPECT_EQ(found("1.2", 31), 0);
    EXPECT_EQ(found("1.3", 0), 0);
    write([](flow::Tx& tx) { tx.save(upgrade(1, 10, 50)); });
    EXPECT_EQ(found("1.2", 31), 1);
    EXPECT_EQ(found("1.2", 30), 2);
    core::FollowUp open_ended = upgrade(4, 60, 0);
    open_ended.subject.ended.reset();
    write([&](flow::Tx& tx) { tx.save(open_ended); });
    EXPECT_EQ(found("1.2", 60), 4);
}

TEST_P(StoreContract, AThreadLeadsToItsFollowUp) {
    const core::MessageRef head(slack("C1"), "171.5");
    const std::string key = core::head_key(core::FollowUpId(12), head.channel);
    write([&](flow::Tx& tx) {
        tx.save_posted({key, head});
        tx.save_posted({"weekly:C1", {slack("C1"), "171.6"}});
    });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.follow_up_of_thread(head), core::FollowUpId(12));
        EXPECT_FALSE(tx.follow_up_of_thread({slack("C2"), "171.5"}));
        EXPECT_FALSE(tx.follow_up_of_thread({slack("C1"), "171.6"}));
        EXPECT_EQ(tx.posted(key), head);
        EXPECT_EQ(tx.posted("weekly:C1"), core::MessageRef(slack("C1"), "171.6"));
    });
    const core::MessageRef again(slack("C1"), "180.0");
    write([&](flow::Tx& tx) { tx.save_posted({key, again}); });
    read([&](flow::Tx& tx) {
        EXPECT_EQ(tx.posted(key), again);
        EXPECT_FALSE(tx.follow_up_of_thread(head));
        EXPECT_EQ(tx.follow_up_of_thread(again), core::FollowUpId(12));
    });
    write([&](flow::Tx& tx) { tx.forget_posted(key); });
    EXPECT_FALSE(read([&](flow::Tx& tx) { return tx.follow_up_of_thread(again); }));
}

/// Six follow-ups that differ in everything the filter asks for.
class Six {
  public:
    explicit Six(StoreContract& test) : test_(test) {
        test.save_people(3);
        test.write([](flow::Tx& tx) {
            core::FollowUp one = follow_up(1);
            one.opened_by = core::PersonId(1);
            one.broken = 1;
            tx.save(one);
            core::FollowUp two = follow_up(2);
            two.it_owner = core::PersonId(1);
            two.subject.service = "billing";
            tx.save(closed(two, minute(50)));
            core::FollowUp three = follow_up(3);
            three.ops_contact = core::PersonId(1);
            three.it_owner = core::PersonId(1);
            three.is_private = true;
            tx.save(three);
            core::FollowUp four = follow_up(4);
            four.broken = 2;
            four.mistake_count = 1;
            tx.save(closed(four, minute(60)));
            core::FollowUp five = follow_up(5);
            five.subject.service = "billing";
            five.acknowledge_by = core::never;
            tx.save(five);
            core::FollowUp six = follow_up(6);
            six.it_owner = core::PersonId(2);
            tx.save(six);
        });
    }

    Numbers list(const core::FollowUpFilter& filter) {
        return test_.read([&](flow::Tx& tx) { return numbers(tx.follow_ups(filter)); });
    }
    template <class Edit>
    Numbers with(Edit edit) {
        core::FollowUpFilter filter;
        edit(filter);
        return list(filter);
    }

  private:
    StoreContract& test_;
};

using F = core::FollowUpFilter;

TEST_P(StoreContract, EachFilterOfFollowUpsAlone) {
    Six six(*this);
    EXPECT_EQ(six.list({}), (Numbers{6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.limit = 2; }), (Numbers{6, 5}));
    EXPECT_EQ(six.with([](F& f) { f.limit = 0; }), Numbers{});
    EXPECT_EQ(six.with([](F& f) { f.state = core::FollowUpState::open; }), (Numbers{6, 5, 3, 1}));
    EXPECT_EQ(six.with([](F& f) { f.state = core::FollowUpState::closed; }), (Numbers{4, 2}));
    EXPECT_EQ(six.with([](F& f) { f.service = "billing"; }), (Numbers{5, 2}));
    EXPECT_EQ(six.with([](F& f) { f.service = "bill"; }), Numbers{});
    EXPECT_EQ(six.with([](F& f) { f.opened_from = minute(3); }), (Numbers{6, 5, 4, 3}));
    EXPECT_EQ(six.with([](F& f) { f.opened_to = minute(3); }), (Numbers{2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.closed_from = minute(60); }), (Numbers{4}));
    EXPECT_EQ(six.with([](F& f) { f.closed_to = minute(60); }), (Numbers{2}));
    EXPECT_EQ(six.with([](F& f) { f.complete_before = minute(303); }), (Numbers{2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.acknowledge_before = minute(206); }), (Numbers{3, 2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.broken_only = true; }), (Numbers{4, 1}));
    EXPECT_EQ(six.with([](F& f) { f.include_private = false; }), (Numbers{6, 5, 4, 2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.involving = core::PersonId(1); }), (Numbers{3, 2, 1}));
    EXPECT_EQ(six.with([](F& f) { f.involving = core::PersonId(3); }), Numbers{});
}

TEST_P(StoreContract, EveryPairOfFiltersMeansBoth) {
    Six six(*this);
    // Whatever index an engine starts from, the other filter holds as well.
    const std::vector<std::function<void(F&)>> edits{
        [](F& f) { f.state = core::FollowUpState::open; },
        [](F& f) { f.state = core::FollowUpState::closed; },
        [](F& f) { f.service = "billing"; },
        [](F& f) { f.service = "shop"; },
        [](F& f) { f.opened_from = minute(3); },
        [](F& f) { f.opened_to = minute(5); },
        [](F& f) { f.closed_from = minute(51); },
        [](F& f) { f.closed_to = minute(51); },
        [](F& f) { f.complete_before = minute(303); },
        [](F& f) { f.acknowledge_before = minute(203); },
        [](F& f) { f.broken_only = true; },
        [](F& f) { f.involving = core::PersonId(1); },
        [](F& f) { f.include_private = false; }};
    for (std::size_t a = 0; a < edits.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            if ((a == 1 && b == 0) || (a == 3 && b == 2)) continue;  // two values of one filter
            const Numbers first = six.with(edits[a]);
            const Numbers second = six.with(edits[b]);
            Numbers both;
            for (const auto number : first) {
                if (std::find(second.begin(), second.end(), number) != second.end())
                    both.push_back(number);
            }
            const Numbers found = six.with([&](F& f) {
                edits[a](f);
                edits[b](f);
            });
            EXPECT_EQ(found, both) << "filters " << a << " and " << b;
        }
    }
}

TEST_P(StoreContract, ChangesMoveAFollowUpBetweenLists) {
    Six six(*this);
    core::FollowUp three = *read([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(3)); });
    three.ops_contact.reset();
    three.it_owner = core::PersonId(2);
    write([&](flow::Tx& tx) { tx.save(closed(three, minute(70))); });
    EXPECT_EQ(six.with([](F& f) { f.involving = core::PersonId(1); }), (Numbers{2, 1}));
    const auto open_of_two = [](F& f) {
        f.involving = core::PersonId(2);
        f.state = core::FollowUpState::open;
    };
    EXPECT_EQ(six.with(open_of_two), (Numbers{6}));
    write([&](flow::Tx& tx) { tx.save(three); });
    EXPECT_EQ(six.with(open_of_two), (Numbers{6, 3}));
}

TEST_P(StoreContract, ListedFollowUpsAreComplete) {
    core::FollowUp seven = follow_up(7);
    seven.channels = {slack("C1"), slack("C2")};
    write([&](flow::Tx& tx) { tx.save(seven); });
    const auto found = read([](flow::Tx& tx) { return tx.follow_ups({}); });
    EXPECT_EQ(found.front(), seven);
}

TEST_P(StoreContract, FiguresCountWhatWasOpenedInTheSpan) {
    write([](flow::Tx& tx) {
        core::FollowUp quiet = closed(follow_up(1), minute(50));
        quiet.closing = core::Closing::quiet;
        tx.save(quiet);
        core::FollowUp well = upgrade(2, 2, 1);
        well.works = 2;
        well.feedback_count = 3;
        well.is_private = true;
        tx.save(well);
        core::FollowUp mixed = follow_up(3);
        mixed.works = 1;
        mixed.partly = 1;
        mixed.mistake_count = 2;
        tx.save(mixed);
        core::FollowUp broken = closed(follow_up(4), minute(60));
        broken.broken = 1;
        broken.feedback_count = 4;
        broken.subject.service = "billing";
        tx.save(broken);
        tx.save(follow_up(5));  // outside of the span
    });
    const auto all = read([](flow::Tx& tx) { return tx.figures(minute(1), minute(5), ""); });
    EXPECT_EQ(all.opened, 4);
    EXPECT_EQ(all.incidents, 3);
    EXPECT_EQ(all.upgrades, 1);
    EXPECT_EQ(all.answered, 3);
    EXPECT_EQ(all.all_well, 1);
    EXPECT_EQ(all.still_broken, 1);
    EXPECT_EQ(all.closed, 2);
    EXPECT_EQ(all.quiet, 1);
    EXPECT_EQ(all.is_private, 1);
    EXPECT_EQ(all.feedback, 7);
    EXPECT_EQ(all.mistakes, 2);
    const auto one = read([](flow::Tx& tx) { return tx.figures(minute(1), minute(5), "billing"); });
    EXPECT_EQ(one.opened, 1);
    EXPECT_EQ(one.feedback, 4);
    const auto none = read([](flow::Tx& tx) { return tx.figures(minute(90), minute(99), ""); });
    EXPECT_EQ(none.opened, 0);
    EXPECT_EQ(none.feedback, 0);
}

}  // namespace
}  // namespace debrief::storage::test
