// Logging as JSON lines on standard error: one sentence and named fields. A Secret has no field
// conversion, so it cannot be logged. Never log message texts, tokens, signatures or e-mail
// addresses.
#pragma once
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace debrief::log {

enum class Level { debug, info, warn, error };

/// A named value of a log line.
struct Field {
    Field(std::string_view key_, std::string_view value_) : key(key_), value(std::string(value_)) {}
    Field(std::string_view key_, const std::string& value_) : key(key_), value(value_) {}
    Field(std::string_view key_, const char* value_) : key(key_), value(std::string(value_)) {}
    template <class T>
    requires std::is_integral_v<T> Field(std::string_view key_, T value_)
        : key(key_), value(static_cast<std::int64_t>(value_)) {}
    Field(std::string_view key_, double value_) : key(key_), value(value_) {}

    std::string_view key;
    std::variant<std::string, std::int64_t, double> value;
};

/// Writes {"ts":…,"level":…,"message":…,fields…}. Safe from any thread.
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});
inline void debug(std::string_view m, std::initializer_list<Field> f = {}) {
    write(Level::debug, m, f);
}
inline void info(std::string_view m, std::initializer_list<Field> f = {}) {
    write(Level::info, m, f);
}
inline void warn(std::string_view m, std::initializer_list<Field> f = {}) {
    write(Level::warn, m, f);
}
inline void error(std::string_view m, std::initializer_list<Field> f = {}) {
    write(Level::error, m, f);
}

/// Lines below this level are dropped. Default: info.
void set_level(Level level);
/// Sends whole lines elsewhere (tests, the demo); an empty function restores standard error.
void set_sink(std::function<void(std::string_view line)> sink);

}  // namespace debrief::log
