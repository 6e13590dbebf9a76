#include "bot/base/log.hpp"

#include "bot/base/clock.hpp"
#include "bot/base/json_tree.hpp"

#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <unistd.h>

namespace debrief::log {
namespace {

std::atomic<Level> lowest{Level::info};

/// The sink and the mutex that keeps lines whole.
struct Output {
    std::mutex mutex;
    std::function<void(std::string_view)> sink;
};

Output& output() {
    static auto* const instance = new Output;  // never destroyed: other destructors may log
    return *instance;
}

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 4> names{"debug", "info", "warn", "error"};
    return names[static_cast<std::size_t>(level)];
}

/// RFC 3339 with milliseconds, UTC.
std::string timestamp(UtcTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 48> text{};
    const int size = std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count())
    );
    return std::string(text.data(), static_cast<std::size_t>(size));
}

void append_member(std::string& line, std::string_view key, json::Value value) {
    line += ',';
    json::append_quoted(line, key);
    line += ':';
    line += json::dump(value);
}

void write_to_standard_error(std::string line) {
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written <= 0) return;  // nowhere left to complain to
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    if (level < lowest.load(std::memory_order_relaxed)) return;
    std::string line = R"({"ts":")" + timestamp(SystemClock().now()) + '"';
    append_member(line, "level", json::Value(name_of(level)));
    append_member(line, "message", json::Value(message));
    for (const Field& field : fields) {
        std::visit(
            [&](const auto& value) { append_member(line, field.key, json::Value(value)); },
            field.value
        );
    }
    line += '}';
    Output& out = output();
    const std::lock_guard lock(out.mutex);
    if (out.sink) {
        out.sink(line);
    } else {
        write_to_standard_error(std::move(line));
    }
}

void set_level(Level level) {
    lowest.store(level, std::memory_order_relaxed);
}

void set_sink(std::function<void(std::string_view line)> sink) {
    Output& out = output();
    const std::lock_guard lock(out.mutex);
    out.sink = std::move(sink);
}

}  // namespace debrief::log
