// files.*: an address for the bytes, and sharing what came there.
#include "adapters/sandbox/api_methods.hpp"
#include "adapters/sandbox/shapes.hpp"

#include <array>
#include <string>

namespace debrief::sandbox {
namespace {

constexpr std::int64_t longest = 1'000'000'000;

ApiReply get_upload_url(ApiContext& context, const Arguments& arguments) {
    for (const char* needed : {"filename", "length"}) {
        if (!arguments.has(needed))
            return invalid_argument(std::string("missing required field: ") + needed);
    }
    bool ok = true;
    const auto length = arguments.number("length", ok);
    if (!ok || !length || *length < 1 || *length > longest)
        return invalid_argument("must be a length in bytes [json-pointer:/length]");
    const std::string place = context.workspace.fresh_id("U");
    const std::string id = context.workspace.fresh_id("F");
    const auto size = static_cast<std::size_t>(*length);
    context.files.promise(place, id, arguments.text("filename"), size);
    std::string url = context.installation.page_url + std::string(Files::path.substr(1)) + place;
    ApiReply reply;
    reply.body.set("upload_url", std::move(url)).set("file_id", id);
    return reply;
}

/// The files that the call names, all of them filled and none shared before.
Refusal find_files(ApiContext& context, json::Ref named, std::vector<StoredFile*>& found) {
    Refusal refusal;
    named.each([&](json::Ref each) {
        StoredFile* file = context.files.by_id(each["id"].str());
        const bool ready = file != nullptr && file->filled && !file->shared;
        if (!ready) refusal = Refusal("file_not_found");
        if (!ready) return;
        file->title = each["title"].str(file->name);
        found.push_back(file);
    });
    return refusal;
}

json::Value files_json(const std::vector<StoredFile*>& files) {
    json::Value list = json::Value::array();
    for (const StoredFile* file : files) {
        list.push(json::Value::object()
                      .set("id", file->id)
                      .set("name", file->name)
                      .set("title", file->title)
                      .set("size", file->length)
                      .set("mode", "hosted"));
    }
    return list;
}

ApiReply complete_upload(ApiContext& context, const Arguments& arguments) {
    bool ok = true;
    const json::Value named = arguments.tree("files", ok);
    if (!ok || !named.ref().is_array() || named.ref().size() == 0)
        return invalid_argument("missing required field: files");
    std::vector<StoredFile*> files;
    if (Refusal refusal = find_files(context, named, files)) return refusal;
    const std::string id = arguments.text("channel_id");
    const Channel* channel = id.empty() ? nullptr : visible_channel(context, id);
    // A person's id is no channel here.
    if (!id.empty() && channel == nullptr) return fail("channel_not_found");
    if (channel != nullptr && !context.workspace.bot_is_in(id)) return fail("not_in_channel");
    if (channel != nullptr && channel->archived) return fail("is_archived");
    for (StoredFile* file : files) file->shared = true;
    ApiReply reply;
    reply.body.set("files", files_json(files));
    if (channel == nullptr) return reply;
    Message message;
    message.user = ids::bot_user;
    message.bot_id = ids::bot;
    message.by_app = true;
    message.subtype = "file_share";
    message.text = arguments.text("initial_comment");
    message.files = files_json(files);
    context.workspace.post(id, std::move(message));
    return reply;
}

constexpr std::array methods{
    ApiMethod{
        "files.getUploadURLExternal", CallRules{true, false}, 100, "files:write", get_upload_url},
    ApiMethod{
        "files.completeUploadExternal",
        CallRules{false, true},
        100,
        "files:write",
        complete_upload},
};

}  // namespace

std::span<const ApiMethod> file_methods() {
    return methods;
}

}  // namespace debrief::sandbox
