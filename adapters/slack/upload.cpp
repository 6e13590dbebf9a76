#include "adapters/slack/upload.hpp"

#include <utility>

namespace debrief::slack {
namespace {

ApiAnswer without_effect(ApiAnswer answer) {
    if (answer.kind == ApiAnswer::Kind::unclear) answer.kind = ApiAnswer::Kind::not_sent;
    return answer;
}

}  // namespace

asio::awaitable<ApiAnswer> upload(
    WebApi& api, std::string channel, std::string name, std::string bytes, std::string comment
) {
    json::Value wanted = json::Value::object();
    wanted.set("filename", name).set("length", bytes.size());
    ApiAnswer place = co_await api.call("files.getUploadURLExternal", wanted);
    if (!place.ok()) co_return without_effect(std::move(place));
    std::string url(place.body["upload_url"].str());
    ApiAnswer taken = co_await api.send_bytes(std::move(url), std::move(bytes));
    if (!taken.ok()) co_return without_effect(std::move(taken));
    json::Value file = json::Value::object();
    file.set("id", place.body["file_id"].str()).set("title", std::move(name));
    json::Value done = json::Value::object();
    done.set("files", json::Value::array().push(std::move(file)));
    done.set("channel_id", std::move(channel)).set("initial_comment", std::move(comment));
    ApiAnswer shared = co_await api.call("files.completeUploadExternal", done);
    co_return shared;
}

}  // namespace debrief::slack
