// The login that signs what Teams sends: real RSA keys, real tokens, its two documents on the
// loopback.
#pragma once
#include "bot/base/base64.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/json.hpp"
#include "tests/support/scripted_server.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace debrief::teams::test {

inline constexpr auto app_id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
inline constexpr auto tenant = "11111111-2222-3333-4444-555555555555";
inline constexpr auto issuer = "https://api.botframework.com";
inline constexpr auto service =
    "https://smba.trafficmanager.net/amer/11111111-2222-3333-4444-555555555555/";

/// A private key. Making one takes a while, so tests share them by name.
class SigningPen {
  public:
    explicit SigningPen(unsigned bits = 2048) : key_(EVP_RSA_gen(bits), EVP_PKEY_free) {
        if (!key_) throw std::runtime_error("no RSA key could be made");
    }
    static const SigningPen& first() {
        static const SigningPen pen;
        return pen;
    }
    static const SigningPen& second() {
        static const SigningPen pen;
        return pen;
    }

    [[nodiscard]] json::Value jwk(
        const std::string& kid, const std::vector<std::string>& endorsements
    ) const {
        json::Value out = json::Value::object();
        out.set("kty", "RSA").set("use", "sig").set("kid", kid);
        out.set("n", number(OSSL_PKEY_PARAM_RSA_N)).set("e", number(OSSL_PKEY_PARAM_RSA_E));
        json::Value list = json::Value::array();
        for (const auto& one : endorsements) list.push(one);
        out.set("endorsements", std::move(list));
        return out;
    }

    [[nodiscard]] std::string sign(std::string_view header, std::string_view claims) const {
        std::string text = to_base64url(header) + "." + to_base64url(claims);
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
            EVP_MD_CTX_new(), EVP_MD_CTX_free
        );
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        std::string signature(1024, '\0');
        std::size_t size = signature.size();
        auto* out = reinterpret_cast<unsigned char*>(signature.data());
        if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), out, &size, bytes, text.size()) != 1) {
            throw std::runtime_error("the token could not be signed");
        }
        signature.resize(size);
        return text + "." + to_base64url(signature);
    }

  private:
    [[nodiscard]] std::string number(const char* name) const {
        BIGNUM* value = nullptr;
        if (EVP_PKEY_get_bn_param(key_.get(), name, &value) != 1) {
            throw std::runtime_error("the key has no such number");
        }
        std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
        BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
        BN_free(value);
        return to_base64url(bytes);
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

inline constexpr auto good_header = R"({"alg":"RS256","kid":"key-1","typ":"JWT"})";

/// The claims of a good token.
inline json::Value claims_at(UtcTime now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    json::Value claims = json::Value::object();
    claims.set("aud", app_id).set("iss", issuer).set("serviceurl", service);
    claims.set("nbf", seconds - 60).set("exp", seconds + 3600);
    return claims;
}

inline std::string token_of(json::Ref claims, std::string_view header = good_header) {
    return SigningPen::first().sign(header, json::dump(claims));
}

/// OpenID metadata at /metadata, keys at /keys: "key-1" speaks for Teams, "key-other" does not.
class LoginDouble {
  public:
    explicit LoginDouble(boost::asio::any_io_executor executor)
        : server(executor, [this](const net::HttpRequest& request) { return answer(request); }) {
        publish("key-1", SigningPen::first(), {"webchat", "msteams"});
    }

    void publish(
        const std::string& kid, const SigningPen& pen, const std::vector<std::string>& endorsements
    ) {
        keys.push(pen.jwk(kid, endorsements));
    }
    [[nodiscard]] std::string metadata_url() const { return server.url("/metadata"); }
    /// How often the keys were asked for.
    [[nodiscard]] int asked() const {
        int count = 0;
        for (const auto& request : server.requests()) count += request.path() == "/keys" ? 1 : 0;
        return count;
    }

    json::Value keys = json::Value::array();
    bool is_down = false;
    debrief::test::ScriptedServer server;

  private:
    net::HttpResponse answer(const net::HttpRequest& request) const {
        if (is_down) return net::HttpResponse(503, "text/html", "<h1>Service Unavailable</h1>");
        json::Value document = json::Value::object();
        if (request.path() == "/metadata") {
            document.set("issuer", issuer).set("jwks_uri", server.url("/keys"));
        } else {
            document.set("keys", keys);
        }
        return net::HttpResponse(200, "application/json", json::dump(document));
    }
};

}  // namespace debrief::teams::test
