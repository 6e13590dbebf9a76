// Internal to blockkit.cpp: the words its tables are written in, and the objects that elements are
// composed of.
#pragma once
#include "templates/blockkit.hpp"

namespace debrief::templates::blockkit {

using Shapes = std::span<const Shape* const>;

constexpr Field must(Field field) {
    field.required = true;
    return field;
}
constexpr Field any(std::string_view name) {
    return {.name = name};
}
constexpr Field flag(std::string_view name) {
    return {.name = name, .is = Is::flag};
}
constexpr Field whole(std::string_view name, std::size_t min, std::size_t max) {
    return {.name = name, .is = Is::whole, .min = min, .max = max};
}
constexpr Field id(std::string_view name, std::size_t max, std::size_t min = 1) {
    return {.name = name, .is = Is::id, .min = min, .max = max};
}
constexpr Field words(std::string_view name, std::size_t max, std::size_t min = 1) {
    return {.name = name, .is = Is::words, .min = min, .max = max};
}
constexpr Field plain(std::string_view name, std::size_t max) {
    return {.name = name, .is = Is::plain, .min = 1, .max = max};
}
constexpr Field text(std::string_view name, std::size_t max) {
    return {.name = name, .is = Is::text, .min = 1, .max = max};
}
constexpr Field object(std::string_view name, Shapes shapes) {
    return {.name = name, .is = Is::object, .shapes = shapes};
}
constexpr Field objects(std::string_view name, std::size_t min, std::size_t max, Shapes shapes) {
    return {.name = name, .is = Is::objects, .min = min, .max = max, .shapes = shapes};
}
constexpr Field strings(std::string_view name, std::size_t max) {
    return {.name = name, .is = Is::strings, .max = max};
}
constexpr Field choice(std::string_view name, std::string_view choices) {
    return {.name = name, .is = Is::choice, .choices = choices};
}
constexpr Field of_kind(std::string_view name, Is is) {
    return {.name = name, .is = is};
}

// Composition objects.
inline constexpr Field confirm_fields[] = {
    must(plain("title", 100)),
    must(text("text", 300)),
    must(plain("confirm", 30)),
    must(plain("deny", 30)),
    choice("style", "primary danger"),
};
inline constexpr Shape confirm{"", {}, confirm_fields};
inline constexpr const Shape* confirms[] = {&confirm};

inline constexpr Field option_fields[] = {
    must(plain("text", 75)), must(id("value", 150)), plain("description", 75)};
inline constexpr Shape option{"", {}, option_fields};
inline constexpr const Shape* options[] = {&option};
// In check boxes and radio buttons the text may hold markup; in an overflow menu an option may lead
// to an address.
inline constexpr Field marked_option_fields[] = {
    must(text("text", 75)), must(id("value", 150)), text("description", 75)};
inline constexpr Shape marked_option{"", {}, marked_option_fields};
inline constexpr const Shape* marked_options[] = {&marked_option};
inline constexpr Field menu_option_fields[] = {
    must(plain("text", 75)), must(id("value", 150)), plain("description", 75), id("url", 3000)};
inline constexpr Shape menu_option{"", {}, menu_option_fields};
inline constexpr const Shape* menu_options[] = {&menu_option};
inline constexpr Field group_fields[] = {
    must(plain("label", 75)), must(objects("options", 1, 100, options))};
inline constexpr Shape group{"", {}, group_fields};
inline constexpr const Shape* groups[] = {&group};
inline constexpr Field dispatch_fields[] = {strings("trigger_actions_on", 2)};
inline constexpr Shape dispatch{"", {}, dispatch_fields};
inline constexpr const Shape* dispatches[] = {&dispatch};
inline constexpr Field file_fields[] = {id("id", 255), id("url", 3000)};
inline constexpr Shape slack_file{"", {}, file_fields};
inline constexpr const Shape* slack_files[] = {&slack_file};

}  // namespace debrief::templates::blockkit
