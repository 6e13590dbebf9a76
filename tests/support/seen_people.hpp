// People that Debrief has met before: their accounts, names and addresses are known.
#pragma once
#include "tests/support/world.hpp"

namespace debrief::test {

inline void see(World& world, std::initializer_list<const char*> users) {
    for (const char* user : users) world.handle(world.intended(user, core::OpenHome()));
    world.deliver();
    world.sender.sent.clear();
}

}  // namespace debrief::test
