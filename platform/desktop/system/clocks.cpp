#include "platform/desktop/system/clocks.hpp"

#include <chrono>

namespace platform::desktop {

namespace {

// A wall clock set by hand when it was made. It keeps the offset of the time it was set to.
class PretendClock final : public core::Clock {
public:
    PretendClock(const core::LocalTime& start, Passing passing)
        : start_(system_.at(start.day, start.minute)), passing_(passing) {}

    core::Instant now() const override {
        if (passing_ == Passing::stands_still) return start_;
        const auto passed = std::chrono::steady_clock::now() - set_at_;
        return {start_.utc_ms + std::chrono::duration_cast<std::chrono::milliseconds>(passed).count(),
                start_.offset_minutes};
    }
    core::Instant real_now() const override { return system_.now(); }
    core::ObservedTime observed() const override { return system_.observed(); }
    core::Instant at(core::Day day, int minute) const override { return system_.at(day, minute); }

private:
    core::SystemClock system_;
    std::chrono::steady_clock::time_point set_at_ = std::chrono::steady_clock::now();
    core::Instant start_;
    Passing passing_;
};

}  // namespace

std::unique_ptr<core::Clock> make_clock(const std::optional<core::LocalTime>& now, Passing passing) {
    if (now) return std::make_unique<PretendClock>(*now, passing);
    return std::make_unique<core::SystemClock>();
}

}  // namespace platform::desktop
