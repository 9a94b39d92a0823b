#pragma once

#include <exception>
#include <functional>
#include <string>
#include <utility>

#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/jobs/progress.hpp"

namespace app {

// What takes too long for a frame. It has the household for itself: until it has finished nobody else asks anything of
// it, and the screen shows how far it is.
class LongWork final : public core::Job {
public:
    using Work = std::function<void(core::Household&, core::Progress&)>;
    LongWork(core::Household& household, Work work) : household_(household), work_(std::move(work)) {}

    bool step() noexcept override {
        try {
            work_(household_, progress_);
        } catch (...) {
            fault_ = std::current_exception();
        }
        return false;
    }
    const core::Progress& progress() const { return progress_; }
    // What it ended with, to be thrown again where it was asked for. Once it has finished.
    std::exception_ptr fault() const { return fault_; }

private:
    core::Household& household_;
    Work work_;
    core::Progress progress_;
    std::exception_ptr fault_;
};

}  // namespace app
