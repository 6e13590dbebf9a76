#include "tests/bench/child.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace debrief::bench {

Cores find_cores() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    std::vector<int> found;
    for (int core = 0; core < CPU_SETSIZE && found.size() < 2; ++core) {
        if (CPU_ISSET(core, &allowed)) found.push_back(core);
    }
    if (found.empty()) return {};
    return Cores{found.front(), found.back()};
}

void stay_on(int core) {
    cpu_set_t wanted;
    CPU_ZERO(&wanted);
    CPU_SET(core, &wanted);
    sched_setaffinity(0, sizeof wanted, &wanted);
}

Child::Child(std::vector<std::string> command, int core, std::filesystem::path log)
    : log_(std::move(log)) {
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int out[2];
    if (::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    const int errors = ::open(log_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    id_ = ::fork();
    if (id_ == 0) {
        stay_on(core);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(errors, STDERR_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(errors);
    if (id_ < 0) throw std::runtime_error("cannot start " + command[0]);
    wait_until_ready(out[0]);
    ::close(out[0]);
}

void Child::wait_until_ready(int out) {
    std::string text;
    char byte = 0;
    while (text.find('\n') == std::string::npos && ::read(out, &byte, 1) == 1) text += byte;
    const std::size_t colon = text.rfind(':');
    if (text.find("listening on") == std::string::npos || colon == std::string::npos) {
        throw std::runtime_error("a server did not start; see " + log_.string());
    }
    port_ = static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1)));
}

Child::~Child() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
}

void Child::pause() {
    ::kill(id_, SIGSTOP);
}

void Child::resume() {
    ::kill(id_, SIGCONT);
}

void Child::stop() {
    resume();
    ::kill(id_, SIGTERM);
    int status = 0;
    ::waitpid(std::exchange(id_, 0), &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error("a server did not end well; see " + log_.string());
    }
}

double Child::memory(const std::string& name) const {
    std::ifstream file("/proc/" + std::to_string(id_) + "/status");
    std::string word;
    while (file >> word) {
        if (word != name) continue;
        double kibibytes = 0;
        file >> kibibytes;
        return kibibytes / 1024;
    }
    return 0;
}

}  // namespace debrief::bench
