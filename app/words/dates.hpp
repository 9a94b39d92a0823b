#pragma once

#include <string>

#include "core/rituals/recurrence.hpp"
#include "core/time/instant.hpp"

namespace app {

const char* weekday_name(int weekday);      // 1 Monday … 7 Sunday
const char* weekday_short(int weekday);     // "Mon"
const char* month_name(int month);          // 1 January … 12 December
const char* month_abbreviation(int month);  // "Jan"

std::string clock_time(int minute_of_day);                   // "18:10"
std::string long_date(core::Day day);                        // "Monday, 23 November"
std::string full_date(core::Day day);                        // "Monday, 23 November 2026"
std::string short_date(core::Day day, core::Day today);      // "23 November", with the year where it is another one
std::string month_and_year(core::Day day, core::Day today);  // "November", "November 2024"
std::string span(core::Day first, core::Day last, core::Day today);  // "14–16 November"
// "Today", "Yesterday", "Friday" within the last week, else the date.
std::string near_date(core::Day day, core::Day today);
std::string count_in_words(int n);  // "seven", "20": small numbers are words in a sentence
// "This week, seven years ago"; "Six months ago".
std::string long_ago(core::Day day, core::Day today);

// "Every day", "Fridays", "Every second Sunday", "Once"; the rule itself where no short words say it.
std::string rule_in_words(const core::Recurrence& recurrence);

}  // namespace app
