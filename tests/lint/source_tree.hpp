// The project's own files, as the lints read them.
#pragma once
#include <string>
#include <vector>

namespace debrief::lint {

/// One text file of the project.
struct SourceFile {
    std::string path;  ///< from the project's root, with forward slashes
    std::string text;
};

/// Every file of the project except build output, version control and installed packages, sorted by
/// path.
[[nodiscard]] std::vector<SourceFile> project_files();

/// The .cpp and .hpp files of the project.
[[nodiscard]] std::vector<SourceFile> cpp_files();

/// One sentence per line, for a failure message.
[[nodiscard]] std::string lines(const std::vector<std::string>& sentences);

}  // namespace debrief::lint
