// What Slack refuses besides lengths, and how the validator says it.
#include "templates/limits.hpp"
#include "tests/templates/block_builders.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace debrief::templates {
namespace {

struct Case {
    const char* document;
    const char* pointer;
    const char* what;
};

std::string found(const std::vector<Finding>& findings) {
    std::string out;
    for (const auto& f : findings) out += f.pointer + ": " + f.what + " | ";
    return out;
}

void expect_all(const std::vector<Case>& cases, std::vector<Finding> (*check)(json::Ref)) {
    for (const auto& [text, pointer, what] : cases) {
        const auto document = json::parse(text);
        ASSERT_TRUE(document) << text;
        const auto findings = check(document->ref());
        ASSERT_EQ(findings.size(), 1U) << text << '\n' << found(findings);
        EXPECT_EQ(findings[0].pointer, pointer) << text;
        EXPECT_EQ(findings[0].what, what) << text;
        EXPECT_NE(findings[0].remedy, "") << text;
    }
}

TEST(CheckBlocks, FindsWhatSlackRefuses) {
    expect_all(
        {
            {R"({"type":"divider"})", "/blocks", "is no list"},
            {R"(["x"])", "/blocks/0", "is no object"},
            {R"([{"text":"x"}])", "/blocks/0", "has no \"type\""},
            {R"([{"type":"sektion"}])", "/blocks/0", "type 'sektion' cannot stand here"},
            {R"([{"type":"divider","colour":1}])", "/blocks/0/colour", "unknown member 'colour'"},
            {R"([{"type":"header"}])", "/blocks/0", "'text' is missing"},
            {R"([{"type":"header","text":{"type":"mrkdwn","text":"x"}}])",
             "/blocks/0/text",
             "is no text object of the right type"},
            {R"([{"type":"section"}])", "/blocks/0", "a section has neither 'text' nor 'fields'"},
            {R"([{"type":"section","text":"x"}])",
             "/blocks/0/text",
             "is no text object of the right type"},
            {R"([{"type":"section","text":{"type":"mrkdwn","text":1}}])",
             "/blocks/0/text/text",
             "is no text"},
            {R"([{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}])",
             "/blocks/0/text/emoji",
             "unknown member 'emoji'"},
            {R"([{"type":"section","text":{"type":"plain_text","text":"x","verbatim":true}}])",
             "/blocks/0/text/verbatim",
             "unknown member 'verbatim'"},
            {R"([{"type":"section","text":{"type":"mrkdwn"}}])",
             "/blocks/0/text",
             "'text' is missing"},
            {R"([{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"divider"}}])",
             "/blocks/0/accessory",
             "type 'divider' cannot stand here"},
            {R"([{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":[]}])",
             "/blocks/0/accessory",
             "is no object"},
            {R"([{"type":"section","block_id":"a","text":{"type":"mrkdwn","text":"x"}},{"type":"divider","block_id":"a"}])",
             "/blocks/1/block_id",
             "'a' is used twice"},
            {R"([{"type":"actions","elements":[]}])", "/blocks/0/elements", "is empty"},
            {R"([{"type":"actions","elements":[{"type":"plain_text_input"}]}])",
             "/blocks/0/elements/0",
             "type 'plain_text_input' cannot stand here"},
            {R"([{"type":"actions","elements":[{"type":"button","action_id":"a"}]}])",
             "/blocks/0/elements/0",
             "'text' is missing"},
            {R"([{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"style":"red"}]}])",
             "/blocks/0/elements/0/style",
             "'red' is not one of its values"},
            {R"([{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"value":7}]}])",
             "/blocks/0/elements/0/value",
             "is no text"},
            {R"([{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}])",
             "/blocks/0/elements/1/action_id",
             "'a' is used twice"},
            {R"([{"type":"actions","elements":[{"type":"static_select"}]}])",
             "/blocks/0/elements/0",
             "a menu needs exactly one of 'options' and 'option_groups'"},
            {R"([{"type":"actions","elements":[{"type":"datepicker","initial_date":"1.2.2026"}]}])",
             "/blocks/0/elements/0/initial_date",
             "is no date"},
            {R"([{"type":"actions","elements":[{"type":"timepicker","initial_time":"9:00"}]}])",
             "/blocks/0/elements/0/initial_time",
             "is no time of day"},
            {R"([{"type":"actions","elements":[{"type":"datetimepicker","initial_date_time":1792504800000}]}])",
             "/blocks/0/elements/0/initial_date_time",
             "is no whole number in range"},
            {R"([{"type":"actions","elements":[{"type":"radio_buttons","options":[{"text":{"type":"plain_text","text":"x"},"value":"x"}],"initial_option":{"text":{"type":"plain_text","text":"y"},"value":"y"}}]}])",
             "/blocks/0/elements/0/initial_option",
             "is not among the options"},
            {R"([{"type":"image","alt_text":"x"}])",
             "/blocks/0",
             "an image needs exactly one of 'image_url' and 'slack_file'"},
            {R"([{"type":"image","image_url":"https://x.example/i.png"}])",
             "/blocks/0",
             "'alt_text' is missing"},
            {R"([{"type":"input","label":{"type":"plain_text","text":"x"}}])",
             "/blocks/0",
             "'element' is missing"},
            {R"([{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"file_input"}}])",
             "/blocks/0/element",
             "'file_input' stands outside a modal"},
            {R"([{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","min_length":5,"max_length":4}}])",
             "/blocks/0/element",
             "'min_length' is greater than 'max_length'"},
            {R"([{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x","style":{"bald":true}}]}]}]}])",
             "/blocks/0/elements/0/elements/0/elements/0/style/bald",
             "unknown member 'bald'"},
        },
        check_blocks
    );
}

TEST(CheckMessage, NeedsContentAndKnownMembers) {
    expect_all(
        {
            {R"({})", "", "the message has neither 'text' nor 'blocks'"},
            {R"({"text":"x","block":[]})", "/block", "unknown member 'block'"},
            {R"({"text":"x","response_type":"public"})",
             "/response_type",
             "'public' is not one of its values"},
            {R"([])", "", "is no object"},
        },
        [](json::Ref message) {
            auto findings = check_message(message);
            if (!message.is_object()) findings.resize(1);
            return findings;
        }
    );
}

TEST(CheckView, FindsWhatSlackRefuses) {
    expect_all(
        {
            {R"({"type":"modal","blocks":[{"type":"divider"}]})", "", "'title' is missing"},
            {R"({"type":"modal","title":{"type":"plain_text","text":"T"}})",
             "",
             "'blocks' is missing"},
            {R"({"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[]})",
             "/blocks",
             "is empty"},
            {R"({"type":"home","title":{"type":"plain_text","text":"T"},"blocks":[{"type":"divider"}]})",
             "/title",
             "unknown member 'title'"},
            {R"({"type":"dialog","title":{"type":"plain_text","text":"T"},"blocks":[{"type":"divider"}]})",
             "/type",
             "a view is no 'dialog'"},
            {R"({"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input"}}]})",
             "",
             "a view with an input block has no 'submit'"},
            {R"({"type":"modal","title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"S"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","focus_on_load":true}},{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input","focus_on_load":true}}]})",
             "/blocks/1/element/focus_on_load",
             "a second element takes the focus"},
        },
        check_view
    );
}

TEST(CheckBlocks, TakesEveryKnownBlock) {
    const auto document = json::parse(R"json([
        {"type":"header","text":{"type":"plain_text","text":"Mail server 9.2","emoji":true}},
        {"type":"divider","block_id":"d"},
        {"type":"section","text":{"type":"mrkdwn","text":"*x*","verbatim":true},"accessory":{"type":"overflow","action_id":"m",
          "options":[{"text":{"type":"plain_text","text":"Open"},"value":"o","url":"https://x.example"}]}},
        {"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"plain_text","text":"b"}],
          "accessory":{"type":"image","image_url":"https://x.example/i.png","alt_text":"i"}},
        {"type":"context","elements":[{"type":"mrkdwn","text":"a"},{"type":"image","image_url":"https://x.example/i.png","alt_text":""}]},
        {"type":"actions","elements":[
          {"type":"button","action_id":"1","text":{"type":"plain_text","text":"Works"},"style":"primary","value":"F-1"},
          {"type":"users_select","action_id":"2","placeholder":{"type":"plain_text","text":"Who"}},
          {"type":"datepicker","action_id":"3","initial_date":"2026-11-20"},
          {"type":"timepicker","action_id":"4","initial_time":"09:00","timezone":"Europe/Berlin"},
          {"type":"datetimepicker","action_id":"5","initial_date_time":1792504800},
          {"type":"checkboxes","action_id":"6","options":[{"text":{"type":"mrkdwn","text":"*a*"},"value":"a"}],
            "initial_options":[{"text":{"type":"mrkdwn","text":"*a*"},"value":"a"}]}]},
        {"type":"input","optional":true,"label":{"type":"plain_text","text":"Say"},"hint":{"type":"plain_text","text":"h"},
          "element":{"type":"plain_text_input","action_id":"t","multiline":true,"initial_value":"","max_length":500}},
        {"type":"input","label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select","action_id":"u","initial_users":["U1"]}},
        {"type":"image","image_url":"https://x.example/i.png","alt_text":"i","title":{"type":"plain_text","text":"t"}},
        {"type":"rich_text","elements":[
          {"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}},{"type":"user","user_id":"U1"},
            {"type":"link","url":"https://x.example","text":"x"},{"type":"emoji","name":"tada"},
            {"type":"date","timestamp":1792504800,"format":"{date_short}","fallback":"then"}]},
          {"type":"rich_text_list","style":"ordered","indent":1,"elements":[{"type":"rich_text_section","elements":[]}]},
          {"type":"rich_text_quote","elements":[{"type":"text","text":"q"}]},
          {"type":"rich_text_preformatted","elements":[{"type":"text","text":"p"}]}]}
    ])json");
    ASSERT_TRUE(document);
    EXPECT_EQ(found(check_blocks(document->ref())), "");
}

}  // namespace
}  // namespace debrief::templates
