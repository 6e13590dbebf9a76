// Every limit: taken at the limit, refused one beyond it, and kept by fitting. Lengths are code
// points.
#include "templates/limits.hpp"

#include "tests/templates/block_builders.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace debrief::templates {
namespace {

struct Limit {
    const char* name;
    std::size_t at;
    Value (*build)(std::string text);  ///< a document with a text of that length
    bool is_view = false;
    bool is_ascii = false;
};

Value with_option(std::string_view key, Value value) {
    auto options = Value::array().push(option(0)).push(option(1).set(key, std::move(value)));
    return actions_with(select().set("options", std::move(options)));
}
Value with_confirm(std::string_view key, std::string text) {
    return actions_with(button().set("confirm", confirm().set(key, plain(std::move(text)))));
}

const std::vector<Limit>& text_limits() {
    static const std::vector<Limit> limits{
        {"section text",
         3000,
         [](std::string t) { return message_with(section(marked(std::move(t)))); }},
        {"section plain text",
         3000,
         [](std::string t) { return message_with(section(plain(std::move(t)))); }},
        {"field",
         2000,
         [](std::string t) {
             return message_with(
                 typed("section").set("fields", Value::array().push(marked(std::move(t))))
             );
         }},
        {"header",
         150,
         [](std::string t) {
             return message_with(typed("header").set("text", plain(std::move(t))));
         }},
        {"context text",
         3000,
         [](std::string t) {
             return message_with(
                 typed("context").set("elements", Value::array().push(marked(std::move(t))))
             );
         }},
        {"message text",
         4000,
         [](std::string t) { return Value::object().set("text", std::move(t)); }},
        {"block id",
         255,
         [](std::string t) {
             return message_with(section(marked("x")).set("block_id", std::move(t)));
         }},
        {"action id",
         255,
         [](std::string t) { return actions_with(button().set("action_id", std::move(t))); }},
        {"button text",
         75,
         [](std::string t) { return actions_with(button().set("text", plain(std::move(t)))); }},
        {"button value",
         2000,
         [](std::string t) { return actions_with(button().set("value", std::move(t))); }},
        {"button url",
         3000,
         [](std::string t) { return actions_with(button().set("url", std::move(t))); }},
        {"accessibility label",
         75,
         [](std::string t) {
             return actions_with(button().set("accessibility_label", std::move(t)));
         }},
        {"confirm title", 100, [](std::string t) { return with_confirm("title", std::move(t)); }},
        {"confirm text", 300, [](std::string t) { return with_confirm("text", std::move(t)); }},
        {"confirm yes", 30, [](std::string t) { return with_confirm("confirm", std::move(t)); }},
        {"confirm no", 30, [](std::string t) { return with_confirm("deny", std::move(t)); }},
        {"option text", 75, [](std::string t) { return with_option("text", plain(std::move(t))); }},
        {"option value", 150, [](std::string t) { return with_option("value", std::move(t)); }},
        {"option description",
         75,
         [](std::string t) { return with_option("description", plain(std::move(t))); }},
        {"group label",
         75,
         [](std::string t) {
             auto group = Value::object()
                              .set("label", plain(std::move(t)))
                              .set("options", list_of(1, option));
             auto menu =
                 typed("static_select").set("option_groups", Value::array().push(std::move(group)));
             return actions_with(std::move(menu));
         }},
        {"placeholder",
         150,
         [](std::string t) {
             return actions_with(select().set("placeholder", plain(std::move(t))));
         }},
        {"alt text",
         2000,
         [](std::string t) {
             return message_with(typed("image")
                                     .set("image_url", "https://x.example/i.png")
                                     .set("alt_text", std::move(t)));
         }},
        {"image title",
         2000,
         [](std::string t) {
             return message_with(typed("image")
                                     .set("image_url", "https://x.example/i.png")
                                     .set("alt_text", "picture")
                                     .set("title", plain(std::move(t))));
         }},
        {"input label",
         2000,
         [](std::string t) {
             return modal_with(input_with(entry()).set("label", plain(std::move(t))));
         },
         true},
        {"input hint",
         2000,
         [](std::string t) {
             return modal_with(input_with(entry()).set("hint", plain(std::move(t))));
         },
         true},
        {"initial value",
         3000,
         [](std::string t) {
             return modal_with(input_with(entry().set("initial_value", std::move(t))));
         },
         true},
        {"view title",
         24,
         [](std::string t) {
             return modal_with(typed("divider")).set("title", plain(std::move(t)));
         },
         true},
        {"view submit",
         24,
         [](std::string t) {
             return modal_with(typed("divider")).set("submit", plain(std::move(t)));
         },
         true},
        {"view close",
         24,
         [](std::string t) {
             return modal_with(typed("divider")).set("close", plain(std::move(t)));
         },
         true},
        {"private metadata",
         3000,
         [](std::string t) {
             return modal_with(typed("divider")).set("private_metadata", std::move(t));
         },
         true},
        {"callback id",
         255,
         [](std::string t) {
             return modal_with(typed("divider")).set("callback_id", std::move(t));
         },
         true},
    };
    return limits;
}

std::string all(const std::vector<Finding>& findings) {
    std::string out;
    for (const auto& finding : findings)
        out += finding.pointer + ": " + finding.what + "; " + finding.remedy + "\n";
    return out;
}

std::vector<Finding> check(bool is_view, const Value& document) {
    return is_view ? check_view(document.ref()) : check_message(document.ref());
}
Value fit(bool is_view, Value document) {
    return is_view ? fit_view(std::move(document)) : fit_message(std::move(document));
}

void expect_limit(
    const std::string& name, bool is_view, const Value& fitting, const Value& beyond
) {
    EXPECT_EQ(all(check(is_view, fitting)), "") << name;
    EXPECT_EQ(json::dump(fit(is_view, fitting).ref()), json::dump(fitting.ref()))
        << name << ": what fits stays as it is";
    const auto findings = check(is_view, beyond);
    ASSERT_FALSE(findings.empty()) << name;
    EXPECT_EQ(findings[0].kind, Finding::Kind::too_long) << name;
    EXPECT_EQ(all(check(is_view, fit(is_view, beyond))), "") << name;
}

class TextLimit : public testing::TestWithParam<const char*> {};

TEST_P(TextLimit, CountsCodePoints) {
    for (const auto& limit : text_limits())
        expect_limit(
            limit.name,
            limit.is_view,
            limit.build(repeated(GetParam(), limit.at)),
            limit.build(repeated(GetParam(), limit.at + 1))
        );
}

TEST_P(TextLimit, CutsReadableTextWithAnEllipsis) {
    const auto fitted =
        fit_message(message_with(typed("header").set("text", plain(repeated(GetParam(), 151)))));
    EXPECT_EQ(fitted["blocks"].at(1)["text"]["text"].str(), repeated(GetParam(), 149) + "…");
}

INSTANTIATE_TEST_SUITE_P(Letters, TextLimit, testing::Values("x", "ש", "😀"));

Value blocks(std::size_t count) {
    return Value::object().set("text", "t").set("blocks", list_of(count, [](std::size_t) {
                                                    return section(marked("x"));
                                                }));
}
Value view_blocks(std::size_t count) {
    return typed("modal").set("title", plain("T")).set("blocks", list_of(count, [](std::size_t) {
                                                           return typed("divider");
                                                       }));
}
Value numbered_button(std::size_t i) {
    return button().set("action_id", "go" + std::to_string(i));
}
Value mark(std::size_t) {
    return marked("x");
}

TEST(Limits, CountElements) {
    const auto menu = [](std::string_view type, std::size_t n) {
        return actions_with(typed(type).set("options", list_of(n, option)));
    };
    const auto actions = [](std::size_t n) {
        return message_with(typed("actions").set("elements", list_of(n, numbered_button)));
    };
    const auto context = [](std::size_t n) {
        return message_with(typed("context").set("elements", list_of(n, mark)));
    };
    const auto fields = [](std::size_t n) {
        return message_with(typed("section").set("fields", list_of(n, mark)));
    };
    const auto groups = [](std::size_t n) {
        const auto group = [](std::size_t) {
            return Value::object().set("label", plain("g")).set("options", list_of(1, option));
        };
        return actions_with(typed("static_select").set("option_groups", list_of(n, group)));
    };
    expect_limit("blocks", false, blocks(50), blocks(51));
    expect_limit("view blocks", true, view_blocks(100), view_blocks(101));
    expect_limit("actions", false, actions(25), actions(26));
    expect_limit("context", false, context(10), context(11));
    expect_limit("fields", false, fields(10), fields(11));
    expect_limit("options", false, menu("static_select", 100), menu("static_select", 101));
    expect_limit("overflow", false, menu("overflow", 5), menu("overflow", 6));
    expect_limit("checkboxes", false, menu("checkboxes", 10), menu("checkboxes", 11));
    expect_limit("radio buttons", false, menu("radio_buttons", 10), menu("radio_buttons", 11));
    expect_limit("option groups", false, groups(100), groups(101));
}

TEST(Limits, CountAllCharactersOfAMessage) {
    const auto message = [](std::size_t last) {
        auto list = list_of(4, [](std::size_t) { return section(marked(repeated("😀", 2900))); });
        list.push(section(marked(repeated("x", last))));
        return Value::object().set("text", "t").set("blocks", std::move(list));
    };
    const std::size_t types = 5 * (std::string("section").size() + std::string("mrkdwn").size());
    const auto room = 12'000 - 4 * 2900 - types;
    expect_limit("total", false, message(room), message(room + 1));
}

TEST(Fit, ReplacesSurplusBlocksByOneLineAndKeepsButtons) {
    auto list = list_of(60, [](std::size_t i) { return section(marked(std::to_string(i))); });
    list.push(typed("actions").set("elements", Value::array().push(button())));
    const auto fitted =
        fit_message(Value::object().set("text", "t").set("blocks", std::move(list)));
    const auto blocks = fitted["blocks"];
    ASSERT_EQ(blocks.size(), 50U);
    EXPECT_EQ(blocks.at(47)["text"]["text"].str(), "47");
    EXPECT_EQ(blocks.at(48)["elements"].at(0)["text"].str(), "… more is in the thread");
    EXPECT_EQ(blocks.at(49)["type"].str(), "actions");
}

TEST(Fit, ShortensLongTextsBeforeItDropsBlocks) {
    const auto long_section = [](std::size_t) { return section(marked(repeated("x", 2900))); };
    const auto fitted =
        fit_message(Value::object().set("text", "t").set("blocks", list_of(8, long_section)));
    ASSERT_EQ(fitted["blocks"].size(), 8U);
    EXPECT_EQ(fitted["blocks"].at(7)["text"]["text"].str(), repeated("x", 999) + "…");
}

TEST(Fit, LeavesOutWhatIsEmpty) {
    auto list = Value::array();
    list.push(section(marked("")));
    list.push(typed("section").set("fields", Value::array().push(marked("")).push(marked("kept"))));
    list.push(typed("context").set("elements", Value::array().push(plain(""))));
    list.push(typed("actions").set("elements", Value::array()));
    list.push(typed("actions").set("elements", Value::array().push(button().set("text", plain(""))))
    );
    list.push(section(marked("kept")).set("accessory", button().set("text", plain(""))));
    list.push(typed("header").set("text", plain("")));
    const auto fitted =
        fit_message(Value::object().set("text", "t").set("blocks", std::move(list)));
    EXPECT_EQ(
        json::dump(fitted["blocks"]),
        R"([{"type":"section","fields":[{"type":"mrkdwn","text":"kept"}]},{"type":"section","text":{"type":"mrkdwn","text":"kept"}}])"
    );
}

TEST(Fit, LeavesOutAMessageTextOrBlocksThatAreEmpty) {
    auto list = Value::array().push(section(marked("")));
    const auto fitted =
        fit_message(Value::object().set("text", "only text").set("blocks", std::move(list)));
    EXPECT_EQ(json::dump(fitted.ref()), R"({"text":"only text"})");
}

TEST(Fit, NeverPreselectsWhatIsNoLongerOffered) {
    auto menu = typed("static_select")
                    .set("options", list_of(101, option))
                    .set("initial_option", option(100));
    const auto fitted = fit_message(actions_with(std::move(menu)));
    EXPECT_EQ(all(check_message(fitted.ref())), "");
    EXPECT_FALSE(fitted["blocks"].at(1)["elements"].at(0)["initial_option"].exists());
}

TEST(Fit, ContinuesALongSectionInTheNextOne) {
    const auto text = repeated("> 0123456 890\n", 400);  // 5,600 characters
    auto block = section(marked(text)).set("accessory", button());
    const auto fitted = fit_message(message_with(std::move(block)));
    const auto blocks = fitted["blocks"];
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_TRUE(blocks.at(1)["accessory"].exists());
    EXPECT_FALSE(blocks.at(2)["accessory"].exists());
    const auto first = blocks.at(1)["text"]["text"].str(),
               second = blocks.at(2)["text"]["text"].str();
    EXPECT_EQ(std::string(first) + "\n" + std::string(second), text);
}

TEST(Fit, CompletesWhatIsPreselected) {
    auto menu = select().set("initial_option", Value::object().set("value", "1"));
    auto boxes = typed("checkboxes")
                     .set("options", list_of(2, option))
                     .set(
                         "initial_options",
                         Value::array()
                             .push(Value::object().set("value", "x"))
                             .push(Value::object().set("value", "0"))
                     );
    auto elements = Value::array().push(std::move(menu)).push(std::move(boxes));
    const auto fitted =
        fit_message(message_with(typed("actions").set("elements", std::move(elements))));
    EXPECT_EQ(all(check_message(fitted.ref())), "");
    const auto made = fitted["blocks"].at(1)["elements"];
    EXPECT_EQ(json::dump(made.at(0)["initial_option"]), json::dump(option(1).ref()));
    EXPECT_EQ(json::dump(made.at(1)["initial_options"]), "[" + json::dump(option(0).ref()) + "]");
}

TEST(Fit, KeepsAnInitialValueWithinItsMaximum) {
    auto element = entry().set("max_length", 5).set("initial_value", "123456");
    const auto fitted = fit_view(modal_with(input_with(std::move(element))));
    EXPECT_EQ(all(check_view(fitted.ref())), "");
    EXPECT_EQ(fitted["blocks"].at(1)["element"]["initial_value"].str(), "1234…");
}

TEST(SplitMrkdwn, GoesOnWithQuotesAndFences) {
    using Pieces = std::vector<std::string>;
    EXPECT_EQ(split_mrkdwn("short", 10, 3), Pieces({"short"}));
    EXPECT_EQ(split_mrkdwn("> 0123456789", 10, 3), Pieces({"> 01234", "> 56789"}));
    EXPECT_EQ(split_mrkdwn("```0123456789```", 12, 3), Pieces({"```012345```", "```6789```"}));
    EXPECT_EQ(split_mrkdwn("abc def <@U12345>", 14, 3), Pieces({"abc def", "<@U12345>"}));
    EXPECT_EQ(split_mrkdwn("0123456789abcdefghi", 8, 2), Pieces({"01234", "56789ab…"}));
}

TEST(CutMrkdwn, NeverCutsInsideATokenOrAnEscape) {
    EXPECT_EQ(cut_mrkdwn("ab <@U123> cd", 14), "ab <@U123> cd");
    EXPECT_EQ(cut_mrkdwn("ab <@U123> cd", 12), "ab <@U123> …");
    EXPECT_EQ(cut_mrkdwn("ab <@U123> cd", 10), "ab …");
    EXPECT_EQ(cut_mrkdwn("a&amp;b", 4), "a…");
    EXPECT_EQ(cut_mrkdwn("a&amp;bc", 7), "a&amp;…");
    EXPECT_EQ(cut_mrkdwn("😀😀😀", 2), "😀…");
    EXPECT_EQ(cut_mrkdwn("abc", 0), "");
}

TEST(CutMrkdwn, ClosesAnOpenFence) {
    const auto cut = cut_mrkdwn("```" + repeated("x", 100) + "```", 50);
    EXPECT_EQ(cut, "```" + repeated("x", 43) + "…```");
    EXPECT_EQ(cut_mrkdwn("```xxxxxx", 4), "…");
}

}  // namespace
}  // namespace debrief::templates
