#include "core/time/day.hpp"

#include <cstdio>

namespace core {

namespace chr = std::chrono;

Day day_from(chr::year_month_day date) {
    return {static_cast<std::int32_t>(chr::sys_days(date).time_since_epoch().count())};
}

chr::year_month_day date_of(Day day) { return chr::sys_days(chr::days(day.number)); }

int year_of(Day day) { return static_cast<int>(date_of(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(date_of(day).month())); }
int day_of_month(Day day) { return static_cast<int>(static_cast<unsigned>(date_of(day).day())); }
int weekday_of(Day day) { return static_cast<int>(chr::weekday(chr::sys_days(chr::days(day.number))).iso_encoding()); }

Day first_of_month(Day day) { return day - (day_of_month(day) - 1); }
Day first_of_next_month(Day day) { return first_of_month(first_of_month(day) + 31); }
Day first_of_previous_month(Day day) { return first_of_month(first_of_month(day) - 1); }

std::string to_iso(Day day) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year_of(day), month_of(day), day_of_month(day));
    return text;
}

std::optional<Day> day_from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto digits = [&](std::size_t from, std::size_t count) -> int {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
    if (year < 1 || month < 1 || day < 1) return std::nullopt;
    const chr::year_month_day date(chr::year(year), chr::month(static_cast<unsigned>(month)),
                                   chr::day(static_cast<unsigned>(day)));
    if (!date.ok()) return std::nullopt;
    return day_from(date);
}

std::string clock_text(int minute) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
    return text;
}

}  // namespace core
