// What needs somebody, and who may do what, with the real program in the workspace.
#include "tests/journeys/at_work.hpp"

namespace debrief::test {
namespace {

namespace ids = sandbox::ids;

class Home : public AtWork {
  protected:
    /// The words of a person's Home tab; empty while nothing was published.
    [[nodiscard]] std::string page_of(std::string_view user) const {
        const sandbox::View* view = box_->modals().home(user);
        return view == nullptr ? "" : json::dump(view->definition["blocks"]);
    }
    bool shows(std::string_view user, const std::string& words) {
        return eventually([&] { return page_of(user).find(words) != std::string::npos; });
    }
};

TEST_F(Home, ShowsWhatWaitsAndFollowsWhatIsDoneThere) {
    start();
    opens("Olga", "Payments time out", "severity:1");
    box_->client().open_home(ids::ivan);
    ASSERT_TRUE(shows(ids::ivan, "The acknowledgement")) << debrief_->output();
    EXPECT_EQ(page_of(ids::ivan).find("An answer from ops"), std::string::npos);
    box_->client().open_home(ids::olga);
    ASSERT_TRUE(shows(ids::olga, "An answer from ops")) << debrief_->output();
    box_->client().open_home(ids::mei);
    ASSERT_TRUE(shows(ids::mei, "Nothing waits for you")) << debrief_->output();

    // Ivan acknowledges elsewhere; opening the tab anew shows what is owed next.
    types("Ivan", "/debrief ack F-1 happened: A stop put right: A start next: An alert");
    box_->client().open_home(ids::ivan);
    ASSERT_TRUE(shows(ids::ivan, "What led to M-1")) << debrief_->output();

    // A button on the page answers, and the page follows.
    types("Ivan", "/debrief control add M-1 An alert");
    types("Ivan", "/debrief control done C-1 see the dashboard");
    box_->client().open_home(ids::olga);
    ASSERT_TRUE(shows(ids::olga, "Verify C-1")) << debrief_->output();
    sandbox::Press press;
    press.view = box_->modals().home(ids::olga)->id;
    json::Value(box_->modals().home(ids::olga)->definition["blocks"])
        .ref()
        .each([&](json::Ref block) {
            if (block["accessory"]["value"].str() != "control verify C-1") return;
            press.block_id = block["block_id"].str();
            press.action_id = block["accessory"]["action_id"].str();
        });
    ASSERT_FALSE(press.action_id.empty());
    EXPECT_EQ(run(box_->client().press(ids::olga, press)), "");
    ASSERT_TRUE(eventually([&] {
        return page_of(ids::olga).find("Verify C-1") == std::string::npos;
    })) << debrief_->output();
    EXPECT_EQ(stored("SELECT state FROM controls"), std::vector<std::string>{"verified"});
}

TEST_F(Home, RolesFollowAUserGroupOfTheWorkspace) {
    start(
        std::string("[[role]]\nname = \"lead\"\nslack_user_groups = [\"") + ids::lead_group +
        "\"]\n"
    );
    ASSERT_TRUE(eventually([this] {
        return stored("SELECT users FROM user_groups") ==
               std::vector<std::string>{std::string(ids::olga) + " " + ids::ivan};
    })) << debrief_->output();
    opens("Olga", "Payments time out", "severity:1");
    types("Ivan", "/debrief ack F-1 happened: A stop put right: A start next: An alert");
    types("Ivan", "/debrief control add M-1 An alert");
    types("Priya", "/debrief control drop C-1 Not needed");
    sees("Priya", "Only a lead can drop a control.");
    EXPECT_EQ(stored("SELECT state FROM controls"), std::vector<std::string>{"agreed"});
    types("Ivan", "/debrief control drop C-1 Not needed");
    ASSERT_TRUE(eventually([this] {
        return stored("SELECT state FROM controls") == std::vector<std::string>{"dropped"};
    })) << debrief_->output();
}

}  // namespace
}  // namespace debrief::test
