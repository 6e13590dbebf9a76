// The commands of docs/sources.md, copied from the page and run by a shell against the real
// program.
#include "bot/base/crypto.hpp"
#include "tests/journeys/served.hpp"

namespace debrief::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The texts between ```sh and ```.
std::vector<std::string> shell_blocks() {
    std::ifstream file(std::string(DEBRIEF_SOURCE_DIR) + "/docs/sources.md");
    std::vector<std::string> blocks;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line == "```sh") {
            inside = true;
            blocks.emplace_back();
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            blocks.back() += line + "\n";
        }
    }
    return blocks;
}

class DocumentedSources : public Served {
  protected:
    void SetUp() override {
        Served::SetUp();
        start_debrief(
            "[[source]]\nname = \"pipeline\"\nkind = \"generic\"\n"
            "token = \"page-token\"\nsecret = \"page-secret\"\n"
            "[[source]]\nname = \"deploys\"\nkind = \"github\"\nsecret = \"page-secret\"\n"
            "[source.service.map]\n\"acme/checkout-api\" = \"checkout\"\n"
        );
    }

    /// Runs a block of the page in a shell and returns what it printed.
    std::string run_shell(std::string script, const std::string& secret = "page-secret") {
        const std::string public_url = "https://debrief.example.com";
        const std::size_t at = script.find(public_url);
        EXPECT_NE(at, std::string::npos);
        script.replace(at, public_url.size(), url_);
        Process shell(
            {"/bin/bash",
             "-ec",
             "export DEBRIEF_PIPELINE_TOKEN=page-token DEBRIEF_PIPELINE_SECRET=" + secret + "\n" +
                 script},
            folder_.path() / "shell.log"
        );
        EXPECT_TRUE(eventually([&] { return shell.ended() >= 0; }));
        EXPECT_EQ(shell.ended(), 0) << shell.output();
        return shell.output();
    }
};

TEST_F(DocumentedSources, BothCommandsOpenAFollowUp) {
    const auto blocks = shell_blocks();
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_THAT(run_shell(blocks[0]), HasSubstr("\"status\":\"taken\""));
    ASSERT_TRUE(has_heads(1)) << debrief_->output();
    EXPECT_THAT(heads()[0]->text, HasSubstr("Checkout 2.14 to production"));
    EXPECT_THAT(run_shell(blocks[1]), HasSubstr("\"status\":\"taken\""));
    ASSERT_TRUE(has_heads(2)) << debrief_->output();
    EXPECT_THAT(heads()[1]->text, HasSubstr("Nobody can pay"));
    // Again: nothing new.
    EXPECT_THAT(run_shell(blocks[0]), HasSubstr("\"status\":\"taken\""));
    EXPECT_THAT(run_shell(blocks[1], "another-secret"), HasSubstr("\"status\":\"refused\""));
    const auto third = post_json(
        url_ + "/sources/pipeline",
        R"({"kind":"incident","id":"last","title":"Third","service":"checkout","state":"closed"})",
        "page-token"
    );
    EXPECT_EQ(third.status, 200) << third.body;
    ASSERT_TRUE(has_heads(3));
    EXPECT_THAT(heads()[2]->text, AllOf(HasSubstr("F-3 "), HasSubstr("Third")));
}

/// A release and its deployment, minutes apart and twice each, as GitHub sends them.
TEST_F(DocumentedSources, OneUpgradeToldByTwoEventsOfGithubIsOneFollowUp) {
    const auto send = [&](const std::string& event, const std::string& fixture) {
        std::ifstream file(std::string(DEBRIEF_SOURCE_DIR) + "/tests/sources/fixtures/" + fixture);
        net::HttpRequest request("POST", "/");
        request.body = {std::istreambuf_iterator<char>(file), {}};
        crypto::HmacSha256 sign{Secret("page-secret")};
        request.headers.add("Content-Type", "application/json");
        request.headers.add("X-GitHub-Event", event);
        request.headers.add("X-Hub-Signature-256", "sha256=" + crypto::hex(sign({request.body})));
        auto answer =
            run_coroutine(context_, client_->send(url_ + "/sources/deploys", std::move(request)));
        return answer ? answer->status : 0;
    };
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(send("release", "github_release.json"), 200);
        EXPECT_EQ(send("deployment_status", "github_deployment.json"), 200);
    }
    ASSERT_TRUE(has_heads(1)) << debrief_->output();
    EXPECT_THAT(heads()[0]->text, HasSubstr("Faster payment"));
    run_shell(shell_blocks()[1]);
    ASSERT_TRUE(has_heads(2));
    EXPECT_THAT(heads()[1]->text, HasSubstr("F-2 "));
}

TEST_F(DocumentedSources, TooLargeAndUnknownAreSaidInCodes) {
    const auto large =
        post_json(url_ + "/sources/pipeline", std::string(1024 * 1024 + 1, ' '), "page-token");
    EXPECT_EQ(large.status, 413);
    EXPECT_EQ(post_json(url_ + "/sources/nobody", "{}", "page-token").status, 404);
    EXPECT_EQ(post_json(url_ + "/sources/pipeline", "{}", "wrong").status, 401);
    const auto unknown = post_json(
        url_ + "/sources/pipeline",
        R"({"kind":"incident","id":9,"title":"T","service":"chekout","state":"closed"})",
        "page-token"
    );
    EXPECT_EQ(unknown.status, 202);
    EXPECT_THAT(unknown.body, HasSubstr("checkout"));
}

}  // namespace
}  // namespace debrief::test
