// A form that comes back with what was wrong.
#include "templates/forms.hpp"

#include "templates/catalog.hpp"
#include "tests/templates/card_builders.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace debrief::templates {
namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

Value values(const std::vector<std::pair<std::string, std::string>>& fields) {
    auto object = Value::object();
    for (const auto& [key, value] : fields) object.set(key, value);
    return object;
}

Value form() {
    auto body = std::vector<Value>{
        line("F-12"),
        input_of("Input.Text").set("id", "title").set("value", "old"),
        input_of("Input.Date").set("id", "due")};
    return card_of(body);
}

std::string types(json::Ref body) {
    std::string out;
    body.each([&](json::Ref element) { out += std::string(element["type"].str()) + ' '; });
    return out;
}

TEST(WithErrors, PutsASentenceAboveTheInputItNames) {
    const auto card = with_errors(
        form(), {{"due", "The date is over. Give one in the future."}}, values({{"title", "x"}})
    );
    const auto body = card["body"];
    EXPECT_EQ(types(body), "TextBlock Input.Text TextBlock Input.Date ");
    EXPECT_EQ(body.at(2)["text"].str(), "The date is over. Give one in the future.");
    EXPECT_EQ(body.at(2)["color"].str(), "attention");
    EXPECT_EQ(body.at(2)["wrap"].boolean(), true);
}

TEST(WithErrors, PutsOtherSentencesOnTop) {
    const auto card =
        with_errors(form(), {{"", "Busy."}, {"colour", "No."}, {"title", "Long."}}, {});
    EXPECT_EQ(
        types(card["body"]), "TextBlock TextBlock TextBlock TextBlock Input.Text Input.Date "
    );
    EXPECT_EQ(card["body"].at(0)["text"].str(), "Busy.");
    EXPECT_EQ(card["body"].at(1)["text"].str(), "No.");
    EXPECT_EQ(card["body"].at(3)["text"].str(), "Long.");
}

TEST(WithErrors, KeepsWhatWasSubmittedAndWhatWasEmptied) {
    const auto kept =
        with_errors(form(), {}, values({{"title", "new *x*"}, {"due", "2026-11-20"}}));
    EXPECT_EQ(kept["body"].at(1)["value"].str(), "new *x*");
    EXPECT_EQ(kept["body"].at(2)["value"].str(), "2026-11-20");
    const auto emptied = with_errors(form(), {}, values({{"due", ""}}));
    EXPECT_FALSE(emptied["body"].at(1)["value"].exists());
    EXPECT_FALSE(emptied["body"].at(2)["value"].exists());
    const auto as_it_was = with_errors(form(), {}, {});
    EXPECT_EQ(as_it_was["body"].at(1)["value"].str(), "old");
}

TEST(WithErrors, KeepsNumbersAndTicks) {
    auto card =
        card_of({input_of("Input.Number").set("id", "n"), input_of("Input.Toggle").set("id", "t")});
    const auto submitted = json::parse(R"({"n":"2.5","t":true})");
    const auto kept = with_errors(card, {}, submitted->ref());
    EXPECT_EQ(kept["body"].at(0)["value"].number(), 2.5);
    EXPECT_EQ(kept["body"].at(1)["value"].str(), "true");
    const auto strange = json::parse(R"({"n":"many"})");
    EXPECT_FALSE(with_errors(card, {}, strange->ref())["body"].at(0)["value"].exists());
}

TEST(WithErrors, FindsInputsInsideColumnsAndContainers) {
    auto column = typed("Column").set("items", Value::array().push(input_of("Input.Text")));
    auto box =
        typed("Container")
            .set(
                "items",
                Value::array().push(typed("ColumnSet").set("columns", Value::array().push(column)))
            );
    const auto card = with_errors(card_of({box}), {{"field", "Wrong."}}, values({{"field", "x"}}));
    const auto items = card["body"].at(0)["items"].at(0)["columns"].at(0)["items"];
    EXPECT_EQ(types(items), "TextBlock Input.Text ");
    EXPECT_EQ(items.at(1)["value"].str(), "x");
}

TEST(WithErrors, EscapesSentences) {
    const auto card = with_errors(form(), {{"title", "“<at>all</at> [x](y)” is not `this`."}}, {});
    EXPECT_EQ(
        card["body"].at(1)["text"].str(), "“&lt;at&gt;all&lt;/at&gt; \\[x\\]\\(y\\)” is not 'this'."
    );
}

TEST(WithErrors, EveryFormTakesErrorsOnEveryInput) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog);
    const auto& dialect = dialect_of(Platform::teams);
    for (const auto& preview : catalog->previews(Platform::teams)) {
        if (!preview.is_view) continue;
        Errors errors{{"", "On top."}};
        preview.rendered["card"]["body"].each([&](json::Ref element) {
            if (element["id"].exists()) errors.emplace_back(element["id"].str(), "Wrong.");
        });
        const auto view = with_errors(preview.rendered, errors, {});
        EXPECT_EQ(
            view["card"]["body"].size(), preview.rendered["card"]["body"].size() + errors.size()
        ) << preview.name;
        for (const auto& finding : dialect.check(view, true))
            ADD_FAILURE() << preview.name << ' ' << finding.pointer << ": " << finding.what;
    }
}

}  // namespace
}  // namespace debrief::templates
