// Randomness and fresh ids, injected so that tests are repeatable.
#pragma once
#include <cstdint>
#include <random>
#include <string>

namespace debrief {

class Random {
  public:
    virtual ~Random() = default;
    [[nodiscard]] virtual std::uint64_t next() = 0;
};

/// Seeded by the operating system. Not for keys: those come from base/crypto.
class SystemRandom final : public Random {
  public:
    [[nodiscard]] std::uint64_t next() override { return engine_(); }

  private:
    std::mt19937_64 engine_{std::random_device{}()};
};

/// Repeatable, for tests, the script of the demo and simulation.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    [[nodiscard]] std::uint64_t next() override { return engine_(); }

  private:
    std::mt19937_64 engine_;
};

/// 32 lower-case hex digits, for outbox markers and view ids.
[[nodiscard]] std::string fresh_key(Random& random);

}  // namespace debrief
