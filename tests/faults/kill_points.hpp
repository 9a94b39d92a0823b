#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>

namespace faults {

inline constexpr std::size_t to_the_end = std::numeric_limits<std::size_t>::max();

struct Killed {
    bool killed = false;         // false: it came to its end before
    std::size_t operations = 0;  // on files, up to there
    std::string problem;         // it threw, or cannot be watched here ("SKIP …")
};

// Runs `work` in a process of its own and kills it just before the nth operation on a file that another program could
// see, counted from 1: making, writing, syncing, renaming, linking, removing one, or changing its mode.
Killed killed_before(std::size_t nth, const std::function<void()>& work);

}  // namespace faults
