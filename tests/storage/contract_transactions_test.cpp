// What a transaction promises: all or nothing, alone, durable, and never more than the queue takes.
#include "tests/storage/contract_suite.hpp"
#include "tests/storage/samples.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <atomic>
#include <future>
#include <stdexcept>

namespace debrief::storage::test {
namespace {

/// Starts a call without waiting for it.
class Pending {
  public:
    Pending(asio::io_context& context, asio::awaitable<Status> call) : context_(context) {
        asio::co_spawn(context, std::move(call), [this](std::exception_ptr, Status result) {
            result_ = std::move(result);
        });
        // Up to the point where it waits for the store.
        context.restart();
        context.poll();
    }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    [[nodiscard]] bool done() const { return result_.has_value(); }
    /// Runs the context until the call is done.
    const Status& wait() {
        context_.restart();
        while (!result_ && context_.run_one_for(std::chrono::seconds(30)) > 0) {
        }
        if (!result_) throw std::runtime_error("the call never ended");
        return *result_;
    }

  private:
    asio::io_context& context_;
    std::optional<Status> result_;
};

/// A job that stays in the store until the test lets it go.
class Gate {
  public:
    ~Gate() { open(); }
    void pass() {
        entered_.set_value();
        opened_.get_future().wait();
    }
    void wait_until_entered() { entered_.get_future().wait(); }
    void open() {
        if (!std::exchange(open_, true)) opened_.set_value();
    }

  private:
    std::promise<void> entered_;
    std::promise<void> opened_;
    bool open_ = false;
};

TEST_P(StoreContract, AJobThatThrowsIsUndoneAndSpoilsNobody) {
    save_people(1);
    Gate gate;
    const flow::Job blocker = [&](flow::Tx&) { gate.pass(); };
    Pending first(context(), store().transact(blocker));
    gate.wait_until_entered();
    // Good and bad ones wait together, so that they may share a COMMIT.
    const flow::Job good = [](flow::Tx& tx) { tx.save(follow_up(tx.next_follow_up().value())); };
    const flow::Job throwing = [](flow::Tx& tx) {
        tx.save(follow_up(50));
        tx.set_timer("x", minute(1));
        throw std::runtime_error("No such channel.");
    };
    const flow::Job violating = [](flow::Tx& tx) {
        tx.save(follow_up(60));
        tx.save(feedback(1, 61));
    };
    const flow::Job rude = [](flow::Tx& tx) {
        tx.save(follow_up(70));
        throw 7;
    };
    Pending a(context(), store().transact(good));
    Pending b(context(), store().transact(throwing));
    Pending c(context(), store().transact(good));
    Pending d(context(), store().transact(violating));
    Pending e(context(), store().transact(rude));
    Pending f(context(), store().transact(good));
    gate.open();
    EXPECT_TRUE(first.wait());
    EXPECT_TRUE(a.wait());
    ASSERT_FALSE(b.wait());
    EXPECT_EQ(b.wait().error().code(), Errc::invalid_input);
    EXPECT_EQ(b.wait().error().what(), "No such channel.");
    EXPECT_TRUE(c.wait());
    ASSERT_FALSE(d.wait());
    EXPECT_EQ(d.wait().error().code(), Errc::invalid_input);
    ASSERT_FALSE(e.wait());
    EXPECT_EQ(e.wait().error().code(), Errc::invalid_input);
    EXPECT_TRUE(f.wait());
    reopen();
    read([](flow::Tx& tx) {
        EXPECT_EQ(numbers(tx.follow_ups({})), (Numbers{3, 2, 1}));
        EXPECT_FALSE(tx.timer("x"));
    });
    EXPECT_FALSE(store().failure());
}

TEST_P(StoreContract, AJobSeesItsOwnChangesAndThoseBeforeIt) {
    write([](flow::Tx& tx) {
        tx.save(follow_up(1));
        EXPECT_EQ(tx.follow_up(core::FollowUpId(1)), follow_up(1));
        EXPECT_EQ(tx.next_follow_up(), core::FollowUpId(2));
    });
    write([](flow::Tx& tx) { EXPECT_EQ(tx.next_follow_up(), core::FollowUpId(2)); });
}

TEST_P(StoreContract, AJobThatCaughtARefusalGoesOnWithTheStoredState) {
    save_people(1);
    core::FollowUp record = follow_up(1);
    write([&](flow::Tx& tx) { tx.save(record); });
    write([&](flow::Tx& tx) {
        core::FollowUp wrong = *tx.follow_up(record.id);
        wrong.subject.severity = 9;
        EXPECT_THROW(tx.save(wrong), std::exception);
        EXPECT_EQ(tx.follow_up(record.id), record);
        record.goal = "calm";
        tx.save(record);
    });
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_up(core::FollowUpId(1)); }), record);
}

TEST_P(StoreContract, JobsRunInTheOrderInWhichTheyWereGiven) {
    Gate gate;
    const flow::Job blocker = [&](flow::Tx&) { gate.pass(); };
    Pending first(context(), store().transact(blocker));
    gate.wait_until_entered();
    std::vector<std::unique_ptr<Pending>> pending;
    std::vector<flow::Job> jobs(queue_limit);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i] = [i](flow::Tx& tx) {
            EXPECT_EQ(tx.next_follow_up().value(), static_cast<std::int64_t>(i + 1));
            tx.save(follow_up(tx.next_follow_up().value()));
        };
        pending.push_back(std::make_unique<Pending>(context(), store().transact(jobs[i])));
    }
    gate.open();
    for (auto& each : pending) EXPECT_TRUE(each->wait());
    EXPECT_EQ(
        read([](flow::Tx& tx) { return tx.next_follow_up().value(); }),
        static_cast<std::int64_t>(queue_limit + 1)
    );
}

TEST_P(StoreContract, AFullQueueIsBusyAndDoesNothing) {
    Gate gate;
    const flow::Job blocker = [&](flow::Tx&) { gate.pass(); };
    const flow::Job count = [](flow::Tx& tx) { tx.save(follow_up(tx.next_follow_up().value())); };
    Pending first(context(), store().transact(blocker));
    gate.wait_until_entered();
    std::vector<std::unique_ptr<Pending>> accepted;
    for (std::size_t i = 0; i < queue_limit; ++i) {
        accepted.push_back(std::make_unique<Pending>(context(), store().transact(count)));
        EXPECT_FALSE(accepted.back()->done());
    }
    Pending refused(context(), store().transact(count));
    ASSERT_FALSE(refused.wait());
    EXPECT_EQ(refused.wait().error().code(), Errc::busy);
    gate.open();
    for (auto& each : accepted) EXPECT_TRUE(each->wait());
    // There is room again.
    write([](flow::Tx& tx) {
        EXPECT_EQ(tx.next_follow_up().value(), static_cast<std::int64_t>(queue_limit + 1));
    });
}

TEST_P(StoreContract, AReaderSeesOneStateWhateverHappensMeanwhile) {
    write([](flow::Tx& tx) { tx.save(follow_up(1)); });
    Gate gate;
    std::size_t before = 0;
    std::size_t after = 0;
    const flow::Job look_twice = [&](flow::Tx& tx) {
        before = tx.follow_ups({}).size();
        gate.pass();
        after = tx.follow_ups({}).size();
    };
    Pending looking(context(), store().read(look_twice));
    gate.wait_until_entered();
    write([](flow::Tx& tx) { tx.save(follow_up(2)); });
    gate.open();
    EXPECT_TRUE(looking.wait());
    EXPECT_EQ(before, 1U);
    EXPECT_EQ(after, 1U);
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 2U);
}

TEST_P(StoreContract, AReaderSeesNothingUncommitted) {
    Gate gate;
    const flow::Job change = [&](flow::Tx& tx) {
        tx.save(follow_up(1));
        gate.pass();
    };
    Pending changing(context(), store().transact(change));
    gate.wait_until_entered();
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 0U);
    gate.open();
    EXPECT_TRUE(changing.wait());
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 1U);
}

TEST_P(StoreContract, WritingOnAReaderIsRefused) {
    const flow::Job job = [](flow::Tx& tx) { tx.save(follow_up(1)); };
    const Status status = debrief::test::run_coroutine(context(), store().read(job));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), Errc::invalid_input);
    EXPECT_FALSE(store().failure());
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 0U);
}

TEST_P(StoreContract, AQuestionThatThrowsFailsInItsWords) {
    const flow::Job job = [](flow::Tx&) { throw std::runtime_error("What?"); };
    const Status status = debrief::test::run_coroutine(context(), store().read(job));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().what(), "What?");
}

TEST_P(StoreContract, StoppingFinishesWhatWasAcceptedAndTakesNothingMore) {
    Gate gate;
    const flow::Job blocker = [&](flow::Tx& tx) {
        gate.pass();
        tx.save(follow_up(1));
    };
    const flow::Job second = [](flow::Tx& tx) { tx.save(follow_up(2)); };
    Pending a(context(), store().transact(blocker));
    gate.wait_until_entered();
    Pending b(context(), store().transact(second));
    gate.open();
    store().stop();
    EXPECT_TRUE(a.wait());
    EXPECT_TRUE(b.wait());
    for (const auto call : {&flow::Store::transact, &flow::Store::read}) {
        const Status late = debrief::test::run_coroutine(context(), (store().*call)(second));
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code(), Errc::stopped);
    }
    store().stop();
    EXPECT_FALSE(store().failure());
    reopen();
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 2U);
}

asio::awaitable<void> note_result(
    flow::Store& store, const flow::Job& job, std::optional<Status>& result
) {
    result = co_await store.transact(job);
}

TEST_P(StoreContract, WhoIsCancelledMeanwhileStillWaitsForTheAnswer) {
    // Otherwise the job would go on with references to a coroutine that is gone.
    Gate gate;
    const flow::Job job = [&](flow::Tx& tx) {
        gate.pass();
        tx.save(follow_up(1));
    };
    asio::cancellation_signal signal;
    std::optional<Status> result;
    asio::co_spawn(
        context(),
        note_result(store(), job, result),
        asio::bind_cancellation_slot(signal.slot(), asio::detached)
    );
    context().restart();
    context().poll();
    gate.wait_until_entered();
    signal.emit(asio::cancellation_type::terminal);
    context().restart();
    context().poll();
    EXPECT_FALSE(result.has_value());
    gate.open();
    context().restart();
    context().run();
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(*result);
    EXPECT_EQ(read([](flow::Tx& tx) { return tx.follow_ups({}).size(); }), 1U);
}

asio::awaitable<void> count_up(flow::Store& store, int times, std::atomic<int>& failed) {
    for (int i = 0; i < times; ++i) {
        std::int64_t mine = 0;
        const flow::Job job = [&](flow::Tx& tx) {
            mine = tx.next_follow_up().value();
            tx.save(follow_up(mine));
            tx.append({});
        };
        const Status written = co_await store.transact(job);
        bool found = false;
        const flow::Job look = [&](flow::Tx& tx) {
            found = tx.follow_up(core::FollowUpId(mine)).has_value();
        };
        const Status seen = co_await store.read(look);
        if (!written || !seen || !found) ++failed;
    }
}

TEST_P(StoreContract, ManyCoroutinesEachGetTheirOwnTurn) {
    constexpr int coroutines = 12;
    constexpr int times = 20;
    std::atomic<int> failed = 0;
    for (int i = 0; i < coroutines; ++i) {
        asio::co_spawn(context(), count_up(store(), times, failed), asio::detached);
    }
    context().restart();
    context().run();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(
        read([](flow::Tx& tx) { return tx.next_follow_up().value(); }), coroutines * times + 1
    );
    close();
    EXPECT_EQ(engine().broken_line(), std::nullopt);
}

}  // namespace
}  // namespace debrief::storage::test
