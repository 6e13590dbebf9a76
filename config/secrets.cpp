#include "config/secrets.hpp"

#include "bot/base/text.hpp"

#include <fstream>
#include <iterator>

namespace debrief::config {
namespace {

Secret from_variable(Context& context, const Field& field, const std::string& name) {
    const std::optional<std::string> value = context.variable(name);
    if (value && !text::trim(*value).empty()) return Secret(std::string(text::trim(*value)));
    context.problem(
        field.place,
        field.key + " needs the environment variable " + name + ", which is " +
            (value ? "empty." : "not set."),
        "Set it where Debrief is started, or use \"file:PATH\"."
    );
    return Secret();
}

Secret from_file(Context& context, const Field& field, std::string_view path) {
    const std::filesystem::path file = context.resolve(path);
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored)) {
        context.problem(
            field.place,
            field.key + " needs the file " + file.string() + ", which cannot be read.",
            "Create it, or let the user that runs Debrief read it."
        );
        return Secret();
    }
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (const std::string_view value = text::trim(content); !value.empty())
        return Secret(std::string(value));
    context.problem(
        field.place,
        field.key + " needs the file " + file.string() + ", which is empty.",
        "Write the secret into it, and nothing else."
    );
    return Secret();
}

}  // namespace

Secret resolve_secret(Context& context, const Field& field) {
    const std::string_view value = text::trim(field.value);
    if (value.starts_with("env:"))
        return from_variable(context, field, std::string(text::trim(value.substr(4))));
    if (value.starts_with("file:")) return from_file(context, field, text::trim(value.substr(5)));
    if (value.empty()) {
        context.problem(
            field.place,
            field.key + " is empty.",
            "Write \"env:NAME\", \"file:PATH\" or the value, or leave the key out."
        );
    }
    return Secret(std::string(value));
}

}  // namespace debrief::config
