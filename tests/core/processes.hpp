#pragma once

#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace tests {

// Runs `work(n)` in `count` processes of their own, all let go at the same moment; answers with what each returned
// (0…100), 255 where it threw and 128 and more where a signal ended it.
template <class Work> std::vector<int> in_processes(int count, Work work) {
    int gate[2];
    if (::pipe(gate) != 0) throw std::runtime_error("no pipe");
    std::vector<pid_t> children;
    for (int n = 0; n < count; ++n) {
        const pid_t child = ::fork();
        if (child < 0) throw std::runtime_error("no process");
        if (child == 0) {
            std::signal(SIGABRT, SIG_DFL);
            ::close(gate[1]);
            char go = 0;
            [[maybe_unused]] const auto count_read = ::read(gate[0], &go, 1);  // until the other end closes
            int answer = 255;
            try {
                answer = work(n);
            } catch (const std::exception& e) {
                std::fprintf(stderr, "process %d: %s\n", n, e.what());
            } catch (...) {
            }
            ::_exit(answer);
        }
        children.push_back(child);
    }
    ::close(gate[0]);
    ::close(gate[1]);
    std::vector<int> answers;
    for (const pid_t child : children) {
        int status = 0;
        if (::waitpid(child, &status, 0) != child) throw std::runtime_error("no child");
        answers.push_back(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }
    return answers;
}

// Runs `work()` in a process of its own; answers with what it threw, or nothing.
template <class Work> std::string in_child(Work work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        ::close(ends[0]);
        std::string said;
        try {
            work();
        } catch (const std::exception& e) {
            said = e.what();
            if (said.empty()) said = "something without a word";
        } catch (...) {
            said = "something unknown";
        }
        [[maybe_unused]] const auto written = ::write(ends[1], said.data(), said.size());
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string said;
    char part[512];
    for (ssize_t count; (count = ::read(ends[0], part, sizeof part)) > 0;)
        said.append(part, static_cast<std::size_t>(count));
    ::close(ends[0]);
    int status = 0;
    if (::waitpid(child, &status, 0) != child) throw std::runtime_error("no child");
    if (!WIFEXITED(status)) said = "ended by signal " + std::to_string(WTERMSIG(status));
    return said;
}

// For within a child, where no test macro reaches.
inline void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(std::string("expected: ") + what);
}

}  // namespace tests
