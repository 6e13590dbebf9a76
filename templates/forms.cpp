#include "templates/forms.hpp"

#include "templates/cards.hpp"
#include "templates/markup.hpp"
#include "templates/mentions.hpp"

#include <algorithm>
#include <set>

namespace debrief::templates {

namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t longest_sentence = 600;

json::Value sentence(std::string_view words) {
    std::string quoted(words), marked;
    // Rules mark what can be typed like this; a card would show the marks.
    std::replace(quoted.begin(), quoted.end(), '`', '\'');
    teams_markdown().value(marked, quoted);
    Mentions nobody;
    return json::Value::object()
        .set("type", "TextBlock")
        .set("text", finish_markdown(marked, longest_sentence, nobody))
        .set("color", "attention")
        .set("wrap", true);
}

/// Numbers go back as numbers, everything else as text.
void keep(json::Value& input, json::Ref submitted) {
    const std::string type(input["type"].str());  // a copy: the input changes below
    if (!submitted.exists() || submitted.is_null()) return input.erase("value");
    if (type == "Input.Number") {
        const auto typed =
            json::parse(submitted.is_string() ? submitted.str() : std::string_view());
        const auto number = typed ? typed->ref().number() : submitted.number();
        if (number)
            input.set("value", *number);
        else
            input.erase("value");
        return;
    }
    if (submitted.is_string()) {
        input.set("value", submitted.str());
    } else if (const auto flag = submitted.boolean()) {
        input.set("value", *flag ? "true" : "false");
    } else {
        input.set("value", json::dump(submitted));
    }
    // An empty date, time or choice would not be taken.
    if (type != "Input.Text" && input["value"].str().empty()) input.erase("value");
}

class Form {
  public:
    Form(const Errors& errors, json::Ref values) : errors_(errors), values_(values) {}

    /// A list of elements with the sentences between them, lists inside included.
    json::Value elements(json::Ref list) {
        auto out = json::Value::array();
        for (std::size_t i = 0; i < list.size(); ++i) {
            json::Value element(list.at(i));
            if (cards::is_input(element["type"].str()))
                input(out, element);
            else
                for (const std::string_view key : {"items", "columns"})
                    if (element[key].is_array()) element.set(key, elements(list.at(i)[key]));
            out.push(std::move(element));
        }
        return out;
    }

    /// The sentences that no input took.
    [[nodiscard]] json::Value others() const {
        auto out = json::Value::array();
        for (const auto& [field, words] : errors_)
            if (!inputs_.contains(field)) out.push(sentence(words));
        return out;
    }

  private:
    void input(json::Value& list, json::Value& element) {
        const std::string id(element["id"].str());
        inputs_.insert(id);
        for (const auto& [field, words] : errors_)
            if (field == id) list.push(sentence(words));
        if (values_.is_object()) keep(element, values_[id]);
    }

    const Errors& errors_;
    json::Ref values_;
    std::set<std::string> inputs_;
};

}  // namespace

json::Value with_errors(json::Value card, const Errors& errors, json::Ref values) {
    if (card["card"].is_object()) {
        auto inner = with_errors(json::Value(card["card"]), errors, values);
        return std::move(card.set("card", std::move(inner)));
    }
    Form form(errors, values);
    const auto rest = form.elements(card["body"]);
    auto body = form.others();
    rest.ref().each([&](json::Ref element) { body.push(json::Value(element)); });
    return std::move(card.set("body", std::move(body)));
}

}  // namespace debrief::templates
