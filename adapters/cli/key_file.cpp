#include "adapters/cli/key_file.hpp"

#include "bot/base/text.hpp"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace debrief::cli {

std::string usual_key_file(const std::string& document) {
    return document.empty() ? "debrief-export.key" : document + ".key";
}

bool KeyFile::exists() const {
    std::error_code ignored;
    return std::filesystem::exists(path_, ignored);
}

Result<crypto::Digest> KeyFile::read() const {
    std::ifstream file(path_, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    const auto key = crypto::digest_from_hex(text::trim(content));
    if (key) return *key;
    return Error(
        Errc::invalid_input,
        path_ + " holds no key: 64 hexadecimal digits. Name the right file with --key."
    );
}

Result<crypto::Digest> KeyFile::read_or_make() const {
    if (exists()) return read();
    std::string digits;
    for (int half = 0; half < 2; ++half) {
        const auto token = crypto::random_token();
        if (!token) return token.error();
        digits += *token;
    }
    const int handle = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string line = digits + "\n";
    const bool written = handle >= 0 && ::write(handle, line.data(), line.size()) ==
                                            static_cast<ssize_t>(line.size());
    if (handle >= 0) ::close(handle);
    if (!written)
        return Error(
            Errc::broken, "Cannot write the key to " + path_ + "; name a file with --key."
        );
    return crypto::digest_from_hex(digits).value();
}

}  // namespace debrief::cli
