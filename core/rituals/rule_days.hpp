#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <vector>

#include "core/rituals/recurrence.hpp"

namespace core {

enum class Frequency { daily, weekly, monthly, yearly };

struct NthWeekday {
    int weekday = 0;  // 1 Monday … 7 Sunday
    int nth = 0;      // 0: every one of the period
    auto operator<=>(const NthWeekday&) const = default;
};

// What a rule says, each value of a list once; empty where it says nothing.
struct Recurrence::Parts {
    Day start;
    Frequency frequency = Frequency::daily;
    int interval = 1;
    int week_start = 1;
    std::vector<NthWeekday> weekdays;
    std::vector<int> month_days, year_days, weeks, months, positions;
    std::optional<Day> until;
    int count = 0;  // 0: without
    Day last;       // where UNTIL, COUNT or the calendar ends it
};

// Calls visit(day) for the days of a rule within from … to, in order and none after its last, until it returns false.
void each_day(const Recurrence::Parts& parts, Day from, Day to, const std::function<bool(Day)>& visit);

}  // namespace core
