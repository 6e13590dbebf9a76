// Block Kit as tables: what a message or view may hold, and how much. The validator and the fitter
// read the same tables. Facts: Slack's Block Kit reference; lengths are Unicode code points.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace debrief::templates::blockkit {

inline constexpr std::size_t message_blocks = 50;
inline constexpr std::size_t view_blocks = 100;
/// Slack refuses a message near 13,200 characters although every single limit is kept; this leaves
/// room.
inline constexpr std::size_t message_characters = 12'000;
inline constexpr std::size_t message_text = 4'000;

/// What a field holds.
enum class Is : std::uint8_t {
    any,
    flag,     ///< true or false
    whole,    ///< an integer from min to max
    id,       ///< a string that a program reads: it cannot be cut
    words,    ///< a string that people read
    plain,    ///< a plain_text object
    text,     ///< a plain_text or mrkdwn object
    object,   ///< one of `shapes`
    objects,  ///< min to max of `shapes`
    texts,    ///< min to max text objects of at most `each` characters
    strings,  ///< min to max strings
    choice,   ///< one of the words in `choices`
    date,     ///< YYYY-MM-DD
    time,     ///< HH:mm
};

struct Shape;

struct Field {
    std::string_view name;
    Is is = Is::any;
    std::size_t min = 0;
    std::size_t max = 0;
    std::size_t each = 0;
    std::span<const Shape* const> shapes = {};
    std::string_view choices = {};
    bool required = false;
};

/// One kind of object, told apart by its "type" (empty: the object has none).
struct Shape {
    std::string_view type;
    std::span<const Field> common;
    std::span<const Field> fields;
    bool modal_only = false;
};

/// The blocks Debrief knows.
[[nodiscard]] std::span<const Shape* const> blocks();
/// The members of a modal and of a home tab besides "type".
[[nodiscard]] const Shape& modal();
[[nodiscard]] const Shape& home();
/// The members of a message.
[[nodiscard]] const Shape& message();

/// The shape among several that has this "type"; the only one when it has no type; null when none
/// fits.
[[nodiscard]] const Shape* find_shape(std::span<const Shape* const> shapes, std::string_view type);
[[nodiscard]] const Field* find_field(const Shape& shape, std::string_view name);

}  // namespace debrief::templates::blockkit
