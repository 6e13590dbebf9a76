#include "config/reader.hpp"

#include "bot/base/text.hpp"
#include "config/nearest.hpp"
#include "config/secrets.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace debrief::config {

std::string to_text(const Problem& problem) {
    std::string out = problem.file;
    if (problem.place.line > 0)
        out +=
            ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column);
    return out + ": " + problem.what + (problem.remedy.empty() ? "" : " " + problem.remedy);
}

std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored)) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

std::string in_quotes(std::string_view value) {
    return "\"" + text::cut(text::to_utf8(value), 60) + "\"";
}

Context::Context(
    const std::filesystem::path& file, const Environment& environment, core::UtcTime now
)
    : file_name_(file.string()),
      folder_(std::filesystem::absolute(file).parent_path()),
      environment_(environment),
      now_(now) {}

void Context::problem(Place place, std::string what, std::string remedy) {
    problems_.push_back(Problem{file_name_, place, std::move(what), std::move(remedy)});
}

void Context::warning(Place place, std::string what, std::string remedy) {
    warnings_.push_back(Problem{file_name_, place, std::move(what), std::move(remedy)});
}

std::filesystem::path Context::resolve(std::string_view path) const {
    return (folder_ / std::filesystem::path(path)).lexically_normal();
}

std::optional<std::string> Context::variable(const std::string& name) const {
    return environment_(name);
}

void Context::move_into(Loaded& loaded) {
    const auto by_place = [](const Problem& a, const Problem& b) { return a.place < b.place; };
    std::stable_sort(problems_.begin(), problems_.end(), by_place);
    std::stable_sort(warnings_.begin(), warnings_.end(), by_place);
    loaded.problems = std::move(problems_);
    loaded.warnings = std::move(warnings_);
}

Section::Section(Context& context, const Node& table, std::string title)
    : context_(context), table_(table), title_(std::move(title)) {}

const Node* Section::node(std::string_view key) {
    known_.emplace_back(key);
    return table_.find(key);
}

void Section::wrong_type(std::string_view key, const Node& node, std::string_view wanted) {
    context_.problem(
        node.place,
        std::string(key) + " is " + std::string(name_of(node.type)) + ".",
        "Write " + std::string(wanted) + "."
    );
}

std::optional<Field> Section::as_text(std::string_view key, const Node& node) {
    if (node.type == NodeType::string || node.type == NodeType::date)
        return Field{std::string(key), node.text, node.place};
    wrong_type(key, node, "a text in quotes: " + std::string(key) + " = \"…\"");
    return std::nullopt;
}

std::optional<Field> Section::text(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    return as_text(key, *found);
}

std::optional<Field> Section::required_text(std::string_view key, std::string remedy) {
    const Node* found = node(key);
    if (found == nullptr) {
        problem(title_ + " has no " + std::string(key) + ".", std::move(remedy));
        return std::nullopt;
    }
    std::optional<Field> field = as_text(key, *found);
    if (field && text::trim(field->value).empty()) {
        context_.problem(found->place, std::string(key) + " is empty.", std::move(remedy));
        return std::nullopt;
    }
    return field;
}

std::string Section::text_or(std::string_view key, std::string fallback) {
    const std::optional<Field> field = text(key);
    return field ? field->value : std::move(fallback);
}

std::optional<bool> Section::boolean(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    if (found->type == NodeType::boolean) return found->boolean;
    wrong_type(key, *found, "true or false, without quotes");
    return std::nullopt;
}

std::vector<Field> Section::texts(std::string_view key) {
    std::vector<Field> out;
    const Node* found = node(key);
    if (found == nullptr) return out;
    if (found->type != NodeType::array) {
        wrong_type(key, *found, "a list: " + std::string(key) + " = [\"…\"]");
        return out;
    }
    for (const Node& item : found->items) {
        if (auto field = as_text(key, item)) out.push_back(std::move(*field));
    }
    return out;
}

std::vector<Field> Section::text_or_texts(std::string_view key) {
    const Node* found = node(key);
    if (found != nullptr && found->type == NodeType::array) return texts(key);
    std::vector<Field> out;
    if (auto field = text(key)) out.push_back(std::move(*field));
    return out;
}

Secret Section::secret(std::string_view key) {
    const std::optional<Field> field = text(key);
    return field ? resolve_secret(context_, *field) : Secret();
}

std::vector<Secret> Section::secrets(std::string_view key) {
    std::vector<Secret> out;
    for (const Field& field : text_or_texts(key)) {
        Secret value = resolve_secret(context_, field);
        if (!value.empty()) out.push_back(std::move(value));
    }
    return out;
}

void Section::problem(std::string what, std::string remedy) {
    context_.problem(table_.place, std::move(what), std::move(remedy));
}

void Section::finish() {
    std::sort(known_.begin(), known_.end());
    known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
    for (const Member& member : table_.members) {
        if (std::binary_search(known_.begin(), known_.end(), member.key)) continue;
        context_.problem(
            member.place,
            title_ + " has no key " + in_quotes(member.key) + ".",
            suggest(member.key, known_)
        );
    }
}

}  // namespace debrief::config
