#include "adapters/sandbox/files.hpp"

#include <utility>

namespace debrief::sandbox {

StoredFile& Files::promise(
    std::string place, std::string id, std::string name, std::size_t length
) {
    StoredFile& file = files_[std::move(place)];
    file.id = std::move(id);
    file.name = std::move(name);
    file.length = length;
    return file;
}

StoredFile* Files::by_id(std::string_view id) {
    for (auto& [place, file] : files_) {
        if (file.id == id) return &file;
    }
    return nullptr;
}

net::HttpResponse Files::take(const net::HttpRequest& request) {
    constexpr auto type = "text/plain";
    const auto found = files_.find(std::string(request.path().substr(path.size())));
    if (request.method != "POST") return {405, type, "POST only"};
    if (found == files_.end() || found->second.filled) return {404, type, "no such upload"};
    if (request.headers.has("Authorization")) return {400, type, "no token belongs here"};
    StoredFile& file = found->second;
    if (request.body.size() != file.length) return {400, type, "not as long as promised"};
    file.bytes = request.body;
    file.filled = true;
    return {200, type, "OK - " + std::to_string(file.length)};
}

}  // namespace debrief::sandbox
