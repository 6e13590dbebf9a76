// One human across platforms, joined by e-mail.
#pragma once
#include "bot/core/ids.hpp"
#include "bot/core/place.hpp"

#include <string>
#include <vector>

namespace debrief::core {

/// A person's account on one platform. `tenant` is empty for the workspace of the configured bot
/// token.
struct Account {
    Account() = default;
    Account(Platform platform_, std::string tenant_, std::string user_)
        : platform(platform_), tenant(std::move(tenant_)), user(std::move(user_)) {}
    Platform platform = Platform::slack;
    std::string tenant;
    std::string user;
    [[nodiscard]] bool empty() const { return user.empty(); }
    friend auto operator<=>(const Account&, const Account&) = default;
};

struct Person {
    PersonId id;
    std::string name;      ///< what others see; the account's id until the platform told us
    std::string email;     ///< lower case; empty when unknown
    std::string timezone;  ///< IANA name; empty when unknown
    bool active = true;    ///< false once the platform says the account is gone
    std::vector<Account> accounts;
    [[nodiscard]] const Account* account_on(Platform platform) const;
    friend bool operator==(const Person&, const Person&) = default;
};

}  // namespace debrief::core
