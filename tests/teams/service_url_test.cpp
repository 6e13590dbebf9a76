#include "adapters/teams/service_url.hpp"

#include <gtest/gtest.h>

namespace debrief::teams {
namespace {

TEST(ServiceUrl, TrustsMicrosoftsHosts) {
    const TrustedServices services;
    for (const auto* url :
         {"https://smba.trafficmanager.net/amer/11111111-2222-3333-4444-555555555555/",
          "https://smba.trafficmanager.net/teams/",
          "https://smba.trafficmanager.net",
          "https://SMBA.trafficmanager.net:443/emea/",
          "https://smba.infra.gcc.teams.microsoft.com/teams",
          "https://smba.infra.gov.teams.microsoft.us/teams",
          "https://smba.infra.dod.teams.microsoft.us/teams"}) {
        EXPECT_TRUE(services.trusts(url)) << url;
    }
}

TEST(ServiceUrl, TrustsNobodyElse) {
    const TrustedServices services;
    for (const auto* url :
         {"",
          "smba.trafficmanager.net",
          "http://smba.trafficmanager.net/amer/",
          "https://smba.trafficmanager.net:8443/amer/",
          "https://evil.trafficmanager.net/amer/",
          "https://smba.trafficmanager.net.evil.example/",
          "https://evil.example/smba.trafficmanager.net/",
          "https://smba.trafficmanager.net@evil.example/",
          "https://user:word@smba.trafficmanager.net/",
          "https://smba.trafficmanager.net\\@evil.example/",
          "https://smba.trafficmanager.net/amer/?next=https://evil.example",
          "https://smba.trafficmanager.net/amer/#part",
          "https://smba.trafficmanager.net/amer/../../",
          "https://smba.trafficmanager.net./amer/",
          "https://sub.smba.trafficmanager.net/amer/",
          "http://127.0.0.1:3978/",
          "http://localhost:56180/_connector",
          "ftp://smba.trafficmanager.net/"}) {
        EXPECT_FALSE(services.trusts(url)) << url;
    }
}

TEST(ServiceUrl, TrustsWhatIsConfigured) {
    const TrustedServices services({"http://127.0.0.1:3978/connector/", "https://relay.example"});
    EXPECT_TRUE(services.trusts("http://127.0.0.1:3978/connector"));
    EXPECT_TRUE(services.trusts("http://127.0.0.1:3978/connector/amer/"));
    EXPECT_TRUE(services.trusts("https://relay.example/anything/"));
    EXPECT_FALSE(services.trusts("http://127.0.0.1:3978/connectors"));
    EXPECT_FALSE(services.trusts("http://127.0.0.1:3979/connector/"));
    EXPECT_FALSE(services.trusts("https://127.0.0.1:3978/connector/"));
    EXPECT_FALSE(services.trusts("http://relay.example/anything/"));
    EXPECT_FALSE(services.trusts("https://relay.example/anything/?x"));
    EXPECT_TRUE(services.trusts("https://smba.trafficmanager.net/amer/"));
}

TEST(ServiceUrl, TrustsThisComputerOnlyWithoutARegistration) {
    const TrustedServices services({}, true);
    EXPECT_TRUE(services.trusts("http://localhost:56180/_connector"));
    EXPECT_TRUE(services.trusts("http://127.0.0.1:1/"));
    EXPECT_TRUE(services.trusts("http://[::1]:56180/"));
    EXPECT_FALSE(services.trusts("http://localhost.evil.example/"));
    EXPECT_FALSE(services.trusts("http://192.0.2.1/"));
}

TEST(ServiceUrl, ComparesWithoutCaseAndOneSlash) {
    EXPECT_TRUE(same_service("https://Smba.example/Amer/", "https://smba.example/amer"));
    EXPECT_FALSE(same_service("https://smba.example/amer//", "https://smba.example/amer"));
    EXPECT_FALSE(same_service("https://smba.example/amer", "https://smba.example/emea"));
    EXPECT_EQ(base_of("https://smba.example/amer/"), "https://smba.example/amer");
    EXPECT_EQ(base_of("https://smba.example/amer"), "https://smba.example/amer");
}

}  // namespace
}  // namespace debrief::teams
