// files.*: three steps, in this order, once.
#include "tests/sandbox/playground.hpp"

namespace debrief::sandbox {
namespace {

class Uploads : public Playground {
  protected:
    Uploads() { start(); }
    Answer promise(const std::string& length = "5") {
        return get("files.getUploadURLExternal", {{"filename", "a.csv"}, {"length", length}});
    }
    int put(const Answer& promised, const std::string& bytes, bool with_token = false) {
        net::HttpRequest request("POST", "/");
        request.body = bytes;
        if (with_token) request.headers.add("Authorization", std::string("Bearer ") + test_token);
        auto result = run(client->send(promised.text("upload_url"), std::move(request)));
        return result ? result->status : 0;
    }
    Answer complete(const std::string& id, const std::string& channel) {
        json::Value file = object().set("id", id).set("title", "A table");
        return post(
            "files.completeUploadExternal",
            object()
                .set("files", json::Value::array().push(std::move(file)))
                .set("channel_id", channel)
                .set("initial_comment", "Here it is")
        );
    }
};

TEST_F(Uploads, EndAsAMessageWithTheFile) {
    const Answer promised = promise();
    ASSERT_TRUE(promised.ok()) << promised.error();
    EXPECT_EQ(put(promised, "a,b\r\n"), 200);
    const Answer done = complete(promised.text("file_id"), ids::checkout);
    ASSERT_TRUE(done.ok()) << done.error();
    const auto& messages = box->workspace().channel(ids::checkout)->messages;
    const Message& last = messages.rbegin()->second;
    EXPECT_EQ(last.text, "Here it is");
    EXPECT_EQ(last.files.ref().at(0)["title"].str(), "A table");
    EXPECT_EQ(box->files().all().begin()->second.bytes, "a,b\r\n");
    EXPECT_EQ(complete(promised.text("file_id"), ids::checkout).error(), "file_not_found")
        << "shared once";
}

TEST_F(Uploads, TakeWhatWasPromisedWithoutAToken) {
    const Answer promised = promise();
    EXPECT_EQ(put(promised, "a,b\r\n", true), 400);
    EXPECT_EQ(put(promised, "a,b"), 400);
    EXPECT_EQ(complete(promised.text("file_id"), ids::checkout).error(), "file_not_found");
    EXPECT_EQ(put(promised, "a,b\r\n"), 200);
    EXPECT_EQ(put(promised, "a,b\r\n"), 404) << "once";
}

TEST_F(Uploads, NeedAPlaceTheBotIsIn) {
    const Answer promised = promise();
    EXPECT_EQ(put(promised, "a,b\r\n"), 200);
    const std::string id = promised.text("file_id");
    EXPECT_EQ(complete(id, ids::leads).error(), "channel_not_found");
    EXPECT_EQ(complete(id, ids::olga).error(), "channel_not_found") << "a person is no channel";
    EXPECT_EQ(complete(id, ids::general).error(), "not_in_channel");
}

TEST_F(Uploads, RefuseBadArguments) {
    EXPECT_EQ(promise("0").error(), "invalid_arguments");
    EXPECT_EQ(promise("long").error(), "invalid_arguments");
    EXPECT_EQ(get("files.getUploadURLExternal", {{"length", "5"}}).error(), "invalid_arguments");
    EXPECT_EQ(post("files.completeUploadExternal", object()).error(), "invalid_arguments");
}

TEST_F(Playground, TakesNoFilesWithoutTheScope) {
    Settings settings = usual();
    settings.scopes.erase("files:write");
    start(settings);
    const Answer promised =
        get("files.getUploadURLExternal", {{"filename", "a.csv"}, {"length", "5"}});
    EXPECT_EQ(promised.error(), "missing_scope");
}

}  // namespace
}  // namespace debrief::sandbox
