// An upgrade from its plan to the measured values, as people go through it.
#include "tests/journeys/at_work.hpp"

namespace debrief::test {
namespace {

class Plans : public AtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start();
        // They are known from the first thing they ask.
        types("Ivan", "/debrief list mine");
        types("Olga", "/debrief list mine");
        ASSERT_TRUE(eventually([&] { return stored("SELECT 1 FROM accounts").size() == 2; }));
    }
};

TEST_F(Plans, GoFromTheFirstLineToTheMeasuredValues) {
    types(
        "Ivan",
        "/debrief plan Payment gateway 9 from:now to:2h every:30m goal:\"p95: < 200 ms\" "
        "risk:\"Cards are refused -> We switch back\""
    );
    sees("Ivan", "F-1 is planned: Payment gateway 9");
    sees("Olga", "Plan · Payment gateway 9");
    sees("Olga", "The window begins");
    presses("Olga", "Agree", "Plan · Payment gateway 9");
    sees("Olga", "Both sides agree now");
    sandbox::Actor ivan = person("Ivan");
    run(ivan.presses("Give an update", "Plan · Payment gateway 9"));
    run(ivan.sees_form("Status update"));
    run(ivan.fills("Where does the upgrade stand?", "Half of the traffic goes through it"));
    run(ivan.submits());
    run(ivan.sees("Half of the traffic goes through it"));
    run(ivan.presses("It is done", "Plan · Payment gateway 9"));
    run(ivan.sees("Upgrade · Payment gateway 9"));
    EXPECT_FALSE(ivan.failed()) << ivan.failure();
    presses("Olga", "Works", "Upgrade · Payment gateway 9");
    sees("Olga", "Recorded: works");
    types("Ivan", "/debrief plan measured F-1 180 ms");
    sees("Olga", "target < 200 ms, measured 180 ms");
    types("Olga", "/debrief summary month");
    sees("Olga", "Monthly summary by goal");
}

}  // namespace
}  // namespace debrief::test
