// Internal to blockkit.cpp: what stands inside blocks, from buttons to rich text.
#pragma once
#include "templates/blockkit_fields.hpp"

namespace debrief::templates::blockkit {

// Elements.
inline constexpr Field action_common[] = {id("action_id", 255)};
inline constexpr Field picker_common[] = {
    id("action_id", 255),
    object("confirm", confirms),
    flag("focus_on_load"),
    plain("placeholder", 150)};
inline constexpr Field entry_common[] = {
    id("action_id", 255),
    flag("focus_on_load"),
    plain("placeholder", 150),
    object("dispatch_action_config", dispatches)};

inline constexpr Field button_fields[] = {
    must(plain("text", 75)),
    id("value", 2000),
    id("url", 3000),
    choice("style", "primary danger"),
    words("accessibility_label", 75),
    object("confirm", confirms),
};
inline constexpr Shape button{"button", action_common, button_fields};
inline constexpr Field overflow_fields[] = {
    must(objects("options", 1, 5, menu_options)), object("confirm", confirms)};
inline constexpr Shape overflow{"overflow", action_common, overflow_fields};

inline constexpr Field static_fields[] = {
    objects("options", 1, 100, options),
    objects("option_groups", 1, 100, groups),
    object("initial_option", options)};
inline constexpr Shape static_select{"static_select", picker_common, static_fields};
inline constexpr Field external_fields[] = {
    object("initial_option", options), whole("min_query_length", 0, 3000)};
inline constexpr Shape external_select{"external_select", picker_common, external_fields};
inline constexpr Field users_fields[] = {id("initial_user", 255)};
inline constexpr Shape users_select{"users_select", picker_common, users_fields};
inline constexpr Field conversations_fields[] = {
    id("initial_conversation", 255),
    flag("default_to_current_conversation"),
    flag("response_url_enabled"),
    any("filter")};
inline constexpr Shape conversations_select{
    "conversations_select", picker_common, conversations_fields};
inline constexpr Field channels_fields[] = {
    id("initial_channel", 255), flag("response_url_enabled")};
inline constexpr Shape channels_select{"channels_select", picker_common, channels_fields};

inline constexpr Field multi_static_fields[] = {
    objects("options", 1, 100, options),
    objects("option_groups", 1, 100, groups),
    objects("initial_options", 1, 100, options),
    whole("max_selected_items", 1, 100)};
inline constexpr Shape multi_static_select{
    "multi_static_select", picker_common, multi_static_fields};
inline constexpr Field multi_external_fields[] = {
    objects("initial_options", 1, 100, options),
    whole("min_query_length", 0, 3000),
    whole("max_selected_items", 1, 100)};
inline constexpr Shape multi_external_select{
    "multi_external_select", picker_common, multi_external_fields};
inline constexpr Field multi_users_fields[] = {
    strings("initial_users", 100), whole("max_selected_items", 1, 100)};
inline constexpr Shape multi_users_select{"multi_users_select", picker_common, multi_users_fields};
inline constexpr Field multi_conversations_fields[] = {
    strings("initial_conversations", 100),
    flag("default_to_current_conversation"),
    any("filter"),
    whole("max_selected_items", 1, 100)};
inline constexpr Shape multi_conversations_select{
    "multi_conversations_select", picker_common, multi_conversations_fields};
inline constexpr Field multi_channels_fields[] = {
    strings("initial_channels", 100), whole("max_selected_items", 1, 100)};
inline constexpr Shape multi_channels_select{
    "multi_channels_select", picker_common, multi_channels_fields};

inline constexpr Field date_fields[] = {of_kind("initial_date", Is::date)};
inline constexpr Shape datepicker{"datepicker", picker_common, date_fields};
inline constexpr Field time_fields[] = {of_kind("initial_time", Is::time), id("timezone", 255)};
inline constexpr Shape timepicker{"timepicker", picker_common, time_fields};
inline constexpr Field moment_common[] = {
    id("action_id", 255), object("confirm", confirms), flag("focus_on_load")};
inline constexpr Field moment_fields[] = {whole("initial_date_time", 1'000'000'000, 9'999'999'999)};
inline constexpr Shape datetimepicker{"datetimepicker", moment_common, moment_fields};
inline constexpr Field checkboxes_fields[] = {
    must(objects("options", 1, 10, marked_options)),
    objects("initial_options", 1, 10, marked_options)};
inline constexpr Shape checkboxes{"checkboxes", moment_common, checkboxes_fields};
inline constexpr Field radio_fields[] = {
    must(objects("options", 1, 10, marked_options)), object("initial_option", marked_options)};
inline constexpr Shape radio_buttons{"radio_buttons", moment_common, radio_fields};

inline constexpr Field plain_input_fields[] = {
    words("initial_value", 3000, 0),
    flag("multiline"),
    whole("min_length", 0, 3000),
    whole("max_length", 1, 3000)};
inline constexpr Shape plain_text_input{"plain_text_input", entry_common, plain_input_fields};
inline constexpr Field rich_input_fields[] = {
    any("initial_value"), whole("min_lines", 1, 100), whole("max_lines", 1, 100)};
inline constexpr Shape rich_text_input{"rich_text_input", entry_common, rich_input_fields};
inline constexpr Field number_fields[] = {
    must(flag("is_decimal_allowed")),
    id("initial_value", 3000),
    id("min_value", 3000),
    id("max_value", 3000)};
inline constexpr Shape number_input{"number_input", entry_common, number_fields};
inline constexpr Field address_fields[] = {id("initial_value", 3000)};
inline constexpr Shape email_text_input{"email_text_input", entry_common, address_fields};
inline constexpr Shape url_text_input{"url_text_input", entry_common, address_fields};
inline constexpr Field file_input_fields[] = {strings("filetypes", 100), whole("max_files", 1, 10)};
inline constexpr Shape file_input{"file_input", action_common, file_input_fields, true};

inline constexpr Field picture_fields[] = {
    id("image_url", 3000), object("slack_file", slack_files), must(words("alt_text", 2000, 0))};
inline constexpr Shape picture{"image", {}, picture_fields};
inline constexpr Field plain_text_fields[] = {must(words("text", 3000)), flag("emoji")};
inline constexpr Shape plain_text{"plain_text", {}, plain_text_fields};
inline constexpr Field mrkdwn_fields[] = {must(words("text", 3000)), flag("verbatim")};
inline constexpr Shape mrkdwn{"mrkdwn", {}, mrkdwn_fields};

inline constexpr const Shape* accessories[] = {
    &button,
    &overflow,
    &static_select,
    &external_select,
    &users_select,
    &conversations_select,
    &channels_select,
    &multi_static_select,
    &multi_external_select,
    &multi_users_select,
    &multi_conversations_select,
    &multi_channels_select,
    &datepicker,
    &timepicker,
    &checkboxes,
    &radio_buttons,
    &picture,
};
inline constexpr const Shape* action_elements[] = {
    &button,
    &overflow,
    &static_select,
    &external_select,
    &users_select,
    &conversations_select,
    &channels_select,
    &multi_static_select,
    &multi_external_select,
    &multi_users_select,
    &multi_conversations_select,
    &multi_channels_select,
    &datepicker,
    &timepicker,
    &datetimepicker,
    &checkboxes,
    &radio_buttons,
    &rich_text_input,
};
inline constexpr const Shape* input_elements[] = {
    &static_select,         &external_select,    &users_select,
    &conversations_select,  &channels_select,    &multi_static_select,
    &multi_external_select, &multi_users_select, &multi_conversations_select,
    &multi_channels_select, &datepicker,         &timepicker,
    &datetimepicker,        &checkboxes,         &radio_buttons,
    &plain_text_input,      &rich_text_input,    &number_input,
    &email_text_input,      &url_text_input,     &file_input,
};
inline constexpr const Shape* context_elements[] = {&plain_text, &mrkdwn, &picture};

// Rich text.
inline constexpr Field style_fields[] = {
    flag("bold"),
    flag("italic"),
    flag("strike"),
    flag("code"),
    flag("underline"),
    flag("highlight"),
    flag("client_highlight"),
    flag("unlink")};
inline constexpr Shape style{"", {}, style_fields};
inline constexpr const Shape* styles[] = {&style};
inline constexpr Field style_common[] = {object("style", styles)};
inline constexpr Field run_fields[] = {must(words("text", 3000))};
inline constexpr Shape run{"text", style_common, run_fields};
inline constexpr Field run_link_fields[] = {
    must(id("url", 3000)), words("text", 3000), flag("unsafe")};
inline constexpr Shape run_link{"link", style_common, run_link_fields};
inline constexpr Field run_user_fields[] = {must(id("user_id", 255))};
inline constexpr Shape run_user{"user", style_common, run_user_fields};
inline constexpr Field run_channel_fields[] = {must(id("channel_id", 255))};
inline constexpr Shape run_channel{"channel", style_common, run_channel_fields};
inline constexpr Field run_group_fields[] = {must(id("usergroup_id", 255))};
inline constexpr Shape run_group{"usergroup", style_common, run_group_fields};
inline constexpr Field run_broadcast_fields[] = {must(choice("range", "here channel everyone"))};
inline constexpr Shape run_broadcast{"broadcast", style_common, run_broadcast_fields};
inline constexpr Field run_emoji_fields[] = {
    must(id("name", 255)), id("unicode", 255), whole("skin_tone", 1, 6)};
inline constexpr Shape run_emoji{"emoji", style_common, run_emoji_fields};
inline constexpr Field run_date_fields[] = {
    must(whole("timestamp", 0, 99'999'999'999)),
    must(id("format", 255)),
    id("url", 3000),
    words("fallback", 3000)};
inline constexpr Shape run_date{"date", style_common, run_date_fields};
inline constexpr Field run_color_fields[] = {must(id("value", 20))};
inline constexpr Shape run_color{"color", style_common, run_color_fields};
inline constexpr const Shape* runs[] = {
    &run,
    &run_link,
    &run_user,
    &run_channel,
    &run_group,
    &run_broadcast,
    &run_emoji,
    &run_date,
    &run_color};
inline constexpr Field rich_section_fields[] = {must(objects("elements", 0, 1000, runs))};
inline constexpr Shape rich_section{"rich_text_section", {}, rich_section_fields};
inline constexpr const Shape* rich_sections[] = {&rich_section};
inline constexpr Field rich_list_fields[] = {
    must(objects("elements", 0, 1000, rich_sections)),
    must(choice("style", "bullet ordered")),
    whole("indent", 0, 8),
    whole("offset", 0, 1'000'000),
    whole("border", 0, 1)};
inline constexpr Shape rich_list{"rich_text_list", {}, rich_list_fields};
inline constexpr Field rich_quote_fields[] = {
    must(objects("elements", 0, 1000, runs)), whole("border", 0, 1)};
inline constexpr Shape rich_quote{"rich_text_quote", {}, rich_quote_fields};
inline constexpr Field rich_preformatted_fields[] = {
    must(objects("elements", 0, 1000, runs)), whole("border", 0, 1), id("language", 255)};
inline constexpr Shape rich_preformatted{"rich_text_preformatted", {}, rich_preformatted_fields};
inline constexpr const Shape* rich_elements[] = {
    &rich_section, &rich_list, &rich_quote, &rich_preformatted};

}  // namespace debrief::templates::blockkit
