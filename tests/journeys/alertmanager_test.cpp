// A real Prometheus Alertmanager tells the real program what ended; a strict workspace shows what
// people see of it.
#include "tests/journeys/served.hpp"

#include <ctime>
#include <optional>

namespace debrief::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr const char* alertmanager_program = "/usr/bin/prometheus-alertmanager";

std::string rfc3339(UtcTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

constexpr const char* source_config =
    "[[source]]\nname = \"alerts\"\nkind = \"alertmanager\"\ntoken = \"journey-token\"\n";

class AlertmanagerJourney : public Served {
  protected:
    void SetUp() override {
        Served::SetUp();
        if (!fs::exists(alertmanager_program))
            GTEST_SKIP() << "prometheus-alertmanager is not installed";
        start_debrief(source_config);
        start_alertmanager();
    }
    void TearDown() override {
        alertmanager_.reset();
        Served::TearDown();
    }

    void start_alertmanager() {
        const fs::path file = folder_.path() / "alertmanager.yml";
        std::ofstream(file) << "route:\n  receiver: debrief\n  group_by: [alertname, service]\n"
                               "  group_wait: 50ms\n  group_interval: 200ms\n"
                               "  repeat_interval: 200ms\n"
                               "receivers:\n  - name: debrief\n    webhook_configs:\n"
                               "      - send_resolved: true\n        url: "
                            << url_
                            << "/sources/alerts\n        http_config:\n          authorization:\n"
                               "            credentials: journey-token\n";
        alertmanager_ = std::make_unique<Process>(
            std::vector<std::string>{
                alertmanager_program,
                "--config.file=" + file.string(),
                "--storage.path=" + (folder_.path() / "alertmanager").string(),
                "--web.listen-address=127.0.0.1:0",
                "--cluster.listen-address=",
                "--log.level=debug"},
            folder_.path() / "alertmanager.log"
        );
        const auto address = [this] {
            return alertmanager_->word_after("msg=\"Listening on\" address=");
        };
        ASSERT_TRUE(eventually([&] { return !address().empty(); })) << alertmanager_->output();
        alertmanager_url_ = "http://" + address() + "/api/v2/alerts";
    }

    /// Tells the Alertmanager of an alert; without an end it fires.
    void alert(
        UtcTime started,
        std::optional<UtcTime> ended = std::nullopt,
        const std::string& name = "CheckoutDown"
    ) {
        const UtcTime end = ended.value_or(now() + 1h);
        const auto answer = post_json(
            alertmanager_url_,
            R"([{"labels":{"alertname":")" + name +
                R"(","service":"checkout","severity":"critical"},)"
                R"("annotations":{"summary":"Nobody can pay"},"startsAt":")" +
                rfc3339(started) + R"(","endsAt":")" + rfc3339(end) + R"("}])"
        );
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    int webhooks() { return Served::webhooks("alerts"); }
    [[nodiscard]] bool more_webhooks(int than) {
        return eventually([this, than] { return webhooks() > than; });
    }

    /// Opens one more follow-up and expects this number: so no other was opened in secret.
    void expect_next_is(const std::string& number) {
        const std::size_t before = heads().size();
        const int told = webhooks();
        alert(now() - 10min, std::nullopt, "Other");
        ASSERT_TRUE(more_webhooks(told));
        alert(now() - 10min, now() - 1min, "Other");
        ASSERT_TRUE(has_heads(before + 1)) << debrief_->output();
        EXPECT_THAT(heads().back()->text, HasSubstr(number + " "));
        EXPECT_EQ(heads().size(), before + 1);
    }

    std::unique_ptr<Process> alertmanager_;
    std::string alertmanager_url_;
};

TEST_F(AlertmanagerJourney, OneFollowUpAfterTheEndHoweverOftenItIsTold) {
    const UtcTime start = now() - 3h;
    alert(start);
    // It fires, and the Alertmanager repeats that: nothing is followed up before the end.
    ASSERT_TRUE(eventually([this] { return webhooks() >= 3; })) << alertmanager_->output();
    EXPECT_TRUE(heads().empty());

    const auto resolved_at = std::chrono::steady_clock::now();
    alert(start, now() - 2h);
    ASSERT_TRUE(has_heads(1)) << debrief_->output();
    const auto took = std::chrono::steady_clock::now() - resolved_at;
    RecordProperty("milliseconds", static_cast<int>(took / 1ms));
    EXPECT_LT(took, 1s + 200ms) << "a second, and the group interval of the Alertmanager";
    EXPECT_THAT(heads()[0]->text, HasSubstr("Nobody can pay"));
    EXPECT_THAT(heads()[0]->text, HasSubstr("F-1"));

    // Fired again after the merge window: another one, that knows the first.
    int told = webhooks();
    alert(now() - 60s);
    ASSERT_TRUE(more_webhooks(told));
    alert(now() - 60s, now() - 30s);
    ASSERT_TRUE(has_heads(2)) << debrief_->output();
    EXPECT_THAT(heads()[1]->text, HasSubstr("F-2"));

    // Fired again at once: the same one.
    told = webhooks();
    alert(now() - 20s);
    ASSERT_TRUE(more_webhooks(told));
    told = webhooks();
    alert(now() - 20s, now() - 10s);
    ASSERT_TRUE(more_webhooks(told));
    EXPECT_EQ(heads().size(), 2U);
    expect_next_is("F-3");
}

TEST_F(AlertmanagerJourney, WhatEndsWhileDebriefIsAwayIsFollowedUpWhenItIsBack) {
    const UtcTime start = now() - 3h;
    alert(start);
    ASSERT_TRUE(more_webhooks(0));
    stop_debrief();
    alert(start, now() - 2h);
    ASSERT_TRUE(eventually([this] {
        return alertmanager_->output().find("Notify attempt failed") != std::string::npos;
    })) << alertmanager_->output();
    EXPECT_TRUE(heads().empty());

    restart_debrief(source_config);
    ASSERT_TRUE(has_heads(1)) << alertmanager_->output();
    EXPECT_THAT(heads()[0]->text, HasSubstr("Nobody can pay"));
    EXPECT_EQ(heads().size(), 1U);
}

TEST_F(AlertmanagerJourney, TheProgramDoesNotForgetWhatItWasToldBeforeARestart) {
    const UtcTime start = now() - 3h;
    alert(start);
    ASSERT_TRUE(more_webhooks(0));
    alert(start, now() - 2h);
    ASSERT_TRUE(has_heads(1));
    stop_debrief();
    restart_debrief(source_config);
    // A second Alertmanager that knows nothing of the first tells the same end again.
    alertmanager_.reset();
    fs::remove_all(folder_.path() / "alertmanager");
    start_alertmanager();
    alert(start);
    ASSERT_TRUE(more_webhooks(0));
    const int told = webhooks();
    alert(start, now() - 2h);
    ASSERT_TRUE(more_webhooks(told));
    EXPECT_EQ(heads().size(), 1U);
    expect_next_is("F-2");
}

}  // namespace
}  // namespace debrief::test
