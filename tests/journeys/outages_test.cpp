// Slack fails in every way it can: in the end each message is there exactly once, or the operator
// reads why not.
#include "tests/journeys/at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;
using namespace std::chrono_literals;
using sandbox::Fault;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* search_service =
    "[[service]]\nname = \"search\"\nslack_channels = [\"C0SEARCH001\"]\n";

class Outages : public AtWork {
  protected:
    void SetUp() override {
        AtWork::SetUp();
        start(search_service);
    }
    void plan(const std::string& method, Fault::Kind kind, int times = 1) {
        Fault fault;
        fault.kind = kind;
        box_->api().faults().next(method, fault, times);
    }
    [[nodiscard]] std::size_t calls_of(std::string_view method) const {
        std::size_t found = 0;
        for (const auto& call : box_->api().calls()) found += call.method == method ? 1U : 0U;
        return found;
    }
    /// Until nothing waits any more; what `status` says then.
    std::string settled() {
        Ended status;
        EXPECT_TRUE(eventually([&] {
            status = verb("status");
            return status.words.find("waiting: 0") != std::string::npos;
        })) << status.words
            << debrief_->output();
        return status.words;
    }
    /// Waits until the program gave up a message, and says what it tells.
    std::string given_up() {
        Ended status;
        EXPECT_TRUE(eventually([&] {
            status = verb("status");
            return status.words.find("given up: 0\n") == std::string::npos;
        })) << debrief_->output();
        return status.words;
    }
};

TEST_F(Outages, EachMessageIsThereExactlyOnceWhateverSlackAnswered) {
    plan("chat.postMessage", Fault::Kind::rate_limited);
    plan("chat.postMessage", Fault::Kind::server_error);
    plan("chat.postMessage", Fault::Kind::html);
    plan("chat.postMessage", Fault::Kind::half);
    const std::vector<std::string> titles{"Alpha", "Beta", "Gamma", "Delta", "Epsilon"};
    for (const std::string& title : titles) {
        types("Olga", "/debrief open incident " + title);
        // Slack's wish to wait is known before the next message.
        ASSERT_TRUE(eventually([this] { return calls_of("chat.postMessage") > 0; }));
    }
    EXPECT_TRUE(has_heads(titles.size())) << debrief_->output();
    settled();
    for (const std::string& title : titles) EXPECT_EQ(count(ids::checkout, title), 1U) << title;
    EXPECT_EQ(box_->limits().impatient(), 0) << "Retry-After was not honoured";

    // The same for updates.
    plan("chat.update", Fault::Kind::rate_limited);
    plan("chat.update", Fault::Kind::server_error);
    plan("chat.update", Fault::Kind::half);
    types("Ivan", "/debrief answer works F-1");
    EXPECT_TRUE(eventually([this] { return count(ids::checkout, "works 1,") == 1; }));
    settled();
    EXPECT_EQ(heads().size(), titles.size());
    EXPECT_EQ(box_->limits().impatient(), 0) << "Retry-After was not honoured";
}

TEST_F(Outages, NoAnswerAtAllIsLookedInto) {
    plan("chat.postMessage", Fault::Kind::silent);
    plan("chat.postMessage", Fault::Kind::lost);
    types("Olga", "/debrief open incident Alpha");
    types("Olga", "/debrief open incident Beta service:search");
    // Both are answered at once, however long Slack takes.
    sees("Olga", "F-2");
    EXPECT_TRUE(eventually(
        [this] {
            return count(ids::checkout, "Alpha") == 1 && count(ids::search, "Beta") == 1 &&
                   stored("SELECT 1 FROM posted").size() == 2;
        },
        40s
    )) << debrief_->output();
    settled();
    EXPECT_EQ(count(ids::checkout, "Alpha"), 1U);
    EXPECT_EQ(count(ids::search, "Beta"), 1U);
}

TEST_F(Outages, NothingIsLostWhileTheTokenIsRevoked) {
    opens("Olga", "Before");
    Fault revoked;
    revoked.kind = Fault::Kind::error;
    revoked.name = "token_revoked";
    box_->api().faults().next("*", revoked, 10'000);
    types("Olga", "/debrief feedback F-1 Said meanwhile");
    sees("Olga", "Recorded as B-1");
    types("Olga", "/debrief open incident Meanwhile");
    EXPECT_TRUE(eventually([this] { return get("/readyz").status == 503; }));
    EXPECT_THAT(
        get("/readyz").body,
        AllOf(HasSubstr("does not accept the bot token"), HasSubstr("install the app again"))
    );
    const Ended doctor = verb("doctor");
    EXPECT_EQ(doctor.code, 1);
    EXPECT_THAT(doctor.words, HasSubstr("PROBLEM"));
    const Ended status = verb("status");
    EXPECT_THAT(status.words, HasSubstr("given up: 0"));
    EXPECT_EQ(count(ids::checkout, "eanwhile"), 0U);

    box_->api().faults().forget();
    // Debrief asks once a minute while the token is refused.
    EXPECT_TRUE(eventually(
        [this] {
            return count(ids::checkout, "Said meanwhile") == 1 &&
                   count(ids::checkout, "Meanwhile") == 1;
        },
        75s
    )) << debrief_->output();
    EXPECT_TRUE(eventually([this] { return get("/readyz").status == 200; }));
    EXPECT_EQ(count(ids::checkout, "Said meanwhile"), 1U);
}

TEST_F(Outages, ADeletedChannelIsToldToTheOperatorAndHoldsNothingElseUp) {
    opens("Olga", "Here");
    box_->workspace().remove_channel(ids::search);
    types("Olga", "/debrief open incident There service:search");
    sees("Olga", "F-2");
    EXPECT_THAT(
        given_up(), AllOf(HasSubstr("head to C0SEARCH001"), HasSubstr("in the channel C0SEARCH001"))
    );
    types("Olga", "/debrief feedback F-1 Still heard");
    sees("Ivan", "Still heard");
    EXPECT_EQ(get("/readyz").status, 200);
}

TEST_F(Outages, ABotThatWasRemovedComesBackOrSaysItIsMissing) {
    // A public channel it may join again.
    box_->workspace().leave(ids::checkout, ids::bot_user);
    opens("Olga", "Public");
    // A private one only people can let it into.
    box_->workspace().leave(ids::security, ids::bot_user);
    const auto answer = post(signed_request(
        form_type, command_form("open incident Hidden private", "hidden", ids::security)
    ));
    EXPECT_THAT(answer.body, HasSubstr("F-2"));
    EXPECT_THAT(given_up(), HasSubstr("invite it there"));
    EXPECT_EQ(posts(ids::security).size(), 0U);
    box_->workspace().join(ids::security, ids::bot_user, ids::olga);
    post(signed_request(form_type, command_form("answer works F-2", "back", ids::security)));
    EXPECT_TRUE(eventually([this] { return count(ids::security, "Hidden") == 1; }));
}

}  // namespace
}  // namespace debrief::test
