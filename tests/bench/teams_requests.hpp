// Activities as Teams sends them, complete with head and token, made before they are needed.
#pragma once
#include "bot/base/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::bench {

inline constexpr std::string_view teams_channel = "19:bench@thread.tacv2";

/// The keys of the login as its JWKS document.
[[nodiscard]] std::string login_keys();

/// How tokens come: Teams sends the same one for many activities; the hardest case is a new one for
/// each.
enum class Tokens { same, new_each };

class TeamsRequests {
  public:
    /// `service_url` is the Connector's address.
    TeamsRequests(Random& random, std::string service_url)
        : random_(random), service_url_(std::move(service_url)) {}

    /// Mentions in the channel; "%" in the text becomes a number that was not there before. Good
    /// for an hour.
    [[nodiscard]] std::vector<std::string> many(
        std::string_view text, std::size_t count, Tokens tokens
    );

  private:
    [[nodiscard]] std::string body(std::string_view text);
    [[nodiscard]] std::string token();

    Random& random_;
    std::string service_url_;
    std::size_t made_ = 0;
};

}  // namespace debrief::bench
