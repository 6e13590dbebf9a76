// Files on their way into the workspace: promised, filled, shared.
#pragma once
#include "bot/net/http.hpp"

#include <map>
#include <string>
#include <string_view>

namespace debrief::sandbox {

struct StoredFile {
    std::string id, name, title, bytes;
    std::size_t length = 0;  ///< as it was promised
    bool filled = false, shared = false;
};

class Files {
  public:
    /// The place that an upload address names.
    StoredFile& promise(std::string place, std::string id, std::string name, std::size_t length);
    [[nodiscard]] StoredFile* by_id(std::string_view id);
    [[nodiscard]] const std::map<std::string, StoredFile>& all() const { return files_; }
    /// Answers POST /upload/v1/PLACE. As Slack does, it takes the bytes once, exactly as many as
    /// were promised; and it has no use for a token, so that one that comes along is a mistake.
    [[nodiscard]] net::HttpResponse take(const net::HttpRequest& request);

    static constexpr std::string_view path = "/upload/v1/";

  private:
    std::map<std::string, StoredFile> files_;  ///< by place
};

}  // namespace debrief::sandbox
