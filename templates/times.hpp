// Times and numbers as words, without locale or time zone: UTC, English.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace debrief::templates {

/// Formats milliseconds since the epoch in UTC with the custom date and time specifiers of .NET, as
/// Adaptive Cards Templating takes them: yyyy yy MMMM MMM MM M dddd ddd dd d HH H hh h mm m ss s
/// tt, 'literal text' and \x. Empty for times outside the years 1 to 9999.
[[nodiscard]] std::string format_time(std::int64_t milliseconds, std::string_view format);

/// 1234567.891 with two decimals is "1,234,567.89".
[[nodiscard]] std::string format_number(double number, int decimals);

}  // namespace debrief::templates
