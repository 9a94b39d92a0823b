#include "platform/desktop/system/end_signals.hpp"

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace platform::desktop {

namespace {

constexpr int watched[] = {SIGTERM, SIGINT, SIGHUP};
constexpr char signalled = 's', finished = 'f';

// A handler may do little more than write(); hence a pipe, and a thread at its other end that may do anything.
int pipe_ends[2] = {-1, -1};

void tell(char what) {
    const int before = errno;
    [[maybe_unused]] const auto written = write(pipe_ends[1], &what, 1);
    errno = before;
}

void on_signal(int) { tell(signalled); }

void set_handler(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : watched) sigaction(signal, &action, nullptr);
}

}  // namespace

EndSignals::EndSignals(std::function<void()> on_end) {
    if (pipe(pipe_ends) != 0) throw std::runtime_error("no pipe could be made");
    for (const int end : pipe_ends) fcntl(end, F_SETFD, FD_CLOEXEC);
    thread_ = std::thread([on_end = std::move(on_end)] {
        for (char what = 0;;) {
            const auto count = read(pipe_ends[0], &what, 1);
            if (count < 0 && errno == EINTR) continue;
            if (count != 1 || what == finished) return;
            on_end();
        }
    });
    set_handler(on_signal);
}

EndSignals::~EndSignals() {
    set_handler(SIG_DFL);
    tell(finished);
    thread_.join();
    for (int& end : pipe_ends) {
        close(end);
        end = -1;
    }
}

}  // namespace platform::desktop
