#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time/day.hpp"

namespace app::rituals {

// A ritual to begin from: words, a mark and how often. The rule is made for the day it starts.
struct Template {
    std::string title, note, symbol, colour;
    enum class Every { day, working_days, week_on_day, month, year } every = Every::day;
    int weekday = 0;               // for week_on_day, 1 Monday …
    std::optional<int> starts_at;  // minute of the day
};

std::vector<Template> templates();
core::Day first_day(const Template& from, core::Day today);
std::string rule_of(const Template& from, core::Day start);

}  // namespace app::rituals
