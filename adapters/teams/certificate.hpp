// A certificate and its key instead of a password.
#pragma once
#include "bot/base/error.hpp"
#include "bot/base/secret.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace debrief::teams {

class Certificate {
  public:
    /// Both in PEM; the key unencrypted. Fails with words when one is not readable, when the key is
    /// no RSA key or does not belong to the certificate.
    [[nodiscard]] static Result<Certificate> read(std::string_view certificate, const Secret& key);
    Certificate(Certificate&&) noexcept;
    Certificate& operator=(Certificate&&) noexcept;
    ~Certificate();

    /// SHA-256 of the certificate, base64url: how Microsoft knows it again ("x5t#S256").
    [[nodiscard]] const std::string& thumbprint() const { return thumbprint_; }
    /// "header.payload.signature" by RS256, over two JSON texts.
    [[nodiscard]] Result<std::string> sign(std::string_view header, std::string_view payload) const;

  private:
    struct Key;
    Certificate(std::string thumbprint, std::unique_ptr<Key> key);
    std::string thumbprint_;
    std::unique_ptr<Key> key_;
};

}  // namespace debrief::teams
