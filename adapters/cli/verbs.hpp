// The verbs of the executable. Each returns the exit code: 0 fine, 1 failed.
#pragma once
#include <cstdint>
#include <string>

namespace debrief::cli {

struct Options {
    std::string config = "debrief.toml";
    std::string platform;                      ///< of `manifest`
    std::string output = "debrief-teams.zip";  ///< of `manifest teams`
    bool script = false;                       ///< of `demo`
    std::uint16_t port = 8090;                 ///< of `demo`
};

int serve(const Options& options);
int demo(const Options& options);
int check(const Options& options);
int doctor(const Options& options);
int migrate(const Options& options);
int status(const Options& options);
int manifest(const Options& options);
/// `export` and `import`: says honestly that this version cannot.
int not_yet(const Options& options);

}  // namespace debrief::cli
