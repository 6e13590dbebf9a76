// A real Prometheus Alertmanager tells the real program what ended; a strict workspace shows what
// people see of it.
#include "adapters/sandbox/sandbox.hpp"
#include "bot/net/http_client.hpp"
#include "tests/journeys/process.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/temp_folder.hpp"

#include <boost/asio/io_context.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>

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

class AlertmanagerJourney : public testing::Test {
  protected:
    void SetUp() override {
        if (!fs::exists(alertmanager_program))
            GTEST_SKIP() << "prometheus-alertmanager is not installed";
        sandbox::Settings settings;
        settings.rates.on = false;
        box_ = std::make_unique<sandbox::Sandbox>(
            context_.get_executor(), clock_, random_, std::move(settings)
        );
        ASSERT_TRUE(box_->start().has_value());
        client_ = net::create_http_client(context_.get_executor());
        start_debrief("127.0.0.1:0");
        start_alertmanager();
    }
    void TearDown() override {
        alertmanager_.reset();
        stop_debrief();
        if (client_) client_->stop();
        if (box_) run_coroutine(context_, [this] { return box_->stop(); });
    }

    /// Lets everything go on until that is so.
    [[nodiscard]] bool eventually(
        const std::function<bool()>& is_so, std::chrono::milliseconds limit = 20s
    ) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > end) return false;
            context_.restart();
            context_.run_one_for(5ms);
        }
        return true;
    }

    void start_debrief(const std::string& listen) {
        const fs::path file = folder_.path() / "debrief.toml";
        std::ofstream(file) << "[server]\nlisten = \"" << listen << "\"\n"
                            << "[slack]\nsigning_secret = \"sandbox-signing-secret\"\n"
                            << "bot_token = \"xoxb-sandbox-token\"\napi_url = \"" << box_->api_url()
                            << "\"\n[[service]]\nname = \"checkout\"\nslack_channels = [\""
                            << sandbox::ids::checkout << "\"]\nops_contact = \"olga@example.com\"\n"
                            << "it_owner = \"ivan@example.com\"\n[[source]]\nname = \"alerts\"\n"
                            << "kind = \"alertmanager\"\ntoken = \"journey-token\"\n";
        debrief_ = std::make_unique<Process>(
            std::vector<std::string>{DEBRIEF_BINARY, "serve", "--config", file.string()},
            folder_.path() / "debrief.log"
        );
        ASSERT_TRUE(eventually([this] { return !debrief_->word_after("listening on ").empty(); }))
            << debrief_->output();
        url_ = debrief_->word_after("listening on ");
        box_->connect(url_);
    }
    void stop_debrief() {
        if (!debrief_) return;
        debrief_->signal(SIGTERM);
        EXPECT_TRUE(eventually([this] { return debrief_->ended() >= 0; }));
        EXPECT_EQ(debrief_->ended(), 0) << debrief_->output();
        debrief_.reset();
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
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        request.body = R"([{"labels":{"alertname":")" + name +
                       R"(","service":"checkout",)"
                       R"("severity":"critical"},"annotations":{"summary":"Nobody can pay"},)"
                       R"("startsAt":")" +
                       rfc3339(started) + R"(","endsAt":")" + rfc3339(end) + R"("}])";
        auto task = client_->send(alertmanager_url_, std::move(request));
        const auto response = run_coroutine(context_, std::move(task));
        ASSERT_TRUE(response) << response.error().what();
        ASSERT_EQ(response->status, 200) << response->body;
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

    /// How many webhooks Debrief took since it was started.
    int webhooks() {
        auto task = client_->send(url_ + "/metrics", net::HttpRequest("GET", "/metrics"));
        const auto response = run_coroutine(context_, std::move(task));
        if (!response) return -1;
        const std::string mark =
            "debrief_source_webhooks_total{result=\"taken\",source=\"alerts\"} ";
        const std::size_t at = response->body.find(mark);
        return at == std::string::npos ? 0 : std::stoi(response->body.substr(at + mark.size()));
    }
    [[nodiscard]] bool more_webhooks(int than) {
        return eventually([this, than] { return webhooks() > than; });
    }

    /// The follow-ups of the channel: posts of Debrief's that are no replies.
    [[nodiscard]] std::vector<const sandbox::Message*> heads() const {
        std::vector<const sandbox::Message*> found;
        for (const auto& [ts, message] :
             box_->workspace().channel(sandbox::ids::checkout)->messages) {
            if (message.by_app && message.thread_ts.empty()) found.push_back(&message);
        }
        return found;
    }
    [[nodiscard]] bool has_heads(std::size_t count) {
        return eventually([this, count] { return heads().size() >= count; });
    }
    [[nodiscard]] UtcTime now() const { return clock_.now(); }

    asio::io_context context_{1};
    SystemClock real_;
    sandbox::SandboxClock clock_{real_};
    SystemRandom random_;
    TempFolder folder_;
    std::unique_ptr<sandbox::Sandbox> box_;
    std::unique_ptr<net::HttpClient> client_;
    std::unique_ptr<Process> debrief_, alertmanager_;
    std::string url_, alertmanager_url_;
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

    start_debrief(url_.substr(std::string("http://").size()));
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
    start_debrief(url_.substr(std::string("http://").size()));
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
