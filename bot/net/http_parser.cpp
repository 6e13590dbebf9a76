// Beast's parser core, filling our structs directly: no second set of header fields, nothing copied
// twice.
#include "bot/net/http_parser.hpp"

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <optional>

namespace debrief::net {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using beast::error_code;

/// An announced body may be a lie, so no more than this is set aside before it comes.
constexpr std::uint64_t reserve_at_most = 64 * 1024;

/// Collects a message; which message that is, the two classes below say.
template <bool is_request, class Message>
class Collector : public http::basic_parser<is_request> {
  public:
    Collector(std::size_t head_limit, std::size_t body_limit) : head_limit_(head_limit) {
        this->header_limit(static_cast<std::uint32_t>(head_limit));
        this->body_limit(body_limit);
    }

    ParseStep feed(std::string_view bytes) {
        std::size_t used = 0;
        while (used < bytes.size()) {
            const bool in_head = !this->is_header_done();
            const std::string_view rest = bytes.substr(used);
            error_code error;
            const std::size_t step =
                this->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
            used += step;
            const std::size_t waiting = error == http::error::need_more ? rest.size() - step : 0;
            if (in_head && !head_fits(step, waiting)) {
                return ParseStep{Parsed::head_too_large, used};
            }
            if (error == http::error::need_more) return ParseStep{Parsed::need_more, used};
            if (error) return ParseStep{refusal(error), used};
            if (this->is_done()) return ParseStep{Parsed::message, used};
            if (in_head && this->is_header_done()) return ParseStep{Parsed::head, used};
        }
        return ParseStep{Parsed::need_more, used};
    }

    Message message;

  protected:
    void on_field_impl(http::field, beast::string_view name, beast::string_view value, error_code&)
        override {
        // Fields behind a chunked body are no header fields: nobody checked them.
        if (!this->is_header_done()) message.headers.add(std::string(name), std::string(value));
    }

    void on_header_impl(error_code& error) override {
        // With any other transfer coding nobody knows where the message ends (RFC 9112, 6.3).
        if (message.headers.has("Transfer-Encoding") && !this->chunked()) {
            error = http::error::bad_transfer_encoding;
        }
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& size, error_code&) override {
        if (size) message.body.reserve(static_cast<std::size_t>(std::min(*size, reserve_at_most)));
    }

    std::size_t on_body_impl(beast::string_view bytes, error_code&) override {
        message.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, error_code& error)
        override {
        return on_body_impl(bytes, error);
    }

    void on_finish_impl(error_code&) override {}

  private:
    /// Beast limits the start line and the fields one by one; the promise is about both together.
    bool head_fits(std::size_t step, std::size_t waiting) {
        head_bytes_ += step;
        return head_bytes_ + waiting <= head_limit_;
    }

    static Parsed refusal(const error_code& error) {
        if (error == http::error::body_limit) return Parsed::body_too_large;
        if (error == http::error::header_limit) return Parsed::head_too_large;
        return Parsed::malformed;
    }

    std::size_t head_limit_;
    std::size_t head_bytes_ = 0;
};

class RequestCollector final : public Collector<true, HttpRequest> {
  public:
    using Collector::Collector;
    bool is_http_1_0 = false;

  private:
    void
    on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version, error_code&)
        override {
        message.method.assign(method.data(), method.size());
        message.target.assign(target.data(), target.size());
        is_http_1_0 = version < 11;
    }
    void on_response_impl(int, beast::string_view, int, error_code&) override {}
};

class ResponseCollector final : public Collector<false, HttpResponse> {
  public:
    using Collector::Collector;

  private:
    void on_request_impl(http::verb, beast::string_view, beast::string_view, int, error_code&)
        override {}
    void on_response_impl(int status, beast::string_view, int, error_code&) override {
        message.status = status;
    }
};

}  // namespace

struct RequestParser::Impl {
    Impl(std::size_t head_limit_, std::size_t body_limit_)
        : head_limit(head_limit_), body_limit(body_limit_) {
        current.emplace(head_limit, body_limit);
    }
    std::size_t head_limit;
    std::size_t body_limit;
    std::optional<RequestCollector> current;
};

RequestParser::RequestParser(std::size_t head_limit, std::size_t body_limit)
    : impl_(std::make_unique<Impl>(head_limit, body_limit)) {}
RequestParser::~RequestParser() = default;

ParseStep RequestParser::feed(std::string_view bytes) {
    return impl_->current->feed(bytes);
}

HttpRequest RequestParser::take() {
    HttpRequest request = std::move(impl_->current->message);
    impl_->current.emplace(impl_->head_limit, impl_->body_limit);
    return request;
}

bool RequestParser::keep_alive() const {
    return impl_->current->keep_alive();
}

bool RequestParser::expects_continue() const {
    const std::string_view expected = impl_->current->message.headers.get("Expect");
    return !is_http_1_0() &&
           beast::iequals(beast::string_view(expected.data(), expected.size()), "100-continue");
}

bool RequestParser::is_http_1_0() const {
    return impl_->current->is_http_1_0;
}

struct ResponseParser::Impl {
    Impl(std::size_t head_limit_, std::size_t body_limit_, bool to_head_)
        : head_limit(head_limit_), body_limit(body_limit_), to_head(to_head_) {
        start();
    }
    void start() {
        current.emplace(head_limit, body_limit);
        current->skip(to_head);
    }
    [[nodiscard]] bool is_interim() const { return current->message.status / 100 == 1; }

    std::size_t head_limit;
    std::size_t body_limit;
    bool to_head;
    std::optional<ResponseCollector> current;
};

ResponseParser::ResponseParser(std::size_t head_limit, std::size_t body_limit, bool to_head)
    : impl_(std::make_unique<Impl>(head_limit, body_limit, to_head)) {}
ResponseParser::~ResponseParser() = default;

ParseStep ResponseParser::feed(std::string_view bytes) {
    std::size_t used = 0;
    for (;;) {
        const ParseStep step = impl_->current->feed(bytes.substr(used));
        used += step.used;
        const bool interim = step.state == Parsed::message && impl_->is_interim();
        if (!interim) return ParseStep{step.state, used};
        impl_->start();
    }
}

Parsed ResponseParser::feed_end() {
    if (!impl_->current->got_some()) return Parsed::malformed;
    error_code error;
    impl_->current->put_eof(error);
    return error ? Parsed::malformed : Parsed::message;
}

bool ResponseParser::keep_alive() const {
    return impl_->current->keep_alive();
}

HttpResponse ResponseParser::take() {
    return std::move(impl_->current->message);
}

}  // namespace debrief::net
