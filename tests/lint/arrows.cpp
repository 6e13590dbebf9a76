#include "tests/lint/arrows.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace debrief::lint {

namespace {

/// From this folder to these; a folder may always include itself. The first line that fits counts.
struct Arrow {
    std::string_view from;
    std::vector<std::string_view> to;
};

const std::vector<Arrow>& arrows() {
    static const std::vector<Arrow> table{
        {"adapters/cli/", {"adapters/", "bot/", "config/", "storage/", "templates/"}},
        {"adapters/sandbox/", {"bot/base/", "bot/core/", "bot/flow/", "bot/net/", "templates/"}},
        {"adapters/slack/", {"bot/base/", "bot/core/", "bot/flow/", "bot/net/", "templates/"}},
        {"adapters/sources/", {"bot/base/", "bot/core/", "bot/flow/", "bot/net/", "templates/"}},
        {"adapters/teams/", {"bot/base/", "bot/core/", "bot/flow/", "bot/net/", "templates/"}},
        {"adapters/web/", {"bot/base/", "bot/core/", "bot/flow/", "bot/net/", "templates/"}},
        {"bot/base/", {}},
        {"bot/core/", {}},
        {"bot/flow/", {"bot/base/", "bot/core/"}},
        {"bot/net/", {"bot/base/"}},
        {"config/", {"bot/base/", "bot/core/"}},
        {"storage/", {"bot/base/", "bot/core/", "bot/flow/store.hpp"}},
        {"templates/", {"bot/base/", "bot/core/"}},
        {"tests/", {"adapters/", "bot/", "config/", "storage/", "templates/"}},
    };
    return table;
}

/// Where a library may be included. Tests may look behind the wrapping.
struct Wrapping {
    std::string_view library;
    std::vector<std::string_view> places;
};

const std::vector<Wrapping>& wrappings() {
    static const std::vector<Wrapping> table{
        {"CLI/", {"adapters/cli/"}},
        {"boost/asio",
         {"adapters/", "bot/base/", "bot/flow/", "bot/net/", "config/cmake/", "storage/"}},
        {"boost/beast", {"bot/net/"}},
        {"cjose/", {"adapters/teams/"}},
        {"date/", {"bot/core/calendar.cpp"}},
        {"libical/", {"config/holidays.cpp"}},
        {"nlohmann/", {"bot/base/json.cpp"}},
        {"openssl/",
         {"adapters/sandbox/teams/signer.cpp",
          "adapters/teams/certificate.cpp",
          "bot/base/crypto.cpp",
          "bot/base/sealing.cpp",
          "bot/net/"}},
        {"prometheus/", {"bot/base/metrics.cpp"}},
        {"spdlog/", {"bot/base/log.cpp"}},
        {"sqlite3", {"storage/sqlite/"}},
        {"toml++/", {"config/"}},
        {"valijson/", {"templates/card_schema.cpp"}},
        {"zip.h", {"config/"}},
    };
    return table;
}

struct Include {
    std::string_view name;
    bool quoted;
};

std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> found;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto skip_blanks = [&line] {
            line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        };
        skip_blanks();
        if (!line.starts_with('#')) continue;
        line.remove_prefix(1);
        skip_blanks();
        if (!line.starts_with("include")) continue;
        line.remove_prefix(std::string_view("include").size());
        skip_blanks();
        if (!line.starts_with('"') && !line.starts_with('<')) continue;
        const bool quoted = line.front() == '"';
        line.remove_prefix(1);
        found.push_back({line.substr(0, line.find(quoted ? '"' : '>')), quoted});
    }
    return found;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [text](auto prefix) {
        return text.starts_with(prefix);
    });
}

std::string join(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const auto part : parts) all += part;
    return all;
}

void check_arrow(
    std::string_view path, std::string_view included, std::vector<std::string>& found
) {
    const auto& table = arrows();
    const auto by_folder = [](std::string_view file) {
        return [file](const Arrow& arrow) { return file.starts_with(arrow.from); };
    };
    if (std::none_of(table.begin(), table.end(), by_folder(included))) {
        found.push_back(
            join({path, " includes \"", included, "\": write the path from the project's root"})
        );
        return;
    }
    const auto arrow = std::find_if(table.begin(), table.end(), by_folder(path));
    if (arrow == table.end()) {
        found.push_back(
            join({path, " is in a folder without arrows: add it to tests/lint/arrows.cpp"})
        );
    } else if (!included.starts_with(arrow->from) && !starts_with_any(included, arrow->to)) {
        found.push_back(
            join({path, " includes \"", included, "\": ", arrow->from, " must not know it"})
        );
    }
}

void check_wrapping(
    std::string_view path, std::string_view included, std::vector<std::string>& found
) {
    for (const auto& [library, places] : wrappings()) {
        if (!included.starts_with(library) || path.starts_with("tests/") ||
            starts_with_any(path, places))
            continue;
        found.push_back(
            join({path, " includes <", included, ">: ", library, " belongs to ", places.front()})
        );
    }
}

}  // namespace

std::vector<std::string> check_includes(std::string_view path, std::string_view text) {
    std::vector<std::string> found;
    for (const auto& [name, quoted] : includes_of(text)) {
        if (quoted) check_arrow(path, name, found);
        check_wrapping(path, name, found);
    }
    return found;
}

}  // namespace debrief::lint
