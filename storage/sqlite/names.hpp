// How the values of enumerations are written in the database. Independent of how people see them:
// these never change without a migration.
#pragma once
#include "bot/core/concern.hpp"
#include "bot/core/control.hpp"
#include "bot/core/decision.hpp"
#include "bot/core/feedback.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/core/hand_over.hpp"
#include "bot/core/place.hpp"
#include "bot/core/plan.hpp"
#include "bot/core/protocol.hpp"

#include <array>
#include <string_view>

namespace debrief::storage::sqlite {

using Name = std::string_view;

/// In the order of the enumeration.
template <class Enum>
inline constexpr std::array<Name, 0> names{};

template <>
inline constexpr std::array<Name, 6> names<core::Platform>{
    "slack", "teams", "web", "source", "clock", "console"};
template <>
inline constexpr std::array<Name, 2> names<core::SubjectKind>{"incident", "upgrade"};
template <>
inline constexpr std::array<Name, 5> names<core::Outcome>{
    "unknown", "success", "with_issues", "failed", "rolled_back"};
template <>
inline constexpr std::array<Name, 3> names<core::FollowUpState>{"open", "closed", "planned"};
template <>
inline constexpr std::array<Name, 5> names<core::Closing>{
    "none", "settled", "with_reason", "quiet", "cancelled"};
template <>
inline constexpr std::array<Name, 3> names<core::Verdict>{"works", "partly", "broken"};
template <>
inline constexpr std::array<Name, 7> names<core::FeedbackState>{
    "received", "accepted", "declined", "became_control", "done", "confirmed", "withdrawn"};
template <>
inline constexpr std::array<Name, 6> names<core::Topic>{
    "timeline", "resources", "risk", "roles", "priorities", "communication"};
template <>
inline constexpr std::array<Name, 2> names<core::Side>{"ops", "it"};
template <>
inline constexpr std::array<Name, 5> names<core::ConcernState>{
    "raised", "answered", "proposed", "settled", "withdrawn"};
template <>
inline constexpr std::array<Name, 2> names<core::ProtocolState>{"agreed", "retired"};
template <>
inline constexpr std::array<Name, 4> names<core::HandOverState>{
    "asked", "accepted", "declined", "taken_back"};
template <>
inline constexpr std::array<Name, 3> names<core::PlanRole>{"it", "ops", "approver"};
template <>
inline constexpr std::array<Name, 3> names<core::ControlKind>{
    "preventive", "detective", "corrective"};
template <>
inline constexpr std::array<Name, 3> names<core::Strength>{"stronger", "intermediate", "weaker"};
template <>
inline constexpr std::array<Name, 6> names<core::ControlState>{
    "proposed", "agreed", "in_progress", "done", "verified", "dropped"};
template <>
inline constexpr std::array<Name, 5> names<core::Check>{
    "none", "held", "partly", "failed", "early"};
template <>
inline constexpr std::array<Name, 9> names<core::Post::Kind>{
    "post", "upsert", "replace", "ephemeral", "remove", "look_up", "look_up_group", "home", "file"};
template <>
inline constexpr std::array<Name, 3> names<core::ExportFormat>{"csv", "json", "markdown"};

}  // namespace debrief::storage::sqlite
