#include "core/rituals/rule_days.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace core {

namespace {

// RFC 5545, section 3.3.10, for whole days. INTERVAL leaps from period to period (a day, week, month or year); the BY
// parts say which days of a period are in its set, which is found a month at a time; BYSETPOS picks from the set.

using Parts = Recurrence::Parts;

// Whether a value that counts from 1, or from -1 backwards out of `total`, is on the list.
bool contains_either_way(const std::vector<int>& values, int value, int total) {
    return std::any_of(values.begin(), values.end(),
                       [&](int each) { return each == value || each == value - total - 1; });
}

struct Span {
    Day first, last;

    int days() const { return last - first + 1; }
    bool has(Day day) const { return first <= day && day <= last; }
    // Counted from 1, or from -1 backwards; outside where it has fewer.
    Day nth(int n) const { return n > 0 ? first + (n - 1) : last + (n + 1); }
    Day nth(int n, int weekday) const {
        return n > 0 ? first + ((weekday - weekday_of(first) + 7) % 7 + 7 * (n - 1))
                     : last - ((weekday_of(last) - weekday + 7) % 7 - 7 * (n + 1));
    }
};

Day first_of_year(int year) { return day_from(std::chrono::year(year) / 1 / 1); }
Span days_of_year(int year) { return {first_of_year(year), first_of_year(year + 1) - 1}; }

int month_number(Day day) { return year_of(day) * 12 + month_of(day) - 1; }
Span days_of_month(Day day) { return {first_of_month(day), first_of_next_month(day) - 1}; }

Day week_of(Day day, int week_start) { return day - (weekday_of(day) - week_start + 7) % 7; }
int week_year(Day day, int week_start) { return year_of(week_of(day, week_start) + 3); }
// The first week of a year is the first with four days in it (BYWEEKNO).
Span weeks_of_year(int year, int week_start) {
    return {week_of(first_of_year(year) + 3, week_start), week_of(first_of_year(year + 1) + 3, week_start) - 1};
}

// Days of a month, the first as the lowest bit.
using Days = std::uint32_t;
constexpr Days every_day = ~Days{0};

Days within(const Span& month, const Span& span) {
    const Day first = std::max(month.first, span.first), last = std::min(month.last, span.last);
    return first <= last ? every_day >> (31 - (last - first)) << (first - month.first) : 0;
}

Days only(const Span& month, Day day) { return within(month, {day, day}); }

Days each_weekday(const Span& month, int weekday) {
    constexpr Days first_day_of_each_week = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28;
    return first_day_of_each_week << (month.nth(1, weekday) - month.first);
}

Days on_weekdays(const Parts& parts, const Span& month, const Span& year) {
    // "Within the month" for MONTHLY and for YEARLY with BYMONTH, else within the year.
    const Span& span = parts.frequency == Frequency::monthly || !parts.months.empty() ? month : year;
    Days days = 0;
    for (const auto& [weekday, nth] : parts.weekdays)
        days |= nth == 0 ? each_weekday(month, weekday) : only(month, span.nth(nth, weekday));
    return days;
}

Days numbered(const std::vector<int>& numbers, const Span& month, const Span& counted_in) {
    Days days = 0;
    for (const int n : numbers) days |= only(month, counted_in.nth(n));
    return days;
}

Days in_weeks(const Parts& parts, const Span& month) {
    Days days = 0;
    for (Day week = week_of(month.first, parts.week_start); week <= month.last; week = week + 7) {
        const Span year = weeks_of_year(week_year(week, parts.week_start), parts.week_start);
        if (contains_either_way(parts.weeks, (week - year.first) / 7 + 1, year.days() / 7))
            days |= within(month, {week, week + 6});
    }
    return days;
}

// What a rule does not say is as on its start: the RFC has a missing BYDAY, BYMONTHDAY or BYMONTH retrieved from
// DTSTART.
Days as_on_the_start(const Parts& parts, const Span& month) {
    const bool days_named = !parts.weekdays.empty() || !parts.month_days.empty() || !parts.year_days.empty();
    if (parts.frequency == Frequency::daily) return every_day;
    if (parts.frequency == Frequency::weekly || !parts.weeks.empty())
        return days_named ? every_day : each_weekday(month, weekday_of(parts.start));
    const bool month_named = parts.frequency == Frequency::monthly || !parts.months.empty() ||
                             !parts.year_days.empty() || (!parts.weekdays.empty() && parts.month_days.empty());
    if (!month_named && month_of(month.first) != month_of(parts.start)) return 0;
    return days_named ? every_day : only(month, month.nth(day_of_month(parts.start)));
}

// The days of a month that every BY part (but BYSETPOS) lets through.
Days set_of(const Parts& parts, const Span& month) {
    const auto& months = parts.months;
    if (!months.empty() && std::find(months.begin(), months.end(), month_of(month.first)) == months.end()) return 0;
    Days days = within(month, month) & as_on_the_start(parts, month);
    if (days == 0) return 0;
    const Span year = days_of_year(year_of(month.first));
    if (!parts.weekdays.empty()) days &= on_weekdays(parts, month, year);
    if (!parts.month_days.empty()) days &= numbered(parts.month_days, month, month);
    if (!parts.year_days.empty()) days &= numbered(parts.year_days, month, year);
    if (!parts.weeks.empty()) days &= in_weeks(parts, month);
    return days;
}

// The periods of a rule, numbered from the start's, which is 0.
class Periods {
public:
    explicit Periods(const Parts& parts) : parts_(parts), first_year_(year_of(parts.start)) {
        // A start in a week of the other year counts for that year if it occurs, else (undefined in the RFC) for its
        // own, as in libical.
        const Span month = days_of_month(parts.start);
        if (!parts.weeks.empty() && (set_of(parts, month) & only(month, parts.start)) != 0)
            first_year_ = week_year(parts.start, parts.week_start);
    }

    int number_of(Day day) const {
        switch (parts_.frequency) {
            case Frequency::daily: return day - parts_.start;
            case Frequency::weekly:
                return (week_of(day, parts_.week_start) - week_of(parts_.start, parts_.week_start)) / 7;
            case Frequency::monthly: return month_number(day) - month_number(parts_.start);
            case Frequency::yearly: break;
        }
        return (parts_.weeks.empty() ? year_of(day) : week_year(day, parts_.week_start)) - first_year_;
    }

    Span days_of(int number) const {
        switch (parts_.frequency) {
            case Frequency::daily: return {parts_.start + number, parts_.start + number};
            case Frequency::weekly: {
                const Day first = week_of(parts_.start, parts_.week_start) + 7 * number;
                return {first, first + 6};
            }
            case Frequency::monthly: {
                const auto month = static_cast<unsigned>(month_number(parts_.start) + number);
                return days_of_month(
                    day_from(std::chrono::year(static_cast<int>(month / 12)) / std::chrono::month(month % 12 + 1) / 1));
            }
            case Frequency::yearly: break;
        }
        const int year = first_year_ + number;
        return parts_.weeks.empty() ? days_of_year(year) : weeks_of_year(year, parts_.week_start);
    }

private:
    const Parts& parts_;
    int first_year_;
};

}  // namespace

void each_day(const Parts& parts, Day from, Day to, const std::function<bool(Day)>& visit) {
    from = std::max(from, parts.start);
    to = std::min(to, parts.last);
    if (from > to) return;
    const Periods periods(parts);
    int number = periods.number_of(from);
    while (number % parts.interval != 0) ++number;

    Span month = days_of_month(from);
    Days days = set_of(parts, month);
    std::vector<Day> set;
    for (;; number += parts.interval) {
        Span period = periods.days_of(number);
        if (period.first > to) return;
        // BYSETPOS counts through the whole period, also where that begins before the start.
        if (parts.positions.empty()) period = {std::max(from, period.first), std::min(to, period.last)};
        set.clear();
        for (Day at = period.first; at <= period.last; at = month.last + 1) {
            if (!month.has(at)) {
                month = days_of_month(at);
                days = set_of(parts, month);
            }
            for (Days left = days & within(month, period); left != 0; left &= left - 1)
                set.push_back(month.first + std::countr_zero(left));
        }
        const int total = static_cast<int>(set.size());
        for (int i = 0; i < total; ++i) {
            const Day day = set[static_cast<std::size_t>(i)];
            const bool picked = parts.positions.empty() || contains_either_way(parts.positions, i + 1, total);
            if (picked && from <= day && day <= to && !visit(day)) return;
        }
    }
}

}  // namespace core
