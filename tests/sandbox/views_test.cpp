// Modals: trigger ids, stacks, submissions.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Views : public Playground {
  protected:
    Views() { start(); }
    /// The trigger id of a fresh command of Olga's.
    std::string trigger() {
        forget();
        types(ids::olga, ids::checkout, "/debrief form");
        return field(bot->requests().at(0), "trigger_id");
    }
    /// The trigger id of a press on the topmost modal's button.
    Answer open(const std::string& trigger_id, json::Value view = form_view()) {
        return post(
            "views.open", object().set("trigger_id", trigger_id).set("view", std::move(view))
        );
    }
    const View* top() { return box->modals().top(ids::olga); }
    /// Opens the form and submits it; the bot answers with that body.
    void submit(const std::string& text, const std::string& body, int status = 200) {
        if (top() == nullptr) open(trigger());
        forget();
        bot->push(net::HttpResponse(status, "application/json", body));
        run(box->client().submit(ids::olga, top()->id, filled(text)));
    }
};

TEST_F(Views, OpenWithAFreshTrigger) {
    const std::string id = trigger();
    const Answer answer = open(id);
    ASSERT_TRUE(answer.ok()) << answer.error();
    EXPECT_EQ(top()->id, answer.body["view"]["id"].str());
    EXPECT_EQ(answer.body["view"]["root_view_id"].str(), top()->id);
    EXPECT_EQ(open(id).error(), "exchanged_trigger_id");
    EXPECT_EQ(open("1.2.x").error(), "invalid_trigger_id");
}

TEST_F(Views, ATriggerLivesThreeSeconds) {
    const std::string late = trigger();
    clock.advance(Duration(3'001));
    EXPECT_EQ(open(late).error(), "expired_trigger_id");
    const std::string soon = trigger();
    clock.advance(Duration(3'000));
    EXPECT_TRUE(open(soon).ok());
}

TEST_F(Views, AreChecked) {
    const Answer untitled = open(trigger(), form_view().set("title", json::Value()));
    EXPECT_EQ(untitled.error(), "invalid_arguments");
    EXPECT_NE(untitled.message().find("json-pointer:/view"), std::string::npos);
    json::Value without_submit = form_view();
    without_submit.erase("submit");
    EXPECT_EQ(open(trigger(), std::move(without_submit)).error(), "invalid_arguments")
        << "inputs need a submit button";
    EXPECT_EQ(
        open(trigger(), form_view("This title is longer than 24")).error(), "invalid_arguments"
    );
    EXPECT_EQ(open(trigger(), form_view().set("type", "home")).error(), "invalid_arguments");
    EXPECT_EQ(
        open(trigger(), form_view().set("private_metadata", std::string(260'000, 'x'))).error(),
        "view_too_large"
    );
    EXPECT_EQ(post("views.open", object().set("trigger_id", "x")).error(), "invalid_arguments");
}

TEST_F(Views, ABrokenViewDoesNotUseUpTheTrigger) {
    const std::string id = trigger();
    EXPECT_FALSE(open(id, object().set("type", "modal")).ok());
    EXPECT_TRUE(open(id).ok());
}

TEST_F(Views, UpdateByIdOrExternalIdAndHash) {
    const Answer opened = open(trigger(), form_view("Loading…").set("external_id", "mine"));
    const std::string id(opened.body["view"]["id"].str());
    const std::string hash(opened.body["view"]["hash"].str());
    const auto update = [&](json::Value arguments) {
        return post(
            "views.update",
            std::move(arguments.set("view", form_view("Ready").set("external_id", "mine")))
        );
    };
    EXPECT_TRUE(update(object().set("view_id", id).set("hash", hash)).ok());
    EXPECT_EQ(top()->definition["title"]["text"].str(), "Ready");
    EXPECT_EQ(update(object().set("view_id", id).set("hash", hash)).error(), "hash_conflict");
    EXPECT_TRUE(update(object().set("external_id", "mine")).ok());
    EXPECT_EQ(update(object().set("view_id", "V1")).error(), "not_found");
    EXPECT_EQ(update(object()).error(), "invalid_arguments");
    run(box->client().close(ids::olga, id, false));
    EXPECT_EQ(update(object().set("view_id", id)).error(), "not_found")
        << "an app cannot update a closed view";
}

TEST_F(Views, ExternalIdsAreUnique) {
    open(trigger(), form_view().set("external_id", "mine"));
    EXPECT_EQ(
        open(trigger(), form_view().set("external_id", "mine")).error(), "duplicate_external_id"
    );
}

TEST_F(Views, StackAtMostThree) {
    open(trigger());
    const auto push = [&] {
        return post(
            "views.push", object().set("trigger_id", trigger()).set("view", form_view("More"))
        );
    };
    EXPECT_TRUE(push().ok());
    EXPECT_TRUE(push().ok());
    EXPECT_EQ(push().error(), "push_limit_reached");
    EXPECT_EQ(top()->root, box->modals().stack(ids::olga).front().id);
}

TEST_F(Views, SubmissionCarriesTheValues) {
    submit("hello", "");
    const json::Value payload = body_of(bot->requests().at(0));
    EXPECT_EQ(payload["type"].str(), "view_submission");
    EXPECT_EQ(payload["view"]["state"]["values"]["in"]["text"]["value"].str(), "hello");
    EXPECT_EQ(payload["view"]["state"]["values"]["in"]["text"]["type"].str(), "plain_text_input");
    EXPECT_EQ(payload["user"]["id"].str(), ids::olga);
    EXPECT_EQ(top(), nullptr) << "an empty answer closes the view";
}

TEST_F(Views, SlackChecksTheFormFirst) {
    open(trigger());
    forget();
    run(box->client().submit(ids::olga, top()->id, filled("  ")));
    ASSERT_EQ(top()->errors.size(), 1U);
    EXPECT_EQ(top()->errors.at(0).first, "in");
    run(box->client().submit(ids::olga, top()->id, filled("longer than twenty characters")));
    EXPECT_EQ(top()->errors.at(0).second, "Please enter at most 20 characters.");
    EXPECT_TRUE(bot->requests().empty());
}

TEST_F(Views, AnswersSteerTheStack) {
    submit("x", R"({"response_action":"errors","errors":{"in":"Say more."}})");
    ASSERT_EQ(top()->errors.size(), 1U);
    EXPECT_EQ(top()->errors.at(0).second, "Say more.");
    submit(
        "x", json::dump(object().set("response_action", "push").set("view", form_view("Second")))
    );
    EXPECT_EQ(top()->definition["title"]["text"].str(), "Second");
    submit(
        "x", json::dump(object().set("response_action", "update").set("view", form_view("Third")))
    );
    EXPECT_EQ(top()->definition["title"]["text"].str(), "Third");
    EXPECT_EQ(box->modals().stack(ids::olga).size(), 2U);
    submit("x", R"({"response_action":"clear"})");
    EXPECT_EQ(top(), nullptr);
}

TEST_F(Views, WrongAnswersAreTrouble) {
    for (const char* body :
         {R"({"ok":true})",
          "OK",
          R"({"response_action":"errors","errors":{}})",
          R"({"response_action":"errors","errors":{"no_such_block":"x"}})",
          R"({"response_action":"update","view":{"type":"modal"}})",
          R"({"response_action":"close"})"}) {
        submit("x", body);
        ASSERT_NE(top(), nullptr) << body;
        EXPECT_EQ(top()->trouble, submission_trouble) << body;
    }
    submit("x", "", 500);
    EXPECT_EQ(top()->trouble, submission_trouble);
    submit("x", "");
    EXPECT_EQ(top(), nullptr) << "trying again works";
}

TEST_F(Views, ClosingIsToldWhenAskedFor) {
    open(trigger());
    forget();
    run(box->client().close(ids::olga, top()->id, false));
    EXPECT_TRUE(bot->requests().empty());
    open(trigger(), form_view().set("notify_on_close", true));
    const std::string root = top()->id;
    post("views.push", object().set("trigger_id", trigger()).set("view", form_view("More")));
    forget();
    run(box->client().close(ids::olga, top()->id, true));
    ASSERT_EQ(bot->requests().size(), 1U);
    const json::Value payload = body_of(bot->requests().at(0));
    EXPECT_EQ(payload["type"].str(), "view_closed");
    EXPECT_EQ(payload["view"]["id"].str(), root) << "the x button tells the root view";
    EXPECT_EQ(payload["is_cleared"].boolean(), true);
    EXPECT_EQ(top(), nullptr);
}

TEST_F(Views, TheHomeTabIsPublished) {
    json::Value home = object().set("type", "home").set("blocks", button_blocks());
    const Answer first =
        post("views.publish", object().set("user_id", ids::olga).set("view", home));
    ASSERT_TRUE(first.ok()) << first.error();
    const std::string hash(first.body["view"]["hash"].str());
    const auto again = [&] {
        return post(
            "views.publish", object().set("user_id", ids::olga).set("view", home).set("hash", hash)
        );
    };
    EXPECT_TRUE(again().ok());
    EXPECT_EQ(again().error(), "hash_conflict");
    EXPECT_EQ(
        post("views.publish", object().set("user_id", "U1").set("view", home)).error(),
        "invalid_arguments"
    );
    forget();
    box->client().open_home(ids::olga);
    settle(1);
    EXPECT_EQ(
        events("app_home_opened").at(0)["event"]["view"]["id"].str(), first.body["view"]["id"].str()
    );
}

}  // namespace
}  // namespace debrief::sandbox
