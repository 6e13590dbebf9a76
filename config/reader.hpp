// Reading a configuration tree: typed keys, every problem collected, unknown keys found at the end.
#pragma once
#include "bot/base/secret.hpp"
#include "config/config.hpp"
#include "config/node.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::config {

/// Everything a reading shares: the file, and what was found wrong so far.
class Context {
  public:
    Context(const std::filesystem::path& file, const Environment& environment, core::UtcTime now);
    void problem(Place place, std::string what, std::string remedy);
    void warning(Place place, std::string what, std::string remedy);
    /// A path as written in the file: relative ones count from the file's folder.
    [[nodiscard]] std::filesystem::path resolve(std::string_view path) const;
    [[nodiscard]] std::optional<std::string> variable(const std::string& name) const;
    [[nodiscard]] const std::string& file_name() const { return file_name_; }
    [[nodiscard]] core::UtcTime now() const { return now_; }
    /// Problems and warnings in the order of the file.
    void move_into(Loaded& loaded);

  private:
    std::string file_name_;
    std::filesystem::path folder_;
    const Environment& environment_;
    core::UtcTime now_;
    std::vector<Problem> problems_, warnings_;
};

/// A text with its key and place, for functions that take it apart and complain about it.
struct Field {
    std::string key;
    std::string value;
    Place place;
};

/// A file's content; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& file);

/// A value in quotes for a message: cut when long.
[[nodiscard]] std::string in_quotes(std::string_view value);

/// One table of the file. Keys that nobody asked for are unknown: finish() says so.
class Section {
  public:
    /// `title` is how the file writes it: "[server]", "[[service]]".
    Section(Context& context, const Node& table, std::string title);

    [[nodiscard]] const Node* node(std::string_view key);
    [[nodiscard]] std::optional<Field> text(std::string_view key);
    /// The same; missing or empty is a problem with this remedy.
    [[nodiscard]] std::optional<Field> required_text(std::string_view key, std::string remedy);
    [[nodiscard]] std::string text_or(std::string_view key, std::string fallback);
    [[nodiscard]] std::optional<bool> boolean(std::string_view key);
    /// A list of texts (dates count as texts).
    [[nodiscard]] std::vector<Field> texts(std::string_view key);
    /// One text or a list of them.
    [[nodiscard]] std::vector<Field> text_or_texts(std::string_view key);
    /// The secret itself: the value, or where "env:NAME" or "file:PATH" points. Empty when missing;
    /// when it points nowhere that is a problem.
    [[nodiscard]] Secret secret(std::string_view key);
    /// One secret or a list of them.
    [[nodiscard]] std::vector<Secret> secrets(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const { return table_.find(key) != nullptr; }

    void problem(std::string what, std::string remedy);
    void finish();

    [[nodiscard]] Context& context() { return context_; }
    [[nodiscard]] Place place() const { return table_.place; }
    [[nodiscard]] const std::string& title() const { return title_; }

  private:
    void wrong_type(std::string_view key, const Node& node, std::string_view wanted);
    [[nodiscard]] std::optional<Field> as_text(std::string_view key, const Node& node);

    Context& context_;
    const Node& table_;
    std::string title_;
    std::vector<std::string> known_;
};

}  // namespace debrief::config
