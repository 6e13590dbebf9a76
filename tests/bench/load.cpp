#include "tests/bench/load.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <stdexcept>

namespace debrief::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

/// Size of the whole answer once its head is there.
std::optional<std::size_t> size_of(std::string_view answer) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const std::size_t end = answer.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const std::size_t at = answer.find(name);
    std::size_t body = 0;
    if (at < end) {
        const char* digits = answer.data() + at + name.size();
        std::from_chars(digits, answer.data() + end, body);
    }
    return end + 4 + body;
}

struct Run {
    explicit Run(const Load& load_) : load(load_) {}

    /// Null when the time is over or nothing is left.
    const std::string* next() {
        if (SteadyClock::now() >= end) return nullptr;
        if (used == load.requests->size() && load.repeat) used = 0;
        return used < load.requests->size() ? &(*load.requests)[used++] : nullptr;
    }
    void note(std::string_view answer, SteadyClock::duration took) {
        if (!answer.starts_with("HTTP/1.1 200") ||
            answer.find(load.expected) == std::string_view::npos) {
            if (outcome.failures++ == 0) outcome.failed_answer = answer;
            return;
        }
        ++outcome.acks;
        const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        outcome.microseconds.push_back(static_cast<std::uint32_t>(whole));
    }

    const Load& load;
    Outcome outcome;
    std::size_t used = 0;
    SteadyClock::time_point end;
    asio::io_context io{1};
};

class Connection {
  public:
    Connection(Run& run, std::uint16_t port) : run_(run), socket_(run.io) {
        socket_.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port));
        socket_.set_option(tcp::no_delay(true));
    }

    void send() {
        const std::string* request = run_.next();
        if (request == nullptr) return;
        filled_ = 0;
        sent_at_ = SteadyClock::now();
        error_code error;
        asio::write(socket_, asio::buffer(*request), error);
        if (error) throw std::runtime_error("cannot send: " + error.message());
        receive();
    }

  private:
    void receive() {
        const auto room = asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_);
        socket_.async_read_some(room, [this](error_code error, std::size_t size) {
            if (error) throw std::runtime_error("an answer broke off: " + error.message());
            filled_ += size;
            received();
        });
    }

    void received() {
        const std::string_view so_far(buffer_.data(), filled_);
        const auto size = size_of(so_far);
        if (!size || filled_ < *size) {
            if (filled_ == buffer_.size()) throw std::runtime_error("an answer is too long");
            receive();
            return;
        }
        run_.note(so_far.substr(0, *size), SteadyClock::now() - sent_at_);
        send();
    }

    Run& run_;
    tcp::socket socket_;
    std::array<char, 64 * 1024> buffer_;
    std::size_t filled_ = 0;
    SteadyClock::time_point sent_at_;
};

}  // namespace

double Outcome::percentile(double share) const {
    if (microseconds.empty()) return 0;
    const auto place = static_cast<std::size_t>(share * static_cast<double>(microseconds.size()));
    return microseconds[std::min(place, microseconds.size() - 1)] / 1000.0;
}

Outcome apply(const Load& load, std::uint16_t port) {
    Run run(load);
    std::vector<std::unique_ptr<Connection>> connections;
    while (connections.size() < load.connections) {
        connections.push_back(std::make_unique<Connection>(run, port));
    }
    run.outcome.microseconds.reserve(load.requests->size());
    const auto start = SteadyClock::now();
    run.end = start + load.duration;
    for (auto& connection : connections) connection->send();
    run.io.run();
    run.outcome.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    std::sort(run.outcome.microseconds.begin(), run.outcome.microseconds.end());
    return std::move(run.outcome);
}

}  // namespace debrief::bench
