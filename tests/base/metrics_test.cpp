#include "bot/base/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debrief {
namespace {

using testing::HasSubstr;

TEST(Metrics, TheSameNameAndLabelsAreTheSameCounter) {
    Metrics metrics;
    metrics.counter("debrief_requests_total", "Requests.", {{"route", "slack"}}).add();
    metrics.counter("debrief_requests_total", "Requests.", {{"route", "slack"}}).add(2);
    metrics.counter("debrief_requests_total", "Requests.", {{"route", "teams"}}).add();
    const std::string text = metrics.expose();
    EXPECT_THAT(text, HasSubstr("# HELP debrief_requests_total Requests.\n"));
    EXPECT_THAT(text, HasSubstr("# TYPE debrief_requests_total counter\n"));
    EXPECT_THAT(text, HasSubstr("debrief_requests_total{route=\"slack\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("debrief_requests_total{route=\"teams\"} 1\n"));
}

TEST(Metrics, AGaugeKeepsItsLastValue) {
    Metrics metrics;
    const auto depth = metrics.gauge("debrief_queue_depth", "Waiting commands.");
    depth.set(5);
    depth.set(3);
    EXPECT_THAT(metrics.expose(), HasSubstr("\ndebrief_queue_depth 3\n"));
}

TEST(Metrics, AHistogramCountsFromHalfAMillisecondToTenSeconds) {
    Metrics metrics;
    const auto time = metrics.histogram("debrief_commit_seconds", "Commit time.");
    time.observe(0.0004);
    time.observe(0.02);
    time.observe(60);
    const std::string text = metrics.expose();
    EXPECT_THAT(text, HasSubstr("debrief_commit_seconds_bucket{le=\"0.0005\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("debrief_commit_seconds_bucket{le=\"0.025\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("debrief_commit_seconds_bucket{le=\"10\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("debrief_commit_seconds_bucket{le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("debrief_commit_seconds_count 3\n"));
}

}  // namespace
}  // namespace debrief
