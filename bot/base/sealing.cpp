// Sealing and random tokens of crypto.hpp, over OpenSSL.
#include "bot/base/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace debrief::crypto {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;

void require(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL cannot compute AES-256-GCM on this computer");
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string_view view_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// One key for each purpose.
Digest derived(const Digest& key, std::string_view purpose) {
    HmacSha256 hmac{Secret(std::string(view_of(key)))};
    return hmac({purpose});
}

/// Made from what is sealed: it never comes twice for different texts, which is all that it must
/// not do.
std::string nonce_for(const Digest& key, std::string_view context, std::string_view text) {
    const Digest of_nonces = derived(key, "debrief nonce");
    HmacSha256 hmac{Secret(std::string(view_of(of_nonces)))};
    const std::string size = std::to_string(context.size()) + ":";
    const Digest digest = hmac({size, context, text});
    return std::string(view_of(digest).substr(0, nonce_size));
}

Cipher begin(const Digest& key, std::string_view nonce, std::string_view context, bool seals) {
    const Digest of_texts = derived(key, "debrief seal");
    Cipher cipher(EVP_CIPHER_CTX_new());
    require(cipher != nullptr);
    require(
        EVP_CipherInit_ex2(
            cipher.get(), EVP_aes_256_gcm(), of_texts.data(), bytes(nonce), seals ? 1 : 0, nullptr
        ) == 1
    );
    int ignored = 0;
    const auto size = static_cast<int>(context.size());
    require(EVP_CipherUpdate(cipher.get(), nullptr, &ignored, bytes(context), size) == 1);
    return cipher;
}

}  // namespace

Result<std::string> random_token() {
    std::array<unsigned char, 16> raw{};
    if (RAND_bytes(raw.data(), static_cast<int>(raw.size())) != 1)
        return Error(Errc::refused, "The system gives no randomness now.");
    constexpr char digits[] = "0123456789abcdef";
    std::string token;
    for (const unsigned char byte : raw) {
        token += digits[byte >> 4U];
        token += digits[byte & 0xFU];
    }
    return token;
}

std::string seal(const Digest& key, std::string_view context, std::string_view text) {
    const std::string nonce = nonce_for(key, context, text);
    const Cipher cipher = begin(key, nonce, context, true);
    std::string sealed(text.size(), '\0');
    int size = 0;
    require(
        EVP_CipherUpdate(
            cipher.get(), bytes(sealed), &size, bytes(text), static_cast<int>(text.size())
        ) == 1
    );
    int rest = 0;
    require(EVP_CipherFinal_ex(cipher.get(), bytes(sealed) + size, &rest) == 1);
    std::string tag(tag_size, '\0');
    require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) == 1);
    return nonce + sealed + tag;
}

std::optional<std::string> unseal(
    const Digest& key, std::string_view context, std::string_view sealed
) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const auto nonce = sealed.substr(0, nonce_size);
    std::string tag(sealed.substr(sealed.size() - tag_size));
    const auto body = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
    const Cipher cipher = begin(key, nonce, context, false);
    std::string text(body.size(), '\0');
    int size = 0;
    require(
        EVP_CipherUpdate(
            cipher.get(), bytes(text), &size, bytes(body), static_cast<int>(body.size())
        ) == 1
    );
    require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1);
    int rest = 0;
    if (EVP_CipherFinal_ex(cipher.get(), bytes(text) + size, &rest) != 1) return std::nullopt;
    return text;
}

}  // namespace debrief::crypto
