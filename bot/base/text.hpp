// UTF-8 text: lengths in code points, safe cuts, small joins.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::text {

[[nodiscard]] bool is_utf8(std::string_view text);
/// Invalid bytes become U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view text);
/// Code points, as the platforms count.
[[nodiscard]] std::size_t length(std::string_view utf8);
/// At most `limit` code points; when it has to cut, the last one is an ellipsis. Never cuts inside
/// a code point.
[[nodiscard]] std::string cut(std::string_view utf8, std::size_t limit);
/// Without white space (ASCII, NBSP) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII letters only; everything else stays.
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace debrief::text
