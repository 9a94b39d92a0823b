#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace core {

// Work too slow for a frame, cut into slices.
class Job {
public:
    virtual ~Job() = default;
    // Does one slice, some tens of milliseconds at most where that can be helped; true while there is more.
    // Throws nothing: what goes wrong is part of its result.
    virtual bool step() noexcept = 0;

    void cancel() { cancelled_ = true; }
    bool cancelled() const { return cancelled_; }
    bool finished() const { return finished_; }

private:
    friend class JobQueue;
    std::atomic<bool> cancelled_ = false;
    std::atomic<bool> finished_ = false;
};

// The one queue of jobs. A home with threads lets a worker call wait() and run_slice() in turn; a home
// without calls run_slice() between frames. Nothing here needs a thread.
class JobQueue {
public:
    enum class Priority { first, soon, background };  // `first`: before the next slice of anything else

    // `after_slice` is called on whichever thread ran a slice; it wakes the interface.
    explicit JobQueue(std::function<void()> after_slice = {}) : after_slice_(std::move(after_slice)) {}

    void add(std::shared_ptr<Job> job, Priority priority);
    // Runs one slice of the first job of the highest priority that no other worker is at; false when there is nothing
    // to do. A cancelled job is finished instead, before anything else is run.
    bool run_slice();
    // Blocks until there is work (true) or stop() was called (false).
    bool wait();
    void stop();
    bool idle() const;  // nothing waits and nothing runs

private:
    struct Taken {
        std::shared_ptr<Job> job;
        Priority priority = Priority::soon;
    };
    Taken take();  // with the mutex held
    static constexpr std::size_t priorities = 3;
    std::deque<std::shared_ptr<Job>>& queue(Priority priority) { return queues_[static_cast<std::size_t>(priority)]; }
    bool any_waits() const;  // with the mutex held

    std::function<void()> after_slice_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::array<std::deque<std::shared_ptr<Job>>, priorities> queues_;
    int running_ = 0;
    bool stopped_ = false;
};

}  // namespace core
