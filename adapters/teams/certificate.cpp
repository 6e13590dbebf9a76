#include "adapters/teams/certificate.hpp"

#include "bot/base/base64.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <vector>

namespace debrief::teams {
namespace {

struct Freed {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Freed>;

Owned<BIO> reading(std::string_view text) {
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// Without it OpenSSL would ask for the password of an encrypted key on the terminal.
int no_password(char*, int, int, void*) {
    return -1;
}

std::string_view text_of(const unsigned char* bytes, std::size_t size) {
    return std::string_view(reinterpret_cast<const char*>(bytes), size);
}

Error unusable(std::string why) {
    return Error(Errc::invalid_input, std::move(why));
}

}  // namespace

struct Certificate::Key {
    Owned<EVP_PKEY> key;
};

Certificate::Certificate(std::string thumbprint, std::unique_ptr<Key> key)
    : thumbprint_(std::move(thumbprint)), key_(std::move(key)) {}
Certificate::Certificate(Certificate&&) noexcept = default;
Certificate& Certificate::operator=(Certificate&&) noexcept = default;
Certificate::~Certificate() = default;

Result<Certificate> Certificate::read(std::string_view certificate, const Secret& key) {
    const auto certificate_text = reading(certificate);
    const Owned<X509> read(PEM_read_bio_X509(certificate_text.get(), nullptr, no_password, nullptr)
    );
    if (!read) return unusable("teams.certificate is no certificate in PEM");
    const auto key_text = reading(key.reveal());
    auto owned = std::make_unique<Key>();
    owned->key.reset(PEM_read_bio_PrivateKey(key_text.get(), nullptr, no_password, nullptr));
    if (!owned->key) return unusable("teams.certificate_key is no unencrypted private key in PEM");
    if (EVP_PKEY_get_base_id(owned->key.get()) != EVP_PKEY_RSA)
        return unusable("teams.certificate_key is no RSA key");
    if (X509_check_private_key(read.get(), owned->key.get()) != 1)
        return unusable("teams.certificate_key does not belong to teams.certificate");
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(read.get(), EVP_sha256(), digest.data(), &size) != 1)
        return unusable("teams.certificate cannot be read");
    return Certificate(to_base64url(text_of(digest.data(), size)), std::move(owned));
}

Result<std::string> Certificate::sign(std::string_view header, std::string_view payload) const {
    std::string token = to_base64url(header) + "." + to_base64url(payload);
    const auto* bytes = reinterpret_cast<const unsigned char*>(token.data());
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::size_t size = 0;
    // RS256 is PKCS #1 v1.5 with SHA-256: what OpenSSL does with an RSA key unless told otherwise.
    bool signed_it =
        context &&
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->key.get()) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &size, bytes, token.size()) == 1;
    std::vector<unsigned char> signature(size);
    signed_it = signed_it &&
                EVP_DigestSign(context.get(), signature.data(), &size, bytes, token.size()) == 1;
    if (!signed_it) return unusable("teams.certificate_key cannot sign");
    token += '.';
    token += to_base64url(text_of(signature.data(), size));
    return token;
}

}  // namespace debrief::teams
