// A receiver of webhooks whose commands end in a list, and ways to talk to it.
#pragma once
#include "adapters/sources/routes.hpp"
#include "bot/base/crypto.hpp"
#include "bot/base/log.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/run_coroutine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace debrief::test {

inline std::string fixture(const std::string& name) {
    std::ifstream file(std::string(DEBRIEF_SOURCE_DIR) + "/tests/sources/fixtures/" + name);
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The text with the first occurrence of `from` replaced; `from` must be there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

inline std::string all_with(std::string text, const std::string& from, const std::string& to) {
    std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// "2026-11-20T…" as an instant: hours, minutes, seconds and milliseconds of that day, UTC.
inline UtcTime at(int hour, int minute, int second = 0, int milliseconds = 0) {
    using namespace std::chrono;
    return sys_days(2026y / 11 / 20) + hours(hour) + minutes(minute) + seconds(second) +
           std::chrono::milliseconds(milliseconds);
}

inline std::string hub_signature(const std::string& secret, const std::string& body) {
    crypto::HmacSha256 sign{Secret(secret)};
    return "sha256=" + crypto::hex(sign({body}));
}

class SourcesTest : public testing::Test {
  protected:
    struct Taken {
        std::string key;
        core::Command command;
        [[nodiscard]] const core::SubjectReported& reported() const {
            return std::get<core::SubjectReported>(command.intent);
        }
        [[nodiscard]] const core::Subject& subject() const { return reported().subject; }
    };

    SourcesTest() {
        log::set_sink([](std::string_view) {});  // refusals are expected here
        for (const char* name : {"Checkout", "search", "billing"}) {
            core::Service service;
            service.name = name;
            directory_->services.push_back(service);
        }
        add("alerts", "alertmanager").token = Secret("alert-token");
        sources::Source& deploys = add("deploys", "github");
        deploys.secret = Secret("hub-secret");
        deploys.service.names = {{"acme/checkout-api", "Checkout"}};
        sources::Source& ci = add("ci", "generic");
        ci.token = Secret("ci-token");
        ci.secret = Secret("ci-secret");
    }

    ~SourcesTest() override { log::set_sink({}); }

    sources::Source& add(const std::string& name, const std::string& kind) {
        sources::Source source;
        source.name = name;
        source.kind = kind;
        sources_->push_back(std::move(source));
        return sources_->back();
    }
    sources::Source& source(const std::string& name) {
        for (sources::Source& known : *sources_) {
            if (known.name == name) return known;
        }
        throw std::logic_error("no such source");
    }

    asio::awaitable<Result<core::Reply>> handle(std::string key, core::Command command) {
        if (failure_) co_return *failure_;
        taken_.push_back(Taken{std::move(key), std::move(command)});
        co_return core::Reply();
    }

    net::HttpResponse send(net::HttpRequest request) {
        sources::Neighbours neighbours{
            [this] { return sources_; },
            [this] { return directory_; },
            [this](std::string key, core::Command command) {
                return handle(std::move(key), std::move(command));
            },
            clock_,
            metrics_};
        return run_coroutine(sources::make_route(neighbours).handler(std::move(request)));
    }

    static net::HttpRequest request(const std::string& name, std::string body) {
        net::HttpRequest out("POST", "/sources/" + name);
        out.headers.add("Content-Type", "application/json");
        out.body = std::move(body);
        return out;
    }
    net::HttpResponse alert(std::string body) {
        net::HttpRequest out = request("alerts", std::move(body));
        out.headers.add("Authorization", "Bearer alert-token");
        return send(std::move(out));
    }
    net::HttpResponse generic(std::string body) {
        net::HttpRequest out = request("ci", std::move(body));
        out.headers.add("Authorization", "Bearer ci-token");
        return send(std::move(out));
    }
    net::HttpResponse github(
        const std::string& event, std::string body, const std::string& delivery = "d-1"
    ) {
        net::HttpRequest out = request("deploys", std::move(body));
        out.headers.add("X-GitHub-Event", event);
        if (!delivery.empty()) out.headers.add("X-GitHub-Delivery", delivery);
        out.headers.add("X-Hub-Signature-256", hub_signature("hub-secret", out.body));
        return send(std::move(out));
    }

    FakeClock clock_;
    Metrics metrics_;
    std::shared_ptr<std::vector<sources::Source>> sources_ =
        std::make_shared<std::vector<sources::Source>>();
    std::shared_ptr<core::Directory> directory_ = std::make_shared<core::Directory>();
    std::optional<Error> failure_;
    std::vector<Taken> taken_;
};

}  // namespace debrief::test
