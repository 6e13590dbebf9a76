// The people and channels the sandbox starts with.
#pragma once
#include "adapters/sandbox/workspace.hpp"

#include <string_view>

namespace debrief::sandbox {

namespace ids {
inline constexpr auto olga = "U0OLGA00001";    ///< ops, Europe/Berlin
inline constexpr auto piotr = "U0PIOTR0001";   ///< ops, Europe/Warsaw
inline constexpr auto mei = "U0MEI000001";     ///< ops, Asia/Tokyo
inline constexpr auto ivan = "U0IVAN00001";    ///< IT, Europe/Berlin
inline constexpr auto priya = "U0PRIYA0001";   ///< IT, America/New_York
inline constexpr auto sam = "U0SAM000001";     ///< nobody plays him: has no e-mail address
inline constexpr auto former = "U0FORMER001";  ///< nobody plays her: deactivated

inline constexpr auto lead_group = "S0LEADS0001";  ///< @leads: Olga and Ivan

inline constexpr auto checkout = "C0CHECKOUT1";
inline constexpr auto search = "C0SEARCH001";
inline constexpr auto operations = "C0OPSROOM01";    ///< where the summary goes
inline constexpr auto general = "C0GENERAL01";       ///< Debrief is not in it
inline constexpr auto security = "C0SECURITY1";      ///< private, Debrief is in it
inline constexpr auto leads = "C0LEADS0001";         ///< private, Debrief is not in it
inline constexpr auto old_checkout = "C0OLDCHECK1";  ///< archived
}  // namespace ids

/// Fills an empty workspace.
void furnish(Workspace& workspace);

}  // namespace debrief::sandbox
