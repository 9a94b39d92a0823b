#pragma once

#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/end_to_end/process.hpp"

namespace tests {

// A program in a terminal of its own.
class InTerminal {
public:
    explicit InTerminal(std::vector<std::string> words) {
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        child_ = forkpty(&master_, nullptr, nullptr, nullptr);
        if (child_ < 0) throw std::runtime_error("no terminal");
        if (child_ == 0) {
            execvp(arguments[0], arguments.data());
            _exit(127);
        }
    }
    ~InTerminal() {
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
        close(master_);
    }
    InTerminal(const InTerminal&) = delete;
    InTerminal& operator=(const InTerminal&) = delete;

    bool echoes() const {
        termios now{};
        REQUIRE(tcgetattr(master_, &now) == 0);
        return (now.c_lflag & ECHO) != 0;
    }
    // Until it shows `text` once more, behind what was seen before.
    bool sees(const std::string& text) {
        for (const double until = end_to_end::seconds_now() + patience_; end_to_end::seconds_now() < until;) {
            const auto at = shown_.find(text, seen_);
            if (at != std::string::npos) {
                seen_ = at + text.size();
                return true;
            }
            take();
        }
        return false;
    }
    void type(const std::string& keys) const {
        REQUIRE(write(master_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
    }
    pid_t id() const { return child_; }
    bool becomes(bool echo) const {
        for (const double until = end_to_end::seconds_now() + patience_; end_to_end::seconds_now() < until;
             end_to_end::pause_for(0.005))
            if (echoes() == echo) return true;
        return false;
    }
    // How it ended, as waitpid() says it.
    int end() {
        int status = 0;
        for (const double until = end_to_end::seconds_now() + patience_; end_to_end::seconds_now() < until; take())
            if (waitpid(child_, &status, WNOHANG) == child_) {
                child_ = -1;
                take();
                return status;
            }
        return -1;
    }
    const std::string& shown() const { return shown_; }

private:
    void take() {
        pollfd wanted{master_, POLLIN, 0};
        if (poll(&wanted, 1, 20) <= 0) return;
        char part[512];
        const auto count = read(master_, part, sizeof part);
        if (count > 0) shown_.append(part, static_cast<std::size_t>(count));
        else end_to_end::pause_for(0.01);  // the other end is closed
    }

    static constexpr double patience_ = 20;  // seconds
    int master_ = -1;
    pid_t child_ = -1;
    std::string shown_;
    std::size_t seen_ = 0;
};

}  // namespace tests
