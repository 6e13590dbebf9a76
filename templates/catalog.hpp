// The named templates of each platform: built into the program, each replaceable by a file of the
// same name.
#pragma once
#include "bot/base/error.hpp"
#include "bot/base/json.hpp"
#include "templates/dialect.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::templates {

/// Something wrong with a template file.
struct Problem {
    std::string file;
    std::size_t line = 0;  ///< 1-based; 0 when the file as a whole is meant
    std::string what;
    std::string remedy;
};
/// "file:line: what; remedy"
[[nodiscard]] std::string to_text(const Problem& problem);

/// A template expanded with one of its own samples.
struct Preview {
    std::string name;  ///< "head", or "head.closed" for the variant "closed"
    bool is_view;
    json::Value rendered;
};

/// Immutable after loading; safe to use from several threads.
class Catalog {
  public:
    /// Loads the built-in templates and, from `folder`/slack/NAME.json and
    /// `folder`/teams/NAME.json, their replacements. Fails with `invalid_input` listing every
    /// broken file, one problem per line; with `not_found` when the folder does not exist.
    [[nodiscard]] static Result<Catalog> load(
        const std::optional<std::filesystem::path>& folder = std::nullopt
    );

    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;
    ~Catalog();

    /// Expands and fits a template. Fails only for an unknown name (`not_found`): a bug of the
    /// caller.
    [[nodiscard]] Result<json::Value> render(
        Platform platform, std::string_view name, json::Ref data
    ) const;

    /// The same with the data as JSON text; fails with `invalid_input` when that cannot be read.
    [[nodiscard]] Result<json::Value> render_stored(
        Platform platform, std::string_view name, std::string_view data
    ) const;
    /// For somebody who waits for an answer: a template that is missing is a bug, which is logged;
    /// the message {"text"} then says so.
    [[nodiscard]] json::Value render_answer(
        Platform platform, std::string_view name, json::Ref data
    ) const;

    /// Expands every template with its samples and says what the platform would refuse, what would
    /// be cut, and which paths no sample has.
    [[nodiscard]] std::vector<Problem> check() const;
    /// Every template with each of its samples, as it would be sent, by name.
    [[nodiscard]] std::vector<Preview> previews(Platform platform) const;

  private:
    struct Entry;
    Catalog();
    [[nodiscard]] const Entry* find(Platform platform, std::string_view name) const;
    /// Compiles one file, in place of the built-in one of that name if there is one.
    void add(
        const Dialect& dialect,
        std::string name,
        std::string file,
        std::string text,
        std::vector<Problem>& problems
    );
    void add_folder(const std::filesystem::path& folder, std::vector<Problem>& problems);
    void add_platform(
        const Dialect& dialect, const std::filesystem::path& folder, std::vector<Problem>& problems
    );

    std::vector<Entry> entries_;  ///< sorted by platform and name
};

}  // namespace debrief::templates
