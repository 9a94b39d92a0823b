#pragma once

#include <memory>
#include <optional>

#include "core/time/instant.hpp"

namespace platform::desktop {

enum class Passing { stands_still, runs_on };

// The system's clock, or one that begins at the local time `now` of this machine's zone.
std::unique_ptr<core::Clock> make_clock(const std::optional<core::LocalTime>& now, Passing passing);

}  // namespace platform::desktop
