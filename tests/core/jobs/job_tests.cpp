#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/jobs/job.hpp"

using namespace core;

namespace {

class Count final : public Job {
public:
    Count(int slices, std::string* log = nullptr, char name = '.') : slices_(slices), log_(log), name_(name) {}
    bool step() noexcept override {
        if (inside_.exchange(true)) overlapped_ = true;
        ++done_;
        if (log_) *log_ += name_;
        inside_ = false;
        return done_ < slices_;
    }
    int done() const { return done_; }
    bool overlapped() const { return overlapped_; }

private:
    int slices_;
    std::atomic<int> done_ = 0;
    std::atomic<bool> inside_ = false, overlapped_ = false;
    std::string* log_;
    char name_;
};

}  // namespace

TEST_CASE("slices run in the order of priority, then of arrival", "[core][jobs]") {
    std::string log;
    JobQueue queue;
    CHECK(queue.idle());
    CHECK_FALSE(queue.run_slice());
    queue.add(std::make_shared<Count>(2, &log, 'b'), JobQueue::Priority::background);
    queue.add(std::make_shared<Count>(2, &log, 'x'), JobQueue::Priority::soon);
    queue.add(std::make_shared<Count>(1, &log, 'y'), JobQueue::Priority::soon);
    CHECK_FALSE(queue.idle());
    for (int i = 0; i < 4; ++i) REQUIRE(queue.run_slice());
    queue.add(std::make_shared<Count>(1, &log, 'z'), JobQueue::Priority::soon);
    while (queue.run_slice()) {
    }
    CHECK(log == "xxybzb");
    CHECK(queue.idle());
}

TEST_CASE("what comes first waits for one slice at most of what is under way", "[core][jobs]") {
    std::string log;
    JobQueue queue;
    queue.add(std::make_shared<Count>(3, &log, 'x'), JobQueue::Priority::soon);
    REQUIRE(queue.run_slice());
    queue.add(std::make_shared<Count>(2, &log, 'f'), JobQueue::Priority::first);
    while (queue.run_slice()) {
    }
    CHECK(log == "xffxx");
    CHECK(queue.idle());
}

TEST_CASE("a job is finished by the time its last slice is announced", "[core][jobs]") {
    const auto job = std::make_shared<Count>(3);
    std::vector<bool> finished;
    JobQueue queue([&] { finished.push_back(job->finished()); });
    queue.add(job, JobQueue::Priority::soon);
    while (queue.run_slice()) {
    }
    CHECK(finished == std::vector<bool>{false, false, true});
}

TEST_CASE("a cancelled job is stepped no more and counts as finished at the next slice", "[core][jobs]") {
    const auto waiting = std::make_shared<Count>(5), cancelled = std::make_shared<Count>(5);
    int announced = 0;
    JobQueue queue([&] { ++announced; });
    queue.add(waiting, JobQueue::Priority::soon);
    queue.add(cancelled, JobQueue::Priority::background);
    cancelled->cancel();
    CHECK_FALSE(cancelled->finished());
    CHECK(queue.run_slice());
    CHECK(cancelled->finished());
    CHECK(cancelled->done() == 0);
    CHECK(waiting->done() == 0);
    CHECK(announced == 1);

    CHECK(queue.run_slice());
    waiting->cancel();
    CHECK(queue.run_slice());
    CHECK(waiting->done() == 1);
    CHECK(waiting->finished());
    CHECK(queue.idle());
}

TEST_CASE("a job that cancels itself is not stepped again", "[core][jobs]") {
    class Once final : public Job {
    public:
        bool step() noexcept override {
            ++steps;
            cancel();
            return true;
        }
        int steps = 0;
    };
    const auto job = std::make_shared<Once>();
    JobQueue queue;
    queue.add(job, JobQueue::Priority::soon);
    while (queue.run_slice()) {
    }
    CHECK(job->steps == 1);
    CHECK(job->finished());
}

TEST_CASE("a job may add another from within its slice", "[core][jobs]") {
    class Parent final : public Job {
    public:
        explicit Parent(JobQueue& queue) : queue_(queue) {}
        bool step() noexcept override {
            queue_.add(child, JobQueue::Priority::soon);
            return false;
        }
        std::shared_ptr<Count> child = std::make_shared<Count>(1);

    private:
        JobQueue& queue_;
    };
    JobQueue queue;
    const auto parent = std::make_shared<Parent>(queue);
    queue.add(parent, JobQueue::Priority::background);
    while (queue.run_slice()) {
    }
    CHECK(parent->child->finished());
}

TEST_CASE("several workers share the jobs and never step one at the same time", "[core][jobs]") {
    JobQueue queue;
    std::vector<std::shared_ptr<Count>> jobs;
    std::vector<std::thread> workers;
    for (int w = 0; w < 4; ++w)
        workers.emplace_back([&] {
            while (queue.wait()) queue.run_slice();
        });
    for (int i = 0; i < 40; ++i) {
        jobs.push_back(std::make_shared<Count>(50));
        queue.add(jobs.back(), i % 2 ? JobQueue::Priority::soon : JobQueue::Priority::background);
        if (i % 10 == 9) jobs.back()->cancel();
    }
    while (!queue.idle()) std::this_thread::yield();
    queue.stop();
    for (auto& worker : workers) worker.join();
    for (const auto& job : jobs) {
        CHECK(job->finished());
        CHECK_FALSE(job->overlapped());
        CHECK((job->cancelled() || job->done() == 50));
    }
    CHECK_FALSE(queue.wait());
}

TEST_CASE("stop wakes a worker that waits for work", "[core][jobs]") {
    JobQueue queue;
    bool had_work = true;
    std::thread worker([&] { had_work = queue.wait(); });
    queue.stop();
    worker.join();
    CHECK_FALSE(had_work);
}
