#include "adapters/sandbox/teams/card_kinds.hpp"

#include <algorithm>
#include <array>

namespace debrief::sandbox::teams {
namespace {

using enum Holds;
using Group = CardKind::Group;

constexpr std::string_view colors = "default dark light accent good warning attention";
constexpr std::string_view sizes = "default small medium large extralarge";
constexpr std::string_view weights = "default lighter bolder";
constexpr std::string_view fonts = "default monospace";
constexpr std::string_view sides = "left center right";
constexpr std::string_view heights = "top center bottom";
constexpr std::string_view styles = "default emphasis good attention warning accent";

constexpr std::array whole_card{
    Member{"type", words, true},
    Member{"version", words, true},
    Member{"$schema", text},
    Member{"body", elements},
    Member{"actions", actions},
    Member{"fallbackText", text},
    Member{"speak", text},
    Member{"lang", text},
    Member{"minHeight", text},
    Member{"rtl", flag},
    Member{"backgroundImage", any},
    Member{"verticalContentAlignment", choice, false, heights},
    Member{"selectAction", action},
    Member{"refresh", object},
    Member{"authentication", object},
    Member{"metadata", object},
    Member{"msteams", object}};

constexpr std::array element{
    Member{"type", words, true},
    Member{"id", words},
    Member{"isVisible", flag},
    Member{"separator", flag},
    Member{"spacing", choice, false, "none small default medium large extralarge padding"},
    Member{"height", choice, false, "auto stretch"},
    Member{"fallback", fallback},
    Member{"requires", object},
    Member{"targetWidth", text}};
constexpr std::array input{
    Member{"type", words, true},
    Member{"id", words, true},
    Member{"label", words},
    Member{"isRequired", flag},
    Member{"errorMessage", words},
    Member{"isVisible", flag},
    Member{"separator", flag},
    Member{"spacing", choice, false, "none small default medium large extralarge padding"},
    Member{"height", choice, false, "auto stretch"},
    Member{"fallback", fallback},
    Member{"requires", object}};
/// Of what stands only inside something else; its type may be left out there.
constexpr std::array part{
    Member{"type", words},
    Member{"id", words},
    Member{"isVisible", flag},
    Member{"separator", flag},
    Member{"spacing", choice, false, "none small default medium large extralarge padding"},
    Member{"height", choice, false, "auto stretch"},
    Member{"fallback", fallback},
    Member{"requires", object}};
constexpr std::array an_action{
    Member{"type", words, true},
    Member{"id", words},
    Member{"title", words},
    Member{"iconUrl", text},
    Member{"style", choice, false, "default positive destructive"},
    Member{"mode", choice, false, "primary secondary"},
    Member{"tooltip", text},
    Member{"fallback", fallback},
    Member{"requires", object}};

constexpr std::array text_block{
    Member{"text", text, true},
    Member{"color", choice, false, colors},
    Member{"fontType", choice, false, fonts},
    Member{"horizontalAlignment", choice, false, sides},
    Member{"isSubtle", flag},
    Member{"maxLines", whole},
    Member{"size", choice, false, sizes},
    Member{"weight", choice, false, weights},
    Member{"wrap", flag},
    Member{"style", choice, false, "default heading columnheader"}};
constexpr std::array rich_text{
    Member{"inlines", inlines, true}, Member{"horizontalAlignment", choice, false, sides}};
constexpr std::array text_run{
    Member{"text", text, true},
    Member{"color", choice, false, colors},
    Member{"fontType", choice, false, fonts},
    Member{"highlight", flag},
    Member{"isSubtle", flag},
    Member{"italic", flag},
    Member{"selectAction", action},
    Member{"size", choice, false, sizes},
    Member{"strikethrough", flag},
    Member{"underline", flag},
    Member{"weight", choice, false, weights}};
constexpr std::array image{
    Member{"url", url, true},
    Member{"altText", text},
    Member{"backgroundColor", text},
    Member{"horizontalAlignment", choice, false, sides},
    Member{"selectAction", action},
    Member{"size", choice, false, "auto stretch small medium large"},
    Member{"style", choice, false, "default person"},
    Member{"width", text},
    Member{"msteams", object}};
constexpr std::array image_set{
    Member{"images", elements, true},
    Member{"imageSize", choice, false, "auto stretch small medium large"}};
constexpr std::array container{
    Member{"items", elements, true},
    Member{"selectAction", action},
    Member{"style", choice, false, styles},
    Member{"verticalContentAlignment", choice, false, heights},
    Member{"bleed", flag},
    Member{"backgroundImage", any},
    Member{"minHeight", text},
    Member{"rtl", flag}};
constexpr std::array column_set{
    Member{"columns", columns, true},
    Member{"selectAction", action},
    Member{"style", choice, false, styles},
    Member{"bleed", flag},
    Member{"minHeight", text},
    Member{"horizontalAlignment", choice, false, sides}};
constexpr std::array column{
    Member{"items", elements},
    Member{"width", size},
    Member{"selectAction", action},
    Member{"style", choice, false, styles},
    Member{"verticalContentAlignment", choice, false, heights},
    Member{"bleed", flag},
    Member{"backgroundImage", any},
    Member{"minHeight", text},
    Member{"rtl", flag}};
constexpr std::array fact_set{Member{"facts", facts, true}};
constexpr std::array action_set{Member{"actions", actions, true}};
constexpr std::array table{
    Member{"columns", list, true},
    Member{"rows", rows, true},
    Member{"firstRowAsHeader", flag},
    Member{"firstRowAsHeaders", flag},
    Member{"showGridLines", flag},
    Member{"gridStyle", choice, false, styles},
    Member{"horizontalCellContentAlignment", choice, false, sides},
    Member{"verticalCellContentAlignment", choice, false, heights}};
constexpr std::array table_row{
    Member{"cells", cells, true},
    Member{"style", choice, false, styles},
    Member{"horizontalCellContentAlignment", choice, false, sides},
    Member{"verticalCellContentAlignment", choice, false, heights}};
constexpr std::array table_cell{
    Member{"items", elements, true},
    Member{"selectAction", action},
    Member{"style", choice, false, styles},
    Member{"verticalContentAlignment", choice, false, heights},
    Member{"bleed", flag},
    Member{"minHeight", text},
    Member{"rtl", flag}};

constexpr std::array input_text{
    Member{"placeholder", text},
    Member{"value", text},
    Member{"maxLength", whole},
    Member{"isMultiline", flag},
    Member{"regex", words},
    Member{"style", choice, false, "text tel url email password"},
    Member{"inlineAction", action}};
constexpr std::array input_number{
    Member{"placeholder", text},
    Member{"value", number},
    Member{"min", number},
    Member{"max", number}};
constexpr std::array input_date{
    Member{"placeholder", text}, Member{"value", date}, Member{"min", date}, Member{"max", date}};
constexpr std::array input_time{
    Member{"placeholder", text}, Member{"value", time}, Member{"min", time}, Member{"max", time}};
constexpr std::array input_toggle{
    Member{"title", words, true},
    Member{"value", text},
    Member{"valueOn", text},
    Member{"valueOff", text},
    Member{"wrap", flag}};
constexpr std::array input_choice{
    Member{"choices", choices},
    Member{"choices.data", object},
    Member{"isMultiSelect", flag},
    Member{"style", choice, false, "compact expanded filtered"},
    Member{"value", text},
    Member{"placeholder", text},
    Member{"wrap", flag}};

constexpr std::array open_url{Member{"url", url, true}};
constexpr std::array submit{
    Member{"data", any}, Member{"associatedInputs", choice, false, "auto none"}};
constexpr std::array execute{
    Member{"verb", words},
    Member{"data", any},
    Member{"associatedInputs", choice, false, "auto none"}};
constexpr std::array show_card{Member{"card", Holds::card, true}};
constexpr std::array toggle{Member{"targetElements", list, true}};

constexpr std::span<const Member> free_members;

constexpr std::array kinds{
    CardKind{"TextBlock", Group::element, text_block},
    CardKind{"RichTextBlock", Group::element, rich_text},
    CardKind{"TextRun", Group::part, text_run},
    CardKind{"Image", Group::element, image},
    CardKind{"ImageSet", Group::element, image_set},
    CardKind{"Container", Group::element, container},
    CardKind{"ColumnSet", Group::element, column_set},
    CardKind{"Column", Group::part, column},
    CardKind{"FactSet", Group::element, fact_set},
    CardKind{"ActionSet", Group::element, action_set},
    CardKind{"Table", Group::element, table},
    CardKind{"TableRow", Group::part, table_row},
    CardKind{"TableCell", Group::part, table_cell},
    CardKind{"Input.Text", Group::input, input_text},
    CardKind{"Input.Number", Group::input, input_number},
    CardKind{"Input.Date", Group::input, input_date},
    CardKind{"Input.Time", Group::input, input_time},
    CardKind{"Input.Toggle", Group::input, input_toggle},
    CardKind{"Input.ChoiceSet", Group::input, input_choice},
    CardKind{"Action.OpenUrl", Group::action, open_url},
    CardKind{"Action.Submit", Group::action, submit},
    CardKind{"Action.Execute", Group::action, execute},
    CardKind{"Action.ShowCard", Group::action, show_card},
    CardKind{"Action.ToggleVisibility", Group::action, toggle},
    CardKind{"Chart.Donut", Group::element, free_members, true},
    CardKind{"Chart.Pie", Group::element, free_members, true},
    CardKind{"Chart.VerticalBar", Group::element, free_members, true},
    CardKind{"Chart.VerticalBar.Grouped", Group::element, free_members, true},
    CardKind{"Chart.HorizontalBar", Group::element, free_members, true},
    CardKind{"Chart.HorizontalBar.Stacked", Group::element, free_members, true},
    CardKind{"Chart.Line", Group::element, free_members, true},
    CardKind{"Chart.Gauge", Group::element, free_members, true},
    CardKind{"Badge", Group::element, free_members, true},
    CardKind{"Icon", Group::element, free_members, true},
    CardKind{"CodeBlock", Group::element, free_members, true},
    CardKind{"ProgressBar", Group::element, free_members, true},
    CardKind{"Rating", Group::element, free_members, true}};

}  // namespace

const CardKind* card_kind(std::string_view type) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [type](const CardKind& each) {
        return each.type == type;
    });
    return found == kinds.end() ? nullptr : &*found;
}

std::span<const Member> common_members(CardKind::Group group) {
    switch (group) {
        case Group::element:
            return element;
        case Group::input:
            return input;
        case Group::action:
            return an_action;
        case Group::part:
            return part;
    }
    return free_members;
}

std::span<const Member> card_members() {
    return whole_card;
}

}  // namespace debrief::sandbox::teams
