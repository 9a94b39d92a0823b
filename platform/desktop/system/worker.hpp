#pragma once

#include <thread>

#include "core/jobs/job.hpp"

namespace platform::desktop {

// One thread that works a queue off for as long as this lives. Its end waits for the slice at hand.
class Worker {
public:
    explicit Worker(core::JobQueue& queue);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

private:
    core::JobQueue& queue_;
    std::thread thread_;
};

}  // namespace platform::desktop
