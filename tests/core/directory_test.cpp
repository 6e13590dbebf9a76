#include "bot/core/directory.hpp"

#include <gtest/gtest.h>

namespace debrief::core {
namespace {

Channel slack(const char* id) {
    return Channel(Platform::slack, "", id);
}

Service service(const char* name, std::vector<Channel> channels) {
    Service made;
    made.name = name;
    made.channels = std::move(channels);
    return made;
}

Directory three_services() {
    Directory directory;
    directory.services = {
        service("Mail", {slack("C1"), Channel(Platform::teams, "", "19:a")}),
        service("Mail gateway", {slack("C1")}),
        service("payroll", {slack("C2")})};
    return directory;
}

TEST(Directory, FindsAServiceInAnyLetters) {
    const auto directory = three_services();
    ASSERT_NE(directory.service("mail"), nullptr);
    EXPECT_EQ(directory.service("mail")->name, "Mail");
    EXPECT_EQ(directory.service("PAYROLL")->name, "payroll");
    EXPECT_EQ(directory.service("Mai"), nullptr);
    EXPECT_EQ(directory.service(""), nullptr);
}

TEST(Directory, FindsTheServicesOfAChannel) {
    const auto directory = three_services();
    const auto both = directory.services_in(slack("C1"));
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0]->name, "Mail");
    EXPECT_EQ(both[1]->name, "Mail gateway");
    EXPECT_EQ(directory.services_in(Channel(Platform::teams, "", "19:a")).size(), 1U);
    EXPECT_TRUE(directory.services_in(Channel(Platform::teams, "", "C1")).empty());
    EXPECT_TRUE(directory.services_in(Channel(Platform::slack, "T9", "C1")).empty());
    EXPECT_TRUE(directory.services_in(Channel()).empty());
}

TEST(Directory, NamesTheMostSimilarService) {
    const auto directory = three_services();
    EXPECT_EQ(directory.nearest("pyaroll")->name, "payroll");
    EXPECT_EQ(directory.nearest("gateway")->name, "Mail gateway");
    EXPECT_EQ(directory.nearest("mial")->name, "Mail");
    EXPECT_EQ(Directory().nearest("mail"), nullptr);
}

TEST(Directory, GivesEachServiceItsCalendar) {
    auto mail = service("Mail", {});
    mail.timezone = "Europe/Berlin";
    mail.working_hours.from = 10 * 60;
    using namespace std::chrono;
    const auto friday_evening = sys_days(year(2026) / November / 20) + hours(20);
    const auto monday = sys_days(year(2026) / November / 23);
    EXPECT_EQ(mail.calendar().next_working(friday_evening), UtcTime(monday + hours(9)));
    SummaryPlan plan;
    plan.timezone = "Asia/Kolkata";
    EXPECT_EQ(
        plan.calendar().next(plan.weekly, friday_evening), UtcTime(monday + hours(3) + minutes(30))
    );
}

}  // namespace
}  // namespace debrief::core
