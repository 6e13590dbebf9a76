// The key of a whole export: what the document must not show is sealed with it.
#pragma once
#include "bot/base/crypto.hpp"
#include "bot/base/error.hpp"

#include <string>

namespace debrief::cli {

/// Beside the document, or in the current folder when that goes to standard output.
[[nodiscard]] std::string usual_key_file(const std::string& document);

class KeyFile {
  public:
    explicit KeyFile(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool exists() const;
    [[nodiscard]] Result<crypto::Digest> read() const;
    /// Makes a new one, which only its owner can read, when there is none.
    [[nodiscard]] Result<crypto::Digest> read_or_make() const;

  private:
    std::string path_;
};

}  // namespace debrief::cli
