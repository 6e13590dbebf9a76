// One error vocabulary for everything below the rules: a kind the program can act on and words a
// person can act on.
#pragma once
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace debrief {

/// What went wrong, as far as the program needs to tell cases apart.
enum class Errc {
    invalid_input,   ///< the given text, document or value is not what the function takes
    too_large,       ///< a limit on size, depth or count was exceeded
    not_found,       ///< the named thing does not exist
    timed_out,       ///< the deadline passed; the effect on the other side is unknown
    refused,         ///< the other side could not be reached: nothing was sent
    broken,          ///< the connection or answer broke half-way; the effect is unknown
    unauthorized,    ///< signature, token or permission missing or wrong
    busy,            ///< a bounded queue is full or a file is locked: try again later
    storage_failed,  ///< the database cannot be trusted any more: stop the program
    stopped,         ///< the program is shutting down
};

/// Why an expected failure happened. `what` names the thing and ends in words a person can act on;
/// it never holds a secret. (A constructor on purpose: GCC 12 miscompiles aggregates beside
/// co_await.)
class Error {
  public:
    /// Result needs it; a Result that holds a value never shows it.
    Error() : code_(Errc::invalid_input) {}
    Error(Errc code, std::string what) : code_(code), what_(std::move(what)) {}
    [[nodiscard]] Errc code() const { return code_; }
    [[nodiscard]] const std::string& what() const { return what_; }

  private:
    Errc code_ = Errc::invalid_input;
    std::string what_;
};

/// Asking a failed Result for its value is a bug and throws.
[[noreturn]] inline void
throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::logic_error(error.what());
}

template <class T>
using Result = boost::system::result<T, Error>;
/// Result of something that only succeeds or fails.
using Status = Result<void>;

}  // namespace debrief
