#include "adapters/sandbox/teams/signer.hpp"

#include "bot/base/crypto.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <stdexcept>
#include <vector>

namespace debrief::sandbox::teams {
namespace {

constexpr std::string_view known_key =
    "MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCpob3TcWkJFw/1c3D7huTMgE3cYyEI/Ox1Xlv7"
    "0aD+eCRVnz04Wlh4M6AEm9iPja9d3TXtw3D2w8VOSzgQhjp1dplnLFp244fYd273kTQsJn3q+2LI/dJtPWogGp+P"
    "1eTRNQC7A9oHMTGxGd78/pcSkWOWWckv6Ar7NG6KRP+h/XsQMVXSIwKBYH0q/JwRBzB0IL0bbhTeG+kDIHCu3VVd"
    "lzV20Tdy2FT7LaY7BNGErfKy2muocQ5xFpZLo/28ZuG3r6dilODndvFlcHvMW6frYam9h6g01d2dMfXxCp8QiHRl"
    "vOVCZL/QIpI6mv93rwj4FV/RdYKRznUSKyeouerrAgMBAAECggEARcAgEgWcLwSwpzjkyEhbZEuNuIV6W/vELy6x"
    "nAZCsOAt8Jcd0UI1BpgTwFFk5wJXjb0cI7wtgwpU4zDCyOiouQwfX/E48ZH1lejmVB382fqp5CmiIQtdr1WFgdXw"
    "rnBBOlUVC9E1oad0y2Hb8yOscxIdZQFeXLiJa2nP2kMs6ipn4B3pYR7qR+IMVF6RxjgihupYysuS712UOJjd1g83"
    "1LbK1Cmx0+auVSGAdE6wL8MPuQb6sTa6w+PRMSPyVWfb8xT2Pl2J9zbEL2xpJGQcAxSGaHmfSAeEQXkblFKqZNpL"
    "GLABu8G4mz15BWO4DzXvClM0lqh7JEDfQEe3iE5PYQKBgQDsqRUeRzSa6eOBzWyqcA468WF8dO947ZV2f2L8NvnY"
    "xeSIyNOdmtSvAYME/bZYmuGfPRPuujOXGDB4WTwj5x6ciK+t1ydCeHJ4NK9l8fVimHQcO2Ri0i890X+bgnAwWZRD"
    "Un8VhqqQrbw5SheDITxvzjI0tgQ9W4uNCmVknTP0PwKBgQC3fmy5DYgKben/049af7SD+nlWQtHF0xvm2OK/OQcw"
    "GdukVGv4LjD/gMFDIvF72psLyvtPN0LJSVUtl+tBv3MyRSUMoGfgvCYSAIcX5b/Us8hWZm+mzKRNtU1hLqrcO5Bx"
    "zB2abD0C+GQaXaPY4Czsruai+gf1LcmUdZmIX8muVQKBgQC8rDAB65KszjpqiXNQjfVKWJX3uuIP7plx1yz7Fnkp"
    "sNr5keHjjERzISlrGTn+ebvWT8NMV3Y5xzcdO0cO+HsXIIGufhD2lT/tRVNwWu3epNwshc0KW7b9+b9aIyt94Gyr"
    "H2Hhr3Lb1SZyJfeIuz6LhD/Sdin7ILiowNkE1a9N0QKBgQCELOVUR5L/MD2mslZI8kSt7PcKVAeXYIJwvzpWVFYB"
    "KB83ODiuBVf2NGECY2FfvhCBZi2w2jWZmOFqfkxQiAAK7hPKDKHHGMCzpv2pES4loXtmAVPb6v1PnJGot10MVzut"
    "PUL1wZIRWauB8oHb719s/m/UZhblXZ4e+rclrRoyIQKBgQDGacX2Mm14zCuLrsCZe7sF/nvn17nRBqFmF8A9Ket0"
    "b7c1rH4z139R/9OO+BCxUzq3q2wc2od1tY7D5bI2+fSH7AzLFjENlkNQGEC92FOQdPieMYJhwLxVi0VTVsQ67jE7"
    "hBRJIejhUk3wpCmclH+7BcFSv8E7ZD02HISss2DYiA==";

void require(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL cannot sign on this computer");
}

EVP_PKEY* as_key(void* key) {
    return static_cast<EVP_PKEY*>(key);
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string number_of(EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    std::vector<unsigned char> raw(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, raw.data());
    BN_free(number);
    return base64url(std::string_view(reinterpret_cast<const char*>(raw.data()), raw.size()));
}

}  // namespace

std::string base64(std::string_view text) {
    std::vector<unsigned char> out(4 * ((text.size() + 2) / 3) + 1);
    const int length = EVP_EncodeBlock(out.data(), bytes(text), static_cast<int>(text.size()));
    return std::string(reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(length));
}

std::string base64url(std::string_view text) {
    std::string out = base64(text);
    while (out.ends_with('=')) out.pop_back();
    for (char& each : out) {
        if (each == '+') each = '-';
        if (each == '/') each = '_';
    }
    return out;
}

std::string from_base64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return {};
    std::vector<unsigned char> out(text.size());
    const int length = EVP_DecodeBlock(out.data(), bytes(text), static_cast<int>(text.size()));
    if (length < 0) return {};
    const std::size_t padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    return std::string(
        reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(length) - padding
    );
}

std::string webhook_signature(const Secret& secret, std::string_view body) {
    crypto::HmacSha256 hmac(Secret(from_base64(secret.reveal())));
    const crypto::Digest digest = hmac({body});
    return "HMAC " +
           base64(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Signer::Signer() : key_(nullptr) {
    const std::string der = from_base64(known_key);
    const unsigned char* at = bytes(der);
    key_ = d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()));
    require(key_ != nullptr);
}

Signer::~Signer() {
    EVP_PKEY_free(as_key(key_));
}

std::string Signer::sign(json::Ref header, json::Ref claims) const {
    std::string text = base64url(json::dump(header)) + "." + base64url(json::dump(claims));
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::vector<unsigned char> signature(512);
    std::size_t length = signature.size();
    const bool ok =
        context != nullptr &&
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, as_key(key_)) == 1 &&
        EVP_DigestSign(context, signature.data(), &length, bytes(text), text.size()) == 1;
    EVP_MD_CTX_free(context);
    require(ok);
    text +=
        "." + base64url(std::string_view(reinterpret_cast<const char*>(signature.data()), length));
    return text;
}

json::Value Signer::public_key() const {
    return json::Value::object()
        .set("kty", "RSA")
        .set("n", number_of(as_key(key_), OSSL_PKEY_PARAM_RSA_N))
        .set("e", number_of(as_key(key_), OSSL_PKEY_PARAM_RSA_E));
}

}  // namespace debrief::sandbox::teams
