#include "tests/lint/source_tree.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace debrief::lint {

namespace fs = std::filesystem;

namespace {

bool is_ours(std::string_view top) {
    constexpr std::array skipped{".git", "build", "node_modules"};
    return std::find(skipped.begin(), skipped.end(), top) == skipped.end();
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<SourceFile> project_files() {
    const fs::path root = DEBRIEF_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator();
         ++it) {
        if (it->is_directory()) {
            if (!is_ours(it->path().filename().string())) it.disable_recursion_pending();
        } else if (it->is_regular_file()) {
            files.push_back({it->path().lexically_relative(root).generic_string(), read(it->path())}
            );
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return a.path < b.path;
    });
    return files;
}

std::vector<SourceFile> cpp_files() {
    auto files = project_files();
    std::erase_if(files, [](const SourceFile& file) {
        return !file.path.ends_with(".cpp") && !file.path.ends_with(".hpp");
    });
    return files;
}

std::string lines(const std::vector<std::string>& sentences) {
    std::string all;
    for (const auto& sentence : sentences) all += "\n  " + sentence;
    return all;
}

}  // namespace debrief::lint
