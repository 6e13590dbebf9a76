// HTTP/1.x messages out of bytes, without a socket: what the server and the client feed what they
// read.
#pragma once
#include "bot/net/http.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace debrief::net {

/// What the bytes so far amount to.
enum class Parsed {
    need_more,  ///< a part of a message: feed what comes next behind what was not used
    head,       ///< said once: the header is complete and a body follows
    message,    ///< the message is complete: take it
    malformed,  ///< this is not HTTP
    head_too_large,
    body_too_large,
};

struct ParseStep {
    Parsed state;
    std::size_t used;  ///< bytes from the front that are done with
};

class RequestParser {
  public:
    /// Limits in bytes: start line with header, and body (announced or counted over all chunks).
    RequestParser(std::size_t head_limit, std::size_t body_limit);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /// Goes on with the unused bytes of last time and what came after them. Not again after
    /// `message` (take first) or a refusal.
    [[nodiscard]] ParseStep feed(std::string_view bytes);
    /// Takes the complete request and gets ready for the next one.
    [[nodiscard]] HttpRequest take();

    // About the request whose head is complete, until it is taken.
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool expects_continue() const;
    [[nodiscard]] bool is_http_1_0() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Parses one answer; interim answers (1xx) are skipped.
class ResponseParser {
  public:
    /// `to_head`: the request was HEAD, so no body follows whatever the header says.
    ResponseParser(std::size_t head_limit, std::size_t body_limit, bool to_head);
    ~ResponseParser();
    ResponseParser(const ResponseParser&) = delete;
    ResponseParser& operator=(const ResponseParser&) = delete;

    [[nodiscard]] ParseStep feed(std::string_view bytes);
    /// The other side closed in good order: `message` when the body ends with the connection, else
    /// `malformed`.
    [[nodiscard]] Parsed feed_end();
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] HttpResponse take();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace debrief::net
