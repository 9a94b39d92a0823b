#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <utility>

#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/jobs/progress.hpp"
#include "core/result.hpp"
#include "core/vault/secret.hpp"

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
        } catch (const core::Fault& fault) {
            fault_ = fault;
        } catch (const std::exception& fault) {
            fault_ = core::Fault(core::Fault::Kind::other, fault.what());
        }
        core::wipe_stack();  // what it read is nobody's to find on this thread
        return false;
    }
    const core::Progress& progress() const { return progress_; }
    const std::optional<core::Fault>& fault() const { return fault_; }  // once it has finished

private:
    core::Household& household_;
    Work work_;
    core::Progress progress_;
    std::optional<core::Fault> fault_;
};

}  // namespace app
