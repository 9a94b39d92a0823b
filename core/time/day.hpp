#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// A civil day in the proleptic Gregorian calendar.
struct Day {
    std::int32_t number = 0;  // days since 1970-01-01

    auto operator<=>(const Day&) const = default;
    Day operator+(int days) const { return {number + days}; }
    Day operator-(int days) const { return {number - days}; }
    int operator-(Day other) const { return number - other.number; }
};

Day day_from(std::chrono::year_month_day date);
std::chrono::year_month_day date_of(Day day);
// Shorthands for the parts of a date; `weekday` is 1 (Monday) to 7 (Sunday) as ISO 8601 has it.
int year_of(Day day);
int month_of(Day day);
int day_of_month(Day day);
int weekday_of(Day day);

Day first_of_month(Day day);
Day first_of_next_month(Day day);
Day first_of_previous_month(Day day);

// The years 1 to 9999, which ISO dates can name.
inline constexpr Day earliest_day{-719'162}, latest_day{2'932'896};

// "2026-11-23".
std::string to_iso(Day day);
// Reads "2026-11-23"; nothing for anything else or for a date the calendar does not have. Years 1 to 9999.
std::optional<Day> day_from_iso(std::string_view text);

// "18:05", of a minute of the civil day.
std::string clock_text(int minute);

}  // namespace core
