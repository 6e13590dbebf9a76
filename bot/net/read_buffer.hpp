// Internal to net: the bytes read from a connection and not yet understood.
#pragma once
#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace debrief::net {

/// Starts small, grows while reads fill it, never beyond `most`.
class ReadBuffer {
  public:
    ReadBuffer(std::size_t small, std::size_t most) : small_(small), most_(std::max(small, most)) {}

    [[nodiscard]] bool empty() const { return begin_ == end_; }
    [[nodiscard]] std::string_view unread() const {
        return std::string_view(bytes_.data() + begin_, end_ - begin_);
    }
    void use(std::size_t size) { begin_ += size; }
    void clear() { begin_ = end_; }

    /// Where the next read goes; of no size when `most` bytes wait to be understood.
    [[nodiscard]] boost::asio::mutable_buffer room() {
        const bool was_full = end_ == bytes_.size();
        if (begin_ > 0) {
            std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (was_full && bytes_.size() < most_) {
            bytes_.resize(std::min(most_, std::max(small_, 2 * bytes_.size())));
        }
        return boost::asio::mutable_buffer(bytes_.data() + end_, bytes_.size() - end_);
    }
    void filled(std::size_t size) { end_ += size; }

    /// Gives back what a large message needed.
    void shrink() {
        if (empty() && bytes_.size() > small_) *this = ReadBuffer(small_, most_);
    }

  private:
    std::size_t small_;
    std::size_t most_;
    std::vector<char> bytes_;
    std::size_t begin_ = 0;  ///< of what is unread
    std::size_t end_ = 0;
};

}  // namespace debrief::net
