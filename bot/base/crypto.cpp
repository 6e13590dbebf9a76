#include "bot/base/crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <stdexcept>

namespace debrief::crypto {
namespace {

/// OpenSSL refuses these calls only when it is out of memory or was built without SHA-256.
void require(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL cannot compute SHA-256 on this computer");
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

EVP_MAC_CTX* as_context(void* context) {
    return static_cast<EVP_MAC_CTX*>(context);
}

}  // namespace

Digest sha256(std::string_view data) {
    Digest digest{};
    require(
        EVP_Digest(data.data(), data.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1
    );
    return digest;
}

HmacSha256::HmacSha256(const Secret& key) : context_(nullptr) {
    EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    require(mac != nullptr);
    EVP_MAC_CTX* context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);  // the context holds its own reference
    require(context != nullptr);
    char digest_name[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
        OSSL_PARAM_construct_end()};
    // A null key would mean "keep the old one"; an empty key still needs an address.
    const std::string_view value = key.empty() ? std::string_view("") : key.reveal();
    if (EVP_MAC_init(context, bytes(value), value.size(), params) != 1) {
        EVP_MAC_CTX_free(context);
        require(false);
    }
    context_ = context;
}

HmacSha256::~HmacSha256() {
    EVP_MAC_CTX_free(as_context(context_));
}

Digest HmacSha256::operator()(std::initializer_list<std::string_view> parts) {
    EVP_MAC_CTX* context = as_context(context_);
    // Starting over with the key that is already there is four times cheaper than setting it again.
    require(EVP_MAC_init(context, nullptr, 0, nullptr) == 1);
    for (const std::string_view part : parts) {
        require(EVP_MAC_update(context, bytes(part), part.size()) == 1);
    }
    Digest digest{};
    std::size_t written = 0;
    require(EVP_MAC_final(context, digest.data(), &written, digest.size()) == 1);
    return digest;
}

std::string hex(const Digest& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(digest.size() * 2);
    for (const std::uint8_t byte : digest) {
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

std::optional<Digest> digest_from_hex(std::string_view text) {
    Digest digest{};
    if (text.size() != digest.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = nibble(text[2 * i]);
        const int low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool equal_constant_time(const Digest& a, const Digest& b) {
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace debrief::crypto
