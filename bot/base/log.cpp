#include "bot/base/log.hpp"

#include "bot/base/json_tree.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <mutex>

namespace debrief::log {
namespace {

/// Hands whole lines, without their end, to a function.
class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit FunctionSink(std::function<void(std::string_view)> take) : take_(std::move(take)) {}

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        take_(std::string_view(line.data(), line.size()));
    }
    void flush_() override {}

  private:
    std::function<void(std::string_view)> take_;
};

/// The message is the rest of a JSON object that begins with the time.
std::unique_ptr<spdlog::formatter> json_line(const std::string& end) {
    constexpr const char* pattern = R"({"ts":"%Y-%m-%dT%H:%M:%S.%eZ",%v})";
    return std::make_unique<spdlog::pattern_formatter>(
        pattern, spdlog::pattern_time_type::utc, end
    );
}

/// Where lines go at present. Never destroyed, like the logger: other destructors may log.
std::shared_ptr<spdlog::sinks::dist_sink_mt>& switchboard() {
    static auto* const sink = new std::shared_ptr(std::make_shared<spdlog::sinks::dist_sink_mt>());
    return *sink;
}

std::shared_ptr<spdlog::sinks::sink> standard_error() {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_formatter(json_line("\n"));
    return sink;
}

spdlog::logger& logger() {
    static auto* const instance = [] {
        switchboard()->set_sinks({standard_error()});
        return new spdlog::logger("debrief", switchboard());
    }();
    return *instance;
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            break;
    }
    return "error";
}

void append_member(std::string& line, std::string_view key, const json::Value& value) {
    if (!line.empty()) line += ',';
    json::append_quoted(line, key);
    line += ':';
    line += json::dump(value);
}

}  // namespace

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    const auto weight = spdlog_level(level);
    if (!logger().should_log(weight)) return;
    std::string line;
    append_member(line, "level", json::Value(name_of(level)));
    append_member(line, "message", json::Value(message));
    for (const Field& field : fields) {
        std::visit(
            [&](const auto& value) { append_member(line, field.key, json::Value(value)); },
            field.value
        );
    }
    logger().log(weight, spdlog::string_view_t(line.data(), line.size()));
}

void set_level(Level level) {
    logger().set_level(spdlog_level(level));
}

void set_sink(std::function<void(std::string_view line)> sink) {
    (void)logger();  // its own sink must not come after this one
    if (!sink) return switchboard()->set_sinks({standard_error()});
    auto taker = std::make_shared<FunctionSink>(std::move(sink));
    taker->set_formatter(json_line(""));
    switchboard()->set_sinks({std::move(taker)});
}

}  // namespace debrief::log
