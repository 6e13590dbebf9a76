// The people, teams and chats the tenant starts with: the same people as in the workspace.
#pragma once
#include "adapters/sandbox/teams/tenant.hpp"

namespace debrief::sandbox::teams {

namespace ids {
inline constexpr auto olga = "29:1olga-7f3a90c2d41e5b68";
inline constexpr auto piotr = "29:1piotr-2b94e7d05c8f136a";
inline constexpr auto mei = "29:1mei-c05d18e6a7f2394b";
inline constexpr auto ivan = "29:1ivan-91e64fb8032da57c";
inline constexpr auto priya = "29:1priya-48c2d97a6e0b315f";
inline constexpr auto sam = "29:1sam-e3705b1c94f8d26a";  ///< a guest without an e-mail address

/// The team "Services"; the app is in it and may read its channels.
inline constexpr auto services = "19:5e41c35general0000000000000000f1@thread.tacv2";
inline constexpr auto general = services;
inline constexpr auto checkout = "19:c4ec0070000000000000000000000002@thread.tacv2";
inline constexpr auto search = "19:5ea4c400000000000000000000000003@thread.tacv2";
inline constexpr auto operations = "19:09e4a71000000000000000000000004a@thread.tacv2";
/// The team "Office", an old one that never heard of the app; a Workflow posts there.
inline constexpr auto office = "19:0ff1ce00000000000000000000000005@thread.skype";
/// Two group chats: the app is in the first.
inline constexpr auto on_call = "19:0c0a1100000000000000000000000006@thread.v2";
inline constexpr auto lunch = "19:1a9c4000000000000000000000000007@thread.v2";
}  // namespace ids

void furnish(Tenant& tenant);

}  // namespace debrief::sandbox::teams
