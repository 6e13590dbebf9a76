#include "bot/core/person.hpp"

namespace debrief::core {

const Account* Person::account_on(Platform platform) const {
    for (const auto& account : accounts) {
        if (account.platform == platform) return &account;
    }
    return nullptr;
}

}  // namespace debrief::core
