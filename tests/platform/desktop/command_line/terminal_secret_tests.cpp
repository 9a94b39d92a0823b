#include "platform/desktop/command_line/terminal_secret.hpp"

#include <csignal>
#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "platform/desktop/command_line/reading.hpp"
#include "tests/end_to_end/process.hpp"
#include "tests/platform/desktop/command_line/in_terminal.hpp"

using core::Secret;
using end_to_end::pause_for;
using platform::desktop::read_secret;
using platform::desktop::Stop;

namespace {

enum class Leader { itself, a_shell };  // of the session; below a shell the program is a job that can be stopped

// The probe asking for a secret.
tests::InTerminal asking(const std::string& expected, Leader leader = Leader::itself) {
    if (leader == Leader::itself) return tests::InTerminal({INGLENOOK_SECRETS_PROBE, "secret", expected});
    return tests::InTerminal(
        {"bash", "-c", "set -m; \"$0\" secret \"$1\"; stty -a; fg; echo ended $?", INGLENOOK_SECRETS_PROBE, expected});
}

// A pipe with so much in it, and nothing more to come.
class Pipe {
public:
    explicit Pipe(const std::string& content) {
        REQUIRE(pipe(ends_) == 0);
        REQUIRE(write(ends_[1], content.data(), content.size()) == static_cast<ssize_t>(content.size()));
        close(ends_[1]);
    }
    ~Pipe() { close(ends_[0]); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int end() const { return ends_[0]; }
    std::string read_line() const { return std::string(read_secret("", end()).text()); }

private:
    int ends_[2];
};

int exit_code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Stop& stop) {
        CHECK(stop.sentence.size() > 15);
        return stop.exit_code;
    }
    return 0;
}

}  // namespace

TEST_CASE("what is typed at the terminal is read and not shown", "[platform][terminal]") {
    auto terminal = asking("gehéim 12 ");
    REQUIRE(terminal.sees("PIN: "));
    CHECK_FALSE(terminal.echoes());
    terminal.type("gehéim 12 \n");
    CHECK(terminal.sees("same"));
    CHECK(terminal.end() == 0);
    CHECK(terminal.shown().find("12") == std::string::npos);
    CHECK(terminal.shown().find("PIN: \r\n") != std::string::npos);  // what follows stands on a line of its own
    CHECK(terminal.echoes());
}

TEST_CASE("a typing error can be taken back unseen", "[platform][terminal]") {
    auto terminal = asking("1234");
    REQUIRE(terminal.sees("PIN: "));
    terminal.type(
        "wrong\x15"
        "129\x7f"
        "34\n");  // ^U, backspace
    CHECK(terminal.sees("same"));
}

TEST_CASE("a line may come in pieces, and what follows it is left alone", "[platform][terminal]") {
    auto terminal = asking("1234");
    REQUIRE(terminal.sees("PIN: "));
    terminal.type("12");
    pause_for(0.05);
    CHECK_FALSE(terminal.echoes());
    terminal.type("34\nleft over");
    CHECK(terminal.sees("same"));
    CHECK(terminal.end() == 0);
}

TEST_CASE("Ctrl-C ends with 2 and the terminal shows typing again", "[platform][terminal]") {
    auto terminal = asking("1234");
    REQUIRE(terminal.sees("PIN: "));
    terminal.type("12\x03");
    const int status = terminal.end();
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 2);
    CHECK(terminal.echoes());
    CHECK(terminal.shown().find("nothing was changed") != std::string::npos);
}

TEST_CASE("Ctrl-D without a line ends with 2", "[platform][terminal]") {
    auto terminal = asking("1234");
    REQUIRE(terminal.sees("PIN: "));
    terminal.type("\x04");
    const int status = terminal.end();
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 2);
    CHECK(terminal.echoes());
}

TEST_CASE("a signal ends the program as it does, after the terminal shows typing again", "[platform][terminal]") {
    for (const int signal : {SIGTERM, SIGQUIT, SIGHUP}) {
        auto terminal = asking("1234");
        REQUIRE(terminal.sees("PIN: "));
        REQUIRE(kill(terminal.id(), signal) == 0);
        const int status = terminal.end();
        REQUIRE(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == signal);
        CHECK(terminal.echoes());
    }
}

TEST_CASE("stopped, it leaves a terminal that shows typing; called back, it asks anew", "[platform][terminal]") {
    auto terminal = asking("1234", Leader::a_shell);
    REQUIRE(terminal.sees("PIN: "));
    CHECK_FALSE(terminal.echoes());
    terminal.type("99\x1a");
    REQUIRE(terminal.sees(" echo "));  // says stty, before the shell calls it back; what was typed until then is gone
    REQUIRE(terminal.sees("PIN: "));
    CHECK(terminal.becomes(false));
    terminal.type("1234\n");
    CHECK(terminal.sees("same"));
    CHECK(terminal.sees("ended 0"));
    CHECK(terminal.becomes(true));
}

TEST_CASE("a line from a file descriptor is taken without its end, and nothing behind it", "[platform][terminal]") {
    const Pipe two("first line\nsecond\r\nlast");
    CHECK(two.read_line() == "first line");
    CHECK(two.read_line() == "second");
    CHECK(two.read_line() == "last");
    CHECK(exit_code_of([&] { two.read_line(); }) == 2);
    CHECK(Pipe("\n").read_line() == "");
    CHECK(Pipe(" spaces stay \n").read_line() == " spaces stay ");
    CHECK(Pipe(std::string(1024, 'x') + "\n").read_line().size() == 1024);
}

TEST_CASE("no line, too long a line and no such descriptor end with 2", "[platform][terminal]") {
    CHECK(exit_code_of([] { Pipe("").read_line(); }) == 2);
    CHECK(exit_code_of([] { Pipe(std::string(1025, 'x') + "\n").read_line(); }) == 2);
    CHECK(exit_code_of([] { static_cast<void>(read_secret("", 1000)); }) == 2);
}

TEST_CASE("a line with a control character is no PIN, no passphrase and no words, whatever surrounds it",
          "[platform][terminal]") {
    for (const auto& line :
         {std::string("1234\0\n", 6), std::string("1234\0", 5), std::string("\0\n", 2), std::string("12\t34\n"),
          std::string("12\r34\n"), std::string("1234\r\r\n"), std::string("1234\x7f\n"), std::string("\x1b[A1234\n"),
          std::string("12\xc2\x9b"
                      "34\n")}) {
        CAPTURE(line.size());
        CHECK(exit_code_of([&] { Pipe(line).read_line(); }) == 1);
    }
    CHECK(Pipe("gehéim ß 愛 \xff\n").read_line() ==
          "gehéim ß 愛 \xff");  // what is no text is refused where a new one is made
}

TEST_CASE("without a terminal nothing is asked", "[platform][terminal]") {
    const auto ended = end_to_end::run({"setsid", "--wait", INGLENOOK_SECRETS_PROBE, "secret", "1234"});
    CHECK(ended.status == 2);
    CHECK(ended.out == "");
    CHECK(ended.err.find("no terminal") != std::string::npos);
}

TEST_CASE("a program reads its secret from a descriptor that is not its input", "[platform][terminal]") {
    const auto ended = end_to_end::run(
        {"sh", "-c", "printf '1234\\n' | \"$0\" secret-from 3 1234 3<&0 </dev/null", INGLENOOK_SECRETS_PROBE});
    CHECK(ended.status == 0);
    CHECK(ended.out == "same\n");
}
