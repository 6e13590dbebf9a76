// Every template with each of its samples, compared with a recorded file. DEBRIEF_UPDATE_GOLDEN=1
// records anew.
#include "templates/catalog.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace debrief::templates {
namespace {

std::filesystem::path golden_folder(const Dialect& dialect) {
    return std::filesystem::path(DEBRIEF_SOURCE_DIR) / "tests/templates/golden" / dialect.name;
}

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void expect_as_recorded(const Catalog& catalog, const Dialect& dialect) {
    const bool update = std::getenv("DEBRIEF_UPDATE_GOLDEN") != nullptr;
    const auto folder = golden_folder(dialect);
    std::set<std::string> used;
    for (const auto& preview : catalog.previews(dialect.platform)) {
        const auto file = folder / (preview.name + ".json");
        used.insert(file.filename().string());
        const auto now = json::dump(preview.rendered.ref(), 2) + "\n";
        if (update) std::ofstream(file, std::ios::binary) << now;
        EXPECT_EQ(read(file), now)
            << file << " differs; look at the change, then record it with DEBRIEF_UPDATE_GOLDEN=1";
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto name = file.path().filename().string();
        EXPECT_TRUE(used.contains(name)) << name << " belongs to no template: delete it";
    }
}

TEST(Golden, TemplatesRenderAsRecorded) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog) << catalog.error().what();
    for (const auto* dialect : all_dialects()) expect_as_recorded(*catalog, *dialect);
}

TEST(Golden, BuiltInTemplatesHaveNoProblem) {
    const auto catalog = Catalog::load();
    ASSERT_TRUE(catalog) << catalog.error().what();
    for (const auto& problem : catalog->check()) ADD_FAILURE() << to_text(problem);
}

}  // namespace
}  // namespace debrief::templates
