#include "adapters/teams/jose.hpp"

#include "bot/base/base64.hpp"

#include <cjose/cjose.h>

namespace debrief::teams {
namespace {

constexpr std::size_t longest_token = 16 * 1024;
constexpr std::size_t fewest_bits = 2048;
constexpr std::string_view algorithm = "RS256";

Error refuse(std::string words) {
    return Error(Errc::unauthorized, std::move(words));
}

/// A part of a token: Base64 of a JSON object.
Result<json::Value> read_part(std::string_view part) {
    const auto text = from_base64url(part);
    if (!text) return refuse("a part of the token is not Base64");
    auto document = json::parse(*text);
    if (!document || !document->ref().is_object()) {
        return refuse("a part of the token is not a JSON object");
    }
    return std::move(*document);
}

struct ReleaseJws {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};

std::shared_ptr<const void> own(cjose_jwk_t* key) {
    return std::shared_ptr<const void>(key, [](const void* held) {
        cjose_jwk_release(static_cast<cjose_jwk_t*>(const_cast<void*>(held)));
    });
}

const cjose_jwk_t* as_jwk(const std::shared_ptr<const void>& key) {
    return static_cast<const cjose_jwk_t*>(key.get());
}

}  // namespace

Result<Token> read_token(std::string_view compact) {
    if (compact.size() > longest_token) return refuse("the token is longer than 16 KiB");
    const std::size_t first = compact.find('.');
    const std::size_t second =
        first == std::string_view::npos ? first : compact.find('.', first + 1);
    if (second == std::string_view::npos ||
        compact.find('.', second + 1) != std::string_view::npos) {
        return refuse("the token has not three parts");
    }
    const auto signature = from_base64url(compact.substr(second + 1));
    if (!signature || signature->empty()) return refuse("the token's signature is not Base64");
    const auto header = read_part(compact.substr(0, first));
    if (!header) return header.error();
    if ((*header)["alg"].str() != algorithm) return refuse("the token is not signed with RS256");
    if ((*header)["crit"].exists()) return refuse("the token has critical extensions");
    Token token;
    token.kid = (*header)["kid"].str();
    if (token.kid.empty()) return refuse("the token does not name its key");
    auto claims = read_part(compact.substr(first + 1, second - first - 1));
    if (!claims) return claims.error();
    token.claims = std::move(*claims);
    return token;
}

Result<PublicKey> PublicKey::read(json::Ref jwk) {
    const bool is_rsa = jwk["kty"].str() == "RSA";
    const std::string_view modulus = jwk["n"].str();
    const std::string_view exponent = jwk["e"].str();
    if (!is_rsa || modulus.empty() || exponent.empty()) {
        return Error(Errc::invalid_input, "it is no RSA public key");
    }
    // Only these: whatever else stands in the document does not reach the library.
    json::Value needed = json::Value::object();
    needed.set("kty", "RSA").set("n", modulus).set("e", exponent);
    const std::string text = json::dump(needed);
    cjose_err error{};
    auto key = own(cjose_jwk_import(text.data(), text.size(), &error));
    if (!key) return Error(Errc::invalid_input, "its numbers cannot be read");
    if (cjose_jwk_get_keysize(as_jwk(key), &error) < fewest_bits) {
        return Error(Errc::invalid_input, "it has fewer than 2048 bits");
    }
    return PublicKey(std::move(key));
}

bool PublicKey::signed_it(std::string_view compact) const {
    cjose_err error{};
    const std::unique_ptr<cjose_jws_t, ReleaseJws> jws(
        cjose_jws_import(compact.data(), compact.size(), &error)
    );
    if (!jws) return false;
    // The library picks the algorithm by the header as it reads it; it must read what we read.
    const char* named = cjose_header_get(cjose_jws_get_protected(jws.get()), "alg", &error);
    if (named == nullptr || named != algorithm) return false;
    return cjose_jws_verify(jws.get(), as_jwk(key_), &error);
}

}  // namespace debrief::teams
