#include "platform/desktop/system/sleep_watch.hpp"

#include <algorithm>

#include <time.h>

namespace platform::desktop {

namespace {

constexpr double least_sleep = 2;  // seconds; reading two clocks one after the other takes no such time

#ifdef CLOCK_BOOTTIME
double seconds_on(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
#endif

}  // namespace

bool SleepWatch::slept(double through_sleep, double awake) {
    const double ahead = through_sleep - awake;
    const double before = ahead_.value_or(ahead);
    ahead_ = std::max(before, ahead);  // a look that was interrupted between the clocks came out too small
    return ahead - before > least_sleep;
}

bool SleepWatch::slept() {
#ifdef CLOCK_BOOTTIME
    // In this order a pause between the two looks makes the drift smaller, never larger.
    const double through_sleep = seconds_on(CLOCK_BOOTTIME);
    return slept(through_sleep, seconds_on(CLOCK_MONOTONIC));
#else
    return false;
#endif
}

}  // namespace platform::desktop
