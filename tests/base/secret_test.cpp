// A Secret must not be printable by any of the ways this program prints. These are compile-time
// proofs.
#include "bot/base/secret.hpp"

#include "bot/base/json.hpp"
#include "bot/base/log.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>

namespace debrief {
namespace {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
    out << value;
};
template <class T>
concept Loggable = requires(const T& value) {
    log::Field("key", value);
};
template <class T>
concept Appendable = requires(std::string& text, const T& value) {
    text += value;
};

// The probes themselves can say yes.
static_assert(Streamable<std::string> && Loggable<std::string> && Appendable<std::string>);
static_assert(fmt::is_formattable<std::string>::value);

static_assert(!Streamable<Secret>);
static_assert(!Loggable<Secret>);
static_assert(!Appendable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_constructible_v<std::string, Secret>);
static_assert(!std::is_constructible_v<json::Value, Secret>);
static_assert(
    !std::is_convertible_v<std::string, Secret>, "a plain text does not become one unnoticed"
);

TEST(Secret, ShowsItselfOnlyWhenAsked) {
    const Secret secret("s3cret");
    EXPECT_EQ(secret.reveal(), "s3cret");
    EXPECT_FALSE(secret.empty());
    EXPECT_TRUE(Secret().empty());
}

}  // namespace
}  // namespace debrief
