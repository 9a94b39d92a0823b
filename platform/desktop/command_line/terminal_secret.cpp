#include "platform/desktop/command_line/terminal_secret.hpp"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <sodium.h>

#include "app/words/tr.hpp"
#include "core/text.hpp"
#include "platform/desktop/command_line/reading.hpp"

namespace platform::desktop {

namespace {

using app::tr;
using core::Secret;

constexpr std::size_t longest = 1024;  // bytes
constexpr std::array watched = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

// A handler may do little more than write(), and any thread may be the one it runs on: hence a pipe, with the signal's
// number.
int pipe_ends[2] = {-1, -1};

void tell(int signal) {
    const int before = errno;
    const char byte = static_cast<char>(signal);
    [[maybe_unused]] const auto written = write(pipe_ends[1], &byte, 1);
    errno = before;
}

// Gathers a line a byte at a time, in memory that is wiped.
class Line {
public:
    // False at its end.
    bool take(char byte) {
        if (byte == '\n') return false;
        if (size_ < longest) bytes_.data()[size_] = static_cast<std::uint8_t>(byte);
        ++size_;
        return true;
    }
    Secret done() const {
        if (size_ > longest) throw Stop{2, tr("That line is longer than 1024 bytes. Nothing was changed.")};
        // A file written on Windows ends its lines with two characters.
        const bool carriage_return = size_ > 0 && bytes_.data()[size_ - 1] == '\r';
        Secret line(bytes_.data(), size_ - (carriage_return ? 1 : 0));
        if (core::has_control_characters(line.text(), core::LineBreaks::refused))
            throw Stop{
                1,
                tr("That line has control characters in it, as a Tab or an arrow key makes, so it was not taken. Nothing was changed.")};
        return line;
    }
    bool empty() const { return size_ == 0; }

private:
    Secret bytes_{longest};
    std::size_t size_ = 0;
};

[[noreturn]] void nothing_came() { throw Stop{2, tr("Nothing was entered, and nothing was changed.")}; }

Secret read_from(int fd) {
    Line line;
    char byte = 0;
    for (;;) {
        const auto count = read(fd, &byte, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            throw Stop{2, tr("That file descriptor cannot be read. Open it for the command, as in: 3< FILE")};
        if (count == 0 && line.empty()) nothing_came();
        if (count == 0 || !line.take(byte)) break;
    }
    sodium_memzero(&byte, 1);
    return line.done();
}

// While it lives, signals are only noted. One at a time.
class Signals {
public:
    Signals() {
        if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0)
            throw Stop{2, tr("There are too many files open to ask anything.")};
        struct sigaction action {};
        action.sa_handler = tell;
        for (std::size_t i = 0; i < watched.size(); ++i) {
            sigaction(watched[i], nullptr, &before_[i]);
            if (before_[i].sa_handler != SIG_IGN) sigaction(watched[i], &action, nullptr);
        }
    }
    ~Signals() {
        for (std::size_t i = 0; i < watched.size(); ++i) sigaction(watched[i], &before_[i], nullptr);
        for (int& end : pipe_ends) close(end);
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    // The signal that came before there was something to read, or 0.
    int wait_for(int fd) const {
        pollfd wanted[] = {{fd, POLLIN, 0}, {pipe_ends[0], POLLIN, 0}};
        while (poll(wanted, 2, -1) < 0 && errno == EINTR) {
        }
        char signal = 0;
        return read(pipe_ends[0], &signal, 1) == 1 ? signal : 0;
    }

private:
    std::array<struct sigaction, watched.size()> before_{};
};

class NoEcho {
public:
    explicit NoEcho(int terminal) : terminal_(terminal) {
        if (tcgetattr(terminal_, &before_) != 0)
            throw Stop{2, tr("The terminal cannot hide what is typed, so nothing was asked.")};
        termios hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ICANON | ISIG | ECHONL;
        if (tcsetattr(terminal_, TCSAFLUSH, &hidden) != 0)
            throw Stop{2, tr("The terminal cannot hide what is typed, so nothing was asked.")};
    }
    // What was typed and not read goes, lest the shell shows it.
    ~NoEcho() { tcsetattr(terminal_, TCSAFLUSH, &before_); }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    int terminal_;
    termios before_{};
};

class Terminal {
public:
    Terminal() : number_(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (number_ < 0)
            throw Stop{2, tr("There is no terminal to ask on. Give it through a file descriptor instead.")};
    }
    ~Terminal() { close(number_); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    void show(const std::string& text) const {
        [[maybe_unused]] const auto count = write(number_, text.data(), text.size());
    }
    int number() const { return number_; }

private:
    int number_;
};

// As editors have it; what was shown before is back when it goes.
class SecondScreen {
public:
    explicit SecondScreen(const Terminal& terminal) : terminal_(terminal) {
        terminal_.show("\x1b[?1049h\x1b[H\x1b[2J");
    }
    ~SecondScreen() { terminal_.show("\x1b[H\x1b[2J\x1b[?1049l"); }
    SecondScreen(const SecondScreen&) = delete;
    SecondScreen& operator=(const SecondScreen&) = delete;

private:
    const Terminal& terminal_;
};

// Answers with the signal that came instead, and the line has what was read before.
int ask(const Terminal& terminal, const std::string& prompt, Line& line) {
    const Signals signals;
    const NoEcho hidden(terminal.number());
    terminal.show(prompt);
    char byte = 0;
    for (;;) {
        if (const int signal = signals.wait_for(terminal.number()); signal != 0) {
            terminal.show("\n");
            return signal;
        }
        const auto count = read(terminal.number(), &byte, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || (count == 0 && line.empty())) {
            terminal.show("\n");
            nothing_came();
        }
        if (count == 0 || !line.take(byte)) break;
    }
    sodium_memzero(&byte, 1);
    return 0;
}

// Everything is as it was, so the signal does what it does: stop until called back, or end.
void obey(int signal) {
    if (signal == SIGINT) nothing_came();
    raise(signal);
}

}  // namespace

Secret read_secret(const std::string& prompt, std::optional<int> fd) {
    if (fd) return read_from(*fd);
    const Terminal terminal;
    for (;;) {
        Line line;
        const int signal = ask(terminal, prompt, line);
        if (signal == 0) return line.done();
        obey(signal);
    }
}

void show_once(const std::string& text, const std::string& prompt) {
    const Terminal terminal;
    for (;;) {
        Line line;
        int signal = 0;
        {
            const SecondScreen screen(terminal);
            terminal.show(text);
            signal = ask(terminal, prompt, line);
        }
        if (signal == 0) return;
        obey(signal);
    }
}

}  // namespace platform::desktop
