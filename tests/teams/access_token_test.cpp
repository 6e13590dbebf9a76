// The bot's own token: asked for once, kept, renewed in time, and explained when it is refused.
#include "adapters/teams/access_token.hpp"

#include "bot/base/base64.hpp"
#include "tests/teams/outside.hpp"

#include <boost/asio/co_spawn.hpp>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace debrief::teams {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class AccessTokenTest : public test::OutsideTest {
  protected:
    AccessToken& token() {
        if (!token_) token_ = std::make_unique<AccessToken>(*http_, clock_, random_, settings_);
        return *token_;
    }
    std::string get() {
        const auto got = run(token().get());
        return got ? std::string(got->reveal()) : "!" + got.error().what();
    }

    Settings settings_ = settings();
    std::unique_ptr<AccessToken> token_;
};

TEST_F(AccessTokenTest, AsksTheOwnTenantWithThePassword) {
    EXPECT_EQ(get(), "token-1");
    ASSERT_THAT(teams_.logins(), SizeIs(1));
    EXPECT_EQ(
        teams_.login_paths()[0], std::string("/login/") + test::out_tenant + "/oauth2/v2.0/token"
    );
    auto form = teams_.logins()[0];
    EXPECT_EQ(form["grant_type"], "client_credentials");
    EXPECT_EQ(form["client_id"], "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
    EXPECT_EQ(form["client_secret"], "pass~word");
    EXPECT_EQ(form["scope"], "https://api.botframework.com/.default");
    EXPECT_EQ(form.size(), 4U);
}

TEST_F(AccessTokenTest, ABotForManyTenantsAsksTheSharedOne) {
    settings_.many_tenants = true;
    settings_.cloud = find_cloud("gcc-high").value();
    settings_.cloud.login = teams_.login() + "/";
    EXPECT_EQ(get(), "token-1");
    EXPECT_EQ(teams_.login_paths()[0], "/login/MicrosoftServices.onmicrosoft.us/oauth2/v2.0/token");
    EXPECT_EQ(teams_.logins()[0].at("scope"), "https://api.botframework.us/.default");
}

TEST_F(AccessTokenTest, IsKeptForFourFifthsOfItsLife) {
    EXPECT_EQ(get(), "token-1");
    clock_.advance(seconds(2879));
    EXPECT_EQ(get(), "token-1");
    clock_.advance(seconds(1));
    EXPECT_EQ(get(), "token-2");
    EXPECT_EQ(get(), "token-2");
}

TEST_F(AccessTokenTest, AShortOneIsRenewedFiveMinutesBeforeItsEnd) {
    teams_.next_login(test::json_answer(200, R"({"expires_in":"900","access_token":"short"})"));
    EXPECT_EQ(get(), "short");
    clock_.advance(seconds(599));
    EXPECT_EQ(get(), "short");
    clock_.advance(seconds(1));
    EXPECT_EQ(get(), "token-2");
}

TEST_F(AccessTokenTest, AClockSetBackDoesNotProlongIt) {
    EXPECT_EQ(get(), "token-1");
    clock_.advance(-hours(5));
    EXPECT_EQ(get(), "token-2");
}

TEST_F(AccessTokenTest, ManyAtOnceAskOnce) {
    std::vector<std::string> got;
    for (int i = 0; i < 5; ++i) {
        asio::co_spawn(context_, token().get(), [&](std::exception_ptr, Result<Secret> result) {
            got.emplace_back(result ? result->reveal() : "failed");
        });
    }
    while (got.size() < 5 && context_.run_one_for(seconds(10)) > 0) {
    }
    EXPECT_THAT(got, testing::AllOf(SizeIs(5), testing::Each("token-1")));
    EXPECT_THAT(teams_.logins(), SizeIs(1));
}

TEST_F(AccessTokenTest, ManyAtOnceAreRefusedOnce) {
    teams_.next_login(
        test::json_answer(401, R"({"error":"invalid_client","error_codes":[7000215]})")
    );
    std::vector<bool> got;
    for (int i = 0; i < 5; ++i) {
        asio::co_spawn(context_, token().get(), [&](std::exception_ptr, Result<Secret> result) {
            got.push_back(result.has_value());
        });
    }
    while (got.size() < 5 && context_.run_one_for(seconds(10)) > 0) {
    }
    EXPECT_THAT(got, testing::AllOf(SizeIs(5), testing::Each(false)));
    EXPECT_THAT(teams_.logins(), SizeIs(1)) << "no storm of questions";
}

TEST_F(AccessTokenTest, ARejectedOneIsDroppedOnlyOnce) {
    const auto first = run(token().get());
    ASSERT_TRUE(first);
    token().drop(*first);
    EXPECT_EQ(get(), "token-2");
    token().drop(*first);
    EXPECT_EQ(get(), "token-2") << "the new one is not the one that was rejected";
}

struct Explained {
    std::string body;
    std::string words;
};

class Refused : public AccessTokenTest, public testing::WithParamInterface<Explained> {};

TEST_P(Refused, IsSaidInWordsAndNotAskedAgainForAMinute) {
    teams_.next_login(test::json_answer(401, GetParam().body));
    const auto got = run(token().get());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code(), Errc::unauthorized);
    EXPECT_THAT(got.error().what(), HasSubstr(GetParam().words));
    EXPECT_THAT(got.error().what(), Not(HasSubstr("pass~word")));
    EXPECT_THAT(got.error().what(), Not(HasSubstr("Trace"))) << "nothing of their text";
    EXPECT_EQ(token().trouble(), got.error().what());
    clock_.advance(seconds(59));
    EXPECT_FALSE(run(token().get()));
    EXPECT_THAT(teams_.logins(), SizeIs(1));
    clock_.advance(seconds(1));
    EXPECT_EQ(get(), "token-2");
    EXPECT_EQ(token().trouble(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Codes,
    Refused,
    testing::Values(
        Explained{
            R"({"error":"invalid_client","error_description":"Trace: pass~word","error_codes":[7000215]})",
            "(AADSTS7000215): app_password is wrong"},
        Explained{R"({"error":"invalid_client","error_codes":[7000222]})", "has expired"},
        Explained{
            R"({"error":"unauthorized_client","error_description":"AADSTS700016: Trace"})",
            "(AADSTS700016): the app is not known in this directory"},
        Explained{R"({"error":"invalid_request","error_codes":[7000229]})", "service principal"},
        Explained{R"({"error":"invalid_request","error_codes":[90002]})", "tenant does not exist"},
        Explained{
            R"({"error":"invalid_client","error_codes":[700027]})", "certificate is not known"},
        Explained{R"({"error":"invalid_client","error_codes":[1]})", "(AADSTS1): check app_id"},
        Explained{R"({"error":"x"})", "refuses Debrief: check app_id"}
    )
);

TEST_F(AccessTokenTest, ABusyLoginIsAskedAgainMoreAndMoreSlowly) {
    for (const int silence : {1, 2, 4, 8, 16, 32, 60, 60}) {
        teams_.next_login(net::HttpResponse(503, "text/html", "<html>no</html>"));
        const auto got = run(token().get());
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().code(), Errc::busy);
        const auto asked = teams_.logins().size();
        clock_.advance(seconds(silence) - std::chrono::milliseconds(1));
        EXPECT_FALSE(run(token().get()));
        EXPECT_THAT(teams_.logins(), SizeIs(asked)) << silence;
        clock_.advance(std::chrono::milliseconds(1));
    }
    EXPECT_THAT(get(), HasSubstr("token-"));
}

TEST_F(AccessTokenTest, HonoursRetryAfter) {
    auto limited = test::json_answer(429, R"({"error":"temporarily_unavailable"})");
    limited.headers.add("Retry-After", "90");
    teams_.next_login(std::move(limited));
    EXPECT_FALSE(run(token().get()));
    clock_.advance(seconds(89));
    EXPECT_FALSE(run(token().get()));
    EXPECT_THAT(teams_.logins(), SizeIs(1));
    clock_.advance(seconds(1));
    EXPECT_EQ(get(), "token-2");
}

TEST_F(AccessTokenTest, OddAnswersAreNoTokens) {
    for (const char* body :
         {"<html>proxy</html>",
          "",
          "{}",
          "[]",
          R"({"access_token":""})",
          R"({"access_token":"x","expires_in":0})",
          R"({"access_token":7,"expires_in":60})"}) {
        teams_.next_login(net::HttpResponse(200, "text/html", body));
        const auto got = run(token().get());
        EXPECT_FALSE(got) << body;
        EXPECT_THAT(got.error().what(), HasSubstr("teams.login_url")) << body;
        clock_.advance(minutes(2));
    }
}

TEST_F(AccessTokenTest, TheOldOneLastsWhileTheLoginIsDown) {
    EXPECT_EQ(get(), "token-1");
    clock_.advance(minutes(50));
    teams_.next_login(net::HttpResponse(500));
    EXPECT_EQ(get(), "token-1");
    EXPECT_EQ(get(), "token-1");
    EXPECT_THAT(teams_.logins(), SizeIs(2)) << "and meanwhile it is not asked for ever";
    clock_.advance(minutes(10));
    teams_.next_login(net::HttpResponse(500));
    EXPECT_FALSE(run(token().get())) << "but not beyond its end";
}

TEST_F(AccessTokenTest, ALoginThatIsNotThere) {
    settings_.cloud.login = "http://127.0.0.1:1";
    const auto got = run(token().get());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code(), Errc::busy);
    EXPECT_THAT(got.error().what(), HasSubstr("could not be reached"));
}

/// A self-signed certificate and its key, in PEM.
struct Pair {
    Pair() : key(EVP_RSA_gen(2048), EVP_PKEY_free) {
        const std::unique_ptr<X509, decltype(&X509_free)> x509(X509_new(), X509_free);
        X509_gmtime_adj(X509_getm_notBefore(x509.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
        X509_set_pubkey(x509.get(), key.get());
        X509_sign(x509.get(), key.get(), EVP_sha256());
        unsigned char digest[32];
        X509_digest(x509.get(), EVP_sha256(), digest, nullptr);
        thumbprint = to_base64url(std::string_view(reinterpret_cast<char*>(digest), 32));
        const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
        PEM_write_bio_X509(out.get(), x509.get());
        certificate = text_of(out.get());
        PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        key_text = text_of(out.get());
    }
    static std::string text_of(BIO* bio) {
        char part[8192];
        const int size = BIO_read(bio, part, sizeof part);
        return std::string(part, size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    [[nodiscard]] bool signed_it(const std::string& token) const {
        const auto dot = token.rfind('.');
        const auto signature = from_base64url(token.substr(dot + 1));
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
            EVP_MD_CTX_new(), EVP_MD_CTX_free
        );
        return signature &&
               EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) ==
                   1 &&
               EVP_DigestVerify(
                   context.get(),
                   reinterpret_cast<const unsigned char*>(signature->data()),
                   signature->size(),
                   reinterpret_cast<const unsigned char*>(token.data()),
                   dot
               ) == 1;
    }
    static const Pair& shared() {
        static const Pair pair;
        return pair;
    }
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key;
    std::string certificate, key_text, thumbprint;
};

TEST_F(AccessTokenTest, ACertificateProvesItInstead) {
    const Pair& pair = Pair::shared();
    settings_.credentials.password = Secret();
    settings_.credentials.certificate = pair.certificate;
    settings_.credentials.certificate_key = Secret(pair.key_text);
    EXPECT_EQ(get(), "token-1");
    auto form = teams_.logins()[0];
    EXPECT_FALSE(form.contains("client_secret"));
    EXPECT_EQ(
        form["client_assertion_type"], "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    const std::string token = form["client_assertion"];
    EXPECT_TRUE(pair.signed_it(token));
    const auto first = token.find('.');
    const auto header = json::parse(from_base64url(token.substr(0, first)).value());
    EXPECT_EQ((*header)["alg"].str(), "RS256");
    EXPECT_EQ((*header)["x5t#S256"].str(), pair.thumbprint);
    const auto payload =
        json::parse(from_base64url(token.substr(first + 1, token.rfind('.') - first - 1)).value());
    EXPECT_EQ(
        (*payload)["aud"].str(), teams_.login() + "/" + test::out_tenant + "/oauth2/v2.0/token"
    );
    EXPECT_EQ((*payload)["iss"].str(), settings_.credentials.app_id);
    EXPECT_EQ((*payload)["sub"].str(), settings_.credentials.app_id);
    EXPECT_FALSE((*payload)["jti"].str().empty());
    EXPECT_EQ((*payload)["exp"].integer(), 1'795'176'000 + 600);
}

TEST_F(AccessTokenTest, AnUnusableCertificateIsExplainedWithoutACall) {
    const Pair& pair = Pair::shared();
    const Pair other;
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"nonsense", pair.key_text, "certificate is no certificate"},
        {pair.certificate, "nonsense", "no unencrypted private key"},
        {pair.certificate, other.key_text, "does not belong"},
    };
    for (const auto& [certificate, key, words] : cases) {
        settings_.credentials.password = Secret();
        settings_.credentials.certificate = certificate;
        settings_.credentials.certificate_key = Secret(key);
        token_.reset();
        const auto got = run(token().get());
        ASSERT_FALSE(got) << words;
        EXPECT_EQ(got.error().code(), Errc::unauthorized);
        EXPECT_THAT(got.error().what(), HasSubstr(words));
    }
    EXPECT_TRUE(teams_.logins().empty());
}

}  // namespace
}  // namespace debrief::teams
