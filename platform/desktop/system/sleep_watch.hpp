#pragma once

#include <optional>

namespace platform::desktop {

// Notices that the machine slept: a clock that runs on through sleep then gains on one that stands still.
class SleepWatch {
public:
    // Both in seconds, from any beginning; whether they drifted apart by more than two seconds since the last look.
    bool slept(double through_sleep, double awake);
    // The same with the system's clocks (CLOCK_BOOTTIME and CLOCK_MONOTONIC); never where the system has no such pair.
    bool slept();

private:
    std::optional<double> ahead_;
};

}  // namespace platform::desktop
