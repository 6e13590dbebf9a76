// The program's own counters, in Prometheus' terms. One registry, owned by the application and
// passed down.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace debrief {

class Metrics {
  public:
    using Labels = std::vector<std::pair<std::string, std::string>>;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// A counter handle: cheap to call, valid as long as the registry.
    class Counter {
      public:
        void add(double amount = 1) const;

      private:
        friend class Metrics;
        void* counter_ = nullptr;
    };
    class Gauge {
      public:
        void set(double value) const;

      private:
        friend class Metrics;
        void* gauge_ = nullptr;
    };
    /// Seconds, in buckets from 0.5 ms to 10 s.
    class Histogram {
      public:
        void observe(double seconds) const;

      private:
        friend class Metrics;
        void* histogram_ = nullptr;
    };

    /// The same name and labels give the same counter. Names follow Prometheus: debrief_…_total,
    /// debrief_…_seconds.
    Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
    Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    Histogram histogram(
        const std::string& name, const std::string& help, const Labels& labels = {}
    );

    /// The text exposition format.
    [[nodiscard]] std::string expose() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace debrief
