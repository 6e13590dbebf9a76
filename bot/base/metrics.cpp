#include "bot/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace debrief {
namespace {

prometheus::Labels as_labels(const Metrics::Labels& labels) {
    return prometheus::Labels(labels.begin(), labels.end());
}

const prometheus::Histogram::BucketBoundaries& buckets() {
    static const prometheus::Histogram::BucketBoundaries seconds{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    return seconds;
}

}  // namespace

struct Metrics::Impl {
    prometheus::Registry registry;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::Counter::add(double amount) const {
    static_cast<prometheus::Counter*>(counter_)->Increment(amount);
}

void Metrics::Gauge::set(double value) const {
    static_cast<prometheus::Gauge*>(gauge_)->Set(value);
}

void Metrics::Histogram::observe(double seconds) const {
    static_cast<prometheus::Histogram*>(histogram_)->Observe(seconds);
}

// The registry merges: the same name gives the same family, the same labels the same metric.
Metrics::Counter Metrics::counter(
    const std::string& name, const std::string& help, const Labels& labels
) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(impl_->registry);
    Counter handle;
    handle.counter_ = &family.Add(as_labels(labels));
    return handle;
}

Metrics::Gauge Metrics::gauge(
    const std::string& name, const std::string& help, const Labels& labels
) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(impl_->registry);
    Gauge handle;
    handle.gauge_ = &family.Add(as_labels(labels));
    return handle;
}

Metrics::Histogram Metrics::histogram(
    const std::string& name, const std::string& help, const Labels& labels
) {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(impl_->registry);
    Histogram handle;
    handle.histogram_ = &family.Add(as_labels(labels), buckets());
    return handle;
}

std::string Metrics::expose() const {
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace debrief
