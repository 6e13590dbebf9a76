// Makes a fresh self-signed certificate for one host name.
#pragma once
#include <string>

namespace debrief::test {

struct Certificate {
    std::string certificate_pem;
    std::string key_pem;
};

/// Valid from an hour ago for a day, for that DNS name only.
[[nodiscard]] Certificate make_certificate(const std::string& host);

}  // namespace debrief::test
