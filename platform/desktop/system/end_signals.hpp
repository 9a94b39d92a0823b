#pragma once

#include <functional>
#include <thread>

namespace platform::desktop {

// Calls `on_end`, on a thread of its own, when the system or the terminal asks the program to end (SIGTERM, SIGINT,
// SIGHUP). One at a time.
class EndSignals {
public:
    explicit EndSignals(std::function<void()> on_end);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    std::thread thread_;
};

}  // namespace platform::desktop
