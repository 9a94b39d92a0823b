#pragma once

#include <atomic>
#include <cstddef>

namespace core {

// How far work is that another thread does. A total of 0: not known yet.
struct Progress {
    std::atomic<std::size_t> done = 0, total = 0;
};

}  // namespace core
