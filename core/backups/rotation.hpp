#pragma once

#include <vector>

#include "core/time/day.hpp"

namespace core::backups {

inline constexpr int daily_kept = 7, weekly_kept = 4, monthly_kept = 12;

// Which of the days that have a backup stay: the newest seven, the newest of each of the newest four weeks (from
// Monday) and of the newest twelve months that have any. Counted by what is there, not by age, and days after `today`
// (a clock that was ahead, or is behind now) separately by the same rule: so a clock that jumps takes nothing away. In
// order, each once.
std::vector<Day> to_keep(std::vector<Day> days, Day today);

}  // namespace core::backups
