// A real program, started by a test: its output in a file, ended with the test.
#pragma once
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <linux/capability.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace debrief::test {

class Process {
  public:
    /// Standard output and error go to `output`, which is emptied first. `unprivileged`: without
    /// root's right to do everything.
    Process(
        std::vector<std::string> command, std::filesystem::path output, bool unprivileged = false
    )
        : output_(std::move(output)) {
        const int file = ::open(output_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
        if (file < 0) throw std::runtime_error("cannot write " + output_.string());
        std::vector<char*> arguments;
        for (std::string& word : command) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        id_ = ::fork();
        if (id_ == 0) {
            ::dup2(file, STDOUT_FILENO);
            ::dup2(file, STDERR_FILENO);
            // Root stays root and can reach the program wherever it was built, but permissions
            // count.
            const bool drop = unprivileged && ::geteuid() == 0;
            if (drop && ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) != 0) ::_exit(126);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(file);
        if (id_ < 0) throw std::runtime_error("cannot start " + command[0]);
    }
    ~Process() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Everything it wrote so far.
    [[nodiscard]] std::string output() const {
        std::ifstream file(output_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    /// What stands in its output between the mark and the end of the word; empty until it is there.
    [[nodiscard]] std::string word_after(const std::string& mark) const {
        const std::string text = output();
        const std::size_t at = text.find(mark);
        if (at == std::string::npos) return "";
        const std::size_t start = at + mark.size();
        const std::size_t end = text.find_first_of(" \n\"", start);
        return end == std::string::npos ? "" : text.substr(start, end - start);
    }

    void signal(int number) { ::kill(id_, number); }
    /// Its exit status once it ended, -1 while it runs; 128 + signal when one ended it.
    [[nodiscard]] int ended() {
        if (id_ > 0) {
            int status = 0;
            if (::waitpid(id_, &status, WNOHANG) != id_) return -1;
            id_ = 0;
            status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        return status_;
    }

  private:
    std::filesystem::path output_;
    pid_t id_ = 0;
    int status_ = -1;
};

}  // namespace debrief::test
