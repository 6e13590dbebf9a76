#include "adapters/sandbox/vouchers.hpp"

#include "adapters/sandbox/model.hpp"

#include <utility>

namespace debrief::sandbox {

std::string Triggers::issue(std::string user, std::string view) {
    const std::string id = std::to_string(random_.next() % 10'000'000'000ULL) + "." +
                           std::to_string(random_.next() % 100'000'000ULL) + "." +
                           fresh_key(random_);
    Trigger trigger;
    trigger.user = std::move(user);
    trigger.view = std::move(view);
    trigger.issued = clock_.now();
    issued_.emplace(id, std::move(trigger));
    return id;
}

std::optional<Trigger> Triggers::redeem(std::string_view id, std::string& error) {
    const auto found = issued_.find(id);
    if (found == issued_.end()) {
        error = "invalid_trigger_id";
        return std::nullopt;
    }
    Trigger& trigger = found->second;
    if (trigger.used) {
        error = "exchanged_trigger_id";
        return std::nullopt;
    }
    if (clock_.now() - trigger.issued > life) {
        error = "expired_trigger_id";
        return std::nullopt;
    }
    trigger.used = true;
    return trigger;
}

std::string ResponseUrls::issue(std::string_view kind, ResponseUrl url) {
    std::string path = std::string(kind) + "/" + ids::team + "/" +
                       std::to_string(random_.next() % 1'000'000'000'000ULL) + "/" +
                       fresh_key(random_);
    url.issued = clock_.now();
    issued_.emplace(path, std::move(url));
    return path;
}

const ResponseUrl* ResponseUrls::use(std::string_view path, std::string& error) {
    const auto found = issued_.find(path);
    if (found == issued_.end()) {
        error = "invalid_url";
        return nullptr;
    }
    ResponseUrl& url = found->second;
    if (clock_.now() - url.issued > life) {
        error = "expired_url";
        return nullptr;
    }
    if (url.uses >= max_uses) {
        error = "used_url";
        return nullptr;
    }
    ++url.uses;
    return &url;
}

void ResponseUrls::move_message(std::string_view path, std::string ts) {
    const auto found = issued_.find(path);
    if (found != issued_.end()) found->second.message = std::move(ts);
}

}  // namespace debrief::sandbox
