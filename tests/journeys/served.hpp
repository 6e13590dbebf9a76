// `debrief serve` as people run it, with a strict workspace on loopback in Slack's place.
#pragma once
#include "adapters/sandbox/sandbox.hpp"
#include "bot/net/http_client.hpp"
#include "tests/journeys/process.hpp"
#include "tests/support/run_coroutine.hpp"
#include "tests/support/temp_folder.hpp"

#include <boost/asio/io_context.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace debrief::test {

class Served : public testing::Test {
  protected:
    Served() {
        sandbox::Settings settings;
        settings.rates.on = false;
        box_ = std::make_unique<sandbox::Sandbox>(
            context_.get_executor(), clock_, random_, std::move(settings)
        );
        client_ = net::create_http_client(context_.get_executor());
    }
    void SetUp() override { ASSERT_TRUE(box_->start().has_value()); }
    void TearDown() override {
        stop_debrief();
        client_->stop();
        run_coroutine(context_, [this] { return box_->stop(); });
    }

    /// Lets everything go on until that is so.
    [[nodiscard]] bool eventually(
        const std::function<bool()>& is_so,
        std::chrono::milliseconds limit = std::chrono::seconds(20)
    ) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > end) return false;
            context_.restart();
            context_.run_one_for(std::chrono::milliseconds(5));
        }
        return true;
    }

    /// One service, checkout, whose channel is the sandbox's; `more` is the rest of the file.
    void start_debrief(const std::string& more, const std::string& listen = "127.0.0.1:0") {
        const std::filesystem::path file = folder_.path() / "debrief.toml";
        std::ofstream(file) << "[server]\nlisten = \"" << listen << "\"\n"
                            << "[slack]\nsigning_secret = \"sandbox-signing-secret\"\n"
                            << "bot_token = \"xoxb-sandbox-token\"\napi_url = \"" << box_->api_url()
                            << "\"\n[[service]]\nname = \"checkout\"\nslack_channels = [\""
                            << sandbox::ids::checkout << "\"]\nops_contact = \"olga@example.com\"\n"
                            << "it_owner = \"ivan@example.com\"\n"
                            << more;
        debrief_ = std::make_unique<Process>(
            std::vector<std::string>{DEBRIEF_BINARY, "serve", "--config", file.string()},
            folder_.path() / "debrief.log"
        );
        ASSERT_TRUE(eventually([this] { return !debrief_->word_after("listening on ").empty(); }))
            << debrief_->output();
        url_ = debrief_->word_after("listening on ");
        box_->connect(url_);
    }
    /// At the same address again.
    void restart_debrief(const std::string& more) {
        start_debrief(more, url_.substr(std::string("http://").size()));
    }
    void stop_debrief() {
        if (!debrief_) return;
        debrief_->signal(SIGTERM);
        EXPECT_TRUE(eventually([this] { return debrief_->ended() >= 0; }));
        EXPECT_EQ(debrief_->ended(), 0) << debrief_->output();
        debrief_.reset();
    }

    /// Posts JSON and returns the answer; status 0 when there was none.
    net::HttpResponse post_json(
        const std::string& url, std::string body, const std::string& bearer = ""
    ) {
        net::HttpRequest request("POST", "/");
        request.headers.add("Content-Type", "application/json");
        if (!bearer.empty()) request.headers.add("Authorization", "Bearer " + bearer);
        request.body = std::move(body);
        auto answer = run_coroutine(context_, client_->send(url, std::move(request)));
        return answer ? *answer : net::HttpResponse(0, "", answer.error().what());
    }

    /// How many of the source's webhooks were taken since the start.
    int webhooks(const std::string& source) {
        const auto answer =
            run_coroutine(context_, client_->send(url_ + "/metrics", net::HttpRequest("GET", "/")));
        if (!answer) return -1;
        const std::string mark =
            "debrief_source_webhooks_total{result=\"taken\",source=\"" + source + "\"} ";
        const std::size_t at = answer->body.find(mark);
        return at == std::string::npos ? 0 : std::stoi(answer->body.substr(at + mark.size()));
    }

    /// The follow-ups of the channel: posts of Debrief's that everybody sees and that are no
    /// replies.
    [[nodiscard]] std::vector<const sandbox::Message*> heads() const {
        std::vector<const sandbox::Message*> found;
        for (const auto& [ts, message] :
             box_->workspace().channel(sandbox::ids::checkout)->messages) {
            const bool everybody = message.by_app && message.only_for.empty();
            if (everybody && message.thread_ts.empty()) found.push_back(&message);
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
    std::unique_ptr<Process> debrief_;
    std::string url_;
};

}  // namespace debrief::test
