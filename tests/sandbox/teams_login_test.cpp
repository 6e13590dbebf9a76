// The login services: what the bot is told to trust, and who gets a token.
#include "tests/sandbox/teams_playground.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace debrief::sandbox {
namespace {

using teams::from_base64;

class TeamsLogin : public TeamsPlayground {
  protected:
    TeamsLogin() { start_teams(); }
    /// The key set's entry of that id; null when it is not there.
    json::Value key(const std::string& id) {
        const auto metadata =
            ask(net::HttpRequest("GET", "/"), tenant().openid_metadata_url()).body;
        const auto keys =
            ask(net::HttpRequest("GET", "/"), std::string(metadata["jwks_uri"].str())).body;
        json::Value found;
        keys["keys"].each([&](json::Ref each) {
            if (each["kid"].str() == id) found = json::Value(each);
        });
        return found;
    }
    int refused(const char* field, const std::string& value) {
        auto form = right_form();
        for (auto& [name, each] : form) {
            if (name == field) each = value;
        }
        const Answer answer = ask_token(form);
        EXPECT_NE(answer.status, 200);
        return static_cast<int>(answer.body["error_codes"].at(0).integer().value_or(0));
    }
};

std::string from_url(std::string text) {
    for (char& each : text) {
        if (each == '-') each = '+';
        if (each == '_') each = '/';
    }
    while (text.size() % 4 != 0) text += '=';
    return from_base64(text);
}

BIGNUM* number(std::string_view base64url) {
    const std::string raw = from_url(std::string(base64url));
    return BN_bin2bn(
        reinterpret_cast<const unsigned char*>(raw.data()), static_cast<int>(raw.size()), nullptr
    );
}

/// Whether the token was signed with the key of that JWKS entry.
bool verifies(const std::string& token, json::Ref entry) {
    const auto dot = token.rfind('.');
    const std::string signature = from_url(token.substr(dot + 1));
    OSSL_PARAM_BLD* build = OSSL_PARAM_BLD_new();
    BIGNUM* n = number(entry["n"].str());
    BIGNUM* e = number(entry["e"].str());
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY_CTX* making = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(making);
    EVP_PKEY_fromdata(making, &key, EVP_PKEY_PUBLIC_KEY, params);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
    const int ok = EVP_DigestVerify(
        context,
        reinterpret_cast<const unsigned char*>(signature.data()),
        signature.size(),
        reinterpret_cast<const unsigned char*>(token.data()),
        dot
    );
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    EVP_PKEY_CTX_free(making);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    return ok == 1;
}

TEST_F(TeamsLogin, ActivitiesAreSignedByAKeyThatEndorsesTeams) {
    says(teams::ids::olga, tenant().tenant().personal(teams::ids::olga).id, "hello");
    arrive(1);
    const std::string authorization(bot->requests().at(0).headers.get("authorization"));
    ASSERT_TRUE(authorization.starts_with("Bearer "));
    const std::string token = authorization.substr(7);
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    const json::Value header = parsed(from_url(token.substr(0, first)));
    EXPECT_EQ(header["alg"].str(), "RS256");
    const json::Value entry = key(std::string(header["kid"].str()));
    EXPECT_EQ(entry["endorsements"].at(0).str(), "msteams");
    EXPECT_TRUE(verifies(token, entry));
    std::string forged = token;
    forged[first + 3] = forged[first + 3] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(verifies(forged, entry));

    const json::Value claims = parsed(from_url(token.substr(first + 1, second - first - 1)));
    EXPECT_EQ(claims.ref().size(), 5U) << "exactly aud, exp, iss, nbf and serviceurl";
    EXPECT_EQ(claims["iss"].str(), "https://api.botframework.com");
    EXPECT_EQ(claims["aud"].str(), teams::ids::app);
    EXPECT_EQ(claims["serviceurl"].str(), activity()["serviceUrl"].str());
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
    EXPECT_EQ(claims["nbf"].integer(), now);
    EXPECT_EQ(claims["exp"].integer(), now + 3600);
}

TEST_F(TeamsLogin, TheMetadataNamesAnotherIssuerThanItsHost) {
    const auto metadata = ask(net::HttpRequest("GET", "/"), tenant().openid_metadata_url());
    EXPECT_EQ(metadata.status, 200);
    EXPECT_EQ(metadata.text("issuer"), "https://api.botframework.com");
    EXPECT_EQ(ask(net::HttpRequest("POST", "/"), tenant().openid_metadata_url()).status, 405);
}

TEST_F(TeamsLogin, OneKeyEndorsesAnotherChannelOnly) {
    EXPECT_EQ(key("sandbox-directline-1")["endorsements"].at(0).str(), "directline");
    EXPECT_EQ(key("sandbox-directline-1")["endorsements"].size(), 1U);
}

TEST_F(TeamsLogin, KeysRotate) {
    EXPECT_TRUE(key("sandbox-msteams-1").ref().is_object());
    tenant().login().rotate_keys();
    EXPECT_FALSE(key("sandbox-msteams-1").ref().is_object());
    EXPECT_TRUE(key("sandbox-msteams-2").ref().is_object());
    EXPECT_EQ(tenant().login().token_header()["kid"].str(), "sandbox-msteams-2");
}

TEST_F(TeamsLogin, GivesATokenForEverythingRight) {
    const Answer answer = ask_token(right_form());
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.text("token_type"), "Bearer");
    EXPECT_EQ(answer.body["expires_in"].integer(), 3599);
    EXPECT_FALSE(answer.text("access_token").empty());
}

TEST_F(TeamsLogin, GivesNoneForAnythingWrong) {
    EXPECT_EQ(refused("grant_type", "password"), 70003);
    EXPECT_EQ(refused("client_id", "another"), 700016);
    EXPECT_EQ(refused("client_secret", "wrong"), 7000215);
    EXPECT_EQ(refused("scope", "https://graph.microsoft.com/.default"), 70011);
    EXPECT_EQ(ask_token(right_form(), "somewhere").body["error_codes"].at(0).integer(), 90002);
    EXPECT_EQ(
        ask_token(right_form(), "botframework.com").body["error_codes"].at(0).integer(), 700016
    );
    auto twice = right_form();
    twice.emplace_back("client_secret", "sandbox-client-secret");
    EXPECT_EQ(ask_token(twice).body["error_codes"].at(0).integer(), 7000215);
    net::HttpRequest json("POST", "/");
    json.headers.add("Content-Type", "application/json");
    json.body = "{}";
    const auto url = tenant().login_url() + "/" + teams::ids::tenant + "/oauth2/v2.0/token";
    EXPECT_EQ(ask(std::move(json), url).status, 400);
    EXPECT_EQ(ask(net::HttpRequest("GET", "/"), url).status, 405);
}

TEST_F(TeamsLogin, ErrorsComeOnDemand) {
    tenant().login().faults().next("token", teams::Fault(teams::Fault::Kind::status, 503));
    EXPECT_EQ(ask_token(right_form()).status, 503);
    EXPECT_EQ(ask_token(right_form()).status, 200);
}

TEST_F(TeamsLogin, TokensEnd) {
    const auto path = std::string("v3/teams/") + segment(teams::ids::services);
    EXPECT_EQ(connector("GET", path).status, 200);
    clock.advance(std::chrono::seconds(3598));
    EXPECT_EQ(connector("GET", path).status, 200);
    clock.advance(std::chrono::seconds(2));
    EXPECT_EQ(connector("GET", path).status, 401);
}

TEST_F(TeamsLogin, TokensCanBeLost) {
    const auto path = std::string("v3/teams/") + segment(teams::ids::services);
    EXPECT_EQ(connector("GET", path).status, 200);
    tenant().login().forget_tokens();
    EXPECT_EQ(connector("GET", path).status, 401);
    net::HttpRequest anonymous("GET", "/");
    EXPECT_EQ(ask(std::move(anonymous), tenant().service_url() + path).status, 401);
}

}  // namespace
}  // namespace debrief::sandbox
