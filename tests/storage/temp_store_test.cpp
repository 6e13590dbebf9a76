// The helper that other tests open their stores with.
#include "tests/support/temp_store.hpp"

#include <gtest/gtest.h>

namespace debrief::test {
namespace {

core::FollowUp some_follow_up(core::PersonId opener) {
    core::FollowUp record;
    record.id = core::FollowUpId(1);
    record.subject.title = "Checkout fails";
    record.opened_by = opener;
    record.channels.emplace_back(core::Platform::slack, "", "C1");
    return record;
}

TEST(TempStore, KeepsWhatWasWrittenAcrossARestart) {
    TempStore temp;
    core::Person person;
    person.id = core::PersonId(1);
    person.accounts.emplace_back(core::Platform::slack, "", "U1");
    temp.write([&](flow::Tx& tx) {
        tx.save(some_follow_up(person.id));
        tx.save(person);
    });
    temp.reopen();
    const auto found = temp.read([](flow::Tx& tx) {
        return tx.latest_in({core::Platform::slack, "", "C1"});
    });
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(*found, some_follow_up(person.id));
}

TEST(TempStore, ThrowsARefusalInWords) {
    TempStore temp;
    EXPECT_THROW(
        temp.write([](flow::Tx& tx) { tx.save(some_follow_up(core::PersonId(7))); }),
        std::runtime_error
    );
}

}  // namespace
}  // namespace debrief::test
