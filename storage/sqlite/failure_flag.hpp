// Once the database failed, it has failed for everybody.
#pragma once
#include "bot/base/error.hpp"

#include <mutex>
#include <optional>

namespace debrief::storage::sqlite {

/// Safe from any thread.
class FailureFlag {
  public:
    /// The first error stays.
    void raise(const Error& why) {
        const std::lock_guard lock(mutex_);
        if (!why_) why_ = why;
    }
    [[nodiscard]] std::optional<Error> get() const {
        const std::lock_guard lock(mutex_);
        return why_;
    }

  private:
    mutable std::mutex mutex_;
    std::optional<Error> why_;
};

}  // namespace debrief::storage::sqlite
