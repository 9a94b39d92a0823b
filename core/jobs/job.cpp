#include "core/jobs/job.hpp"

#include <algorithm>
#include <cassert>

namespace core {

void JobQueue::add(std::shared_ptr<Job> job, Priority priority) {
    assert(job);
    {
        const std::lock_guard lock(mutex_);
        queue(priority).push_back(std::move(job));
    }
    work_.notify_one();
}

JobQueue::Taken JobQueue::take() {
    const auto taken = [this](Priority priority, auto job) {
        Taken result{std::move(*job), priority};
        queue(priority).erase(job);
        ++running_;
        return result;
    };
    for (const auto priority : {Priority::first, Priority::soon, Priority::background}) {
        auto& jobs = queue(priority);
        const auto job = std::find_if(jobs.begin(), jobs.end(), [](const auto& each) { return each->cancelled(); });
        if (job != jobs.end()) return taken(priority, job);
    }
    for (const auto priority : {Priority::first, Priority::soon, Priority::background})
        if (auto& jobs = queue(priority); !jobs.empty()) return taken(priority, jobs.begin());
    return {};
}

bool JobQueue::run_slice() {
    Taken taken;
    {
        const std::lock_guard lock(mutex_);
        taken = take();
    }
    if (!taken.job) return false;

    const bool more = !taken.job->cancelled() && taken.job->step() && !taken.job->cancelled();
    if (!more) taken.job->finished_ = true;
    {
        const std::lock_guard lock(mutex_);
        --running_;
        // To the front: it stays the first of its priority until it is done.
        if (more) queue(taken.priority).push_front(taken.job);
    }
    if (more) work_.notify_one();
    if (after_slice_) after_slice_();
    return true;
}

bool JobQueue::wait() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [this] { return stopped_ || any_waits(); });
    return !stopped_;
}

void JobQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    work_.notify_all();
}

bool JobQueue::idle() const {
    const std::lock_guard lock(mutex_);
    return !any_waits() && running_ == 0;
}

bool JobQueue::any_waits() const {
    return std::any_of(queues_.begin(), queues_.end(), [](const auto& jobs) { return !jobs.empty(); });
}

}  // namespace core
