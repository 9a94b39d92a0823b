#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace bench {

inline double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// What this thread has had of a processor: what a frame costs, whatever else the machine is doing.
inline double processor_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// `share` 0.5 is the median, 0.99 what one in a hundred exceeds. Sorts.
inline double quantile(std::vector<double>& values, double share) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0
                          : values[std::min(values.size() - 1,
                                            static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// One line of the table: what, ours, the peer's, and how they stand to each other.
inline void row(const char* what, const char* unit, double ours, const char* peer, double theirs) {
    std::printf("| %s | %.2f %s | %s: %.2f %s | %.2f |\n", what, ours, unit, peer, theirs, unit,
                theirs > 0 ? ours / theirs : 0);
    std::fflush(stdout);
}

// What was to be reached and was not; told at the end, and then the program ends with 1.
inline std::vector<std::string> missed;

inline void expect(const std::string& what, const char* unit, double ours, double goal) {
    if (ours <= goal) return;
    char figures[64];
    std::snprintf(figures, sizeof figures, ": %.2f %s, and the goal is %.2f %s", ours, unit, goal, unit);
    missed.push_back(what + figures);
}

// A row that stands beside its goal.
inline void limit_row(const std::string& what, const char* unit, double ours, double goal) {
    char peer[32];
    std::snprintf(peer, sizeof peer, "the limit of %g %s", goal, unit);
    row(what.c_str(), unit, ours, peer, goal);
    expect(what, unit, ours, goal);
}

}  // namespace bench
