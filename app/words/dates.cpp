#include "app/words/dates.hpp"

#include <cstdio>

#include "app/words/tr.hpp"

namespace app {

const char* weekday_name(int weekday) {
    switch (weekday) {
        case 1: return tr("Monday");
        case 2: return tr("Tuesday");
        case 3: return tr("Wednesday");
        case 4: return tr("Thursday");
        case 5: return tr("Friday");
        case 6: return tr("Saturday");
        default: return tr("Sunday");
    }
}

const char* weekday_short(int weekday) {
    switch (weekday) {
        case 1: return tr("Mon");
        case 2: return tr("Tue");
        case 3: return tr("Wed");
        case 4: return tr("Thu");
        case 5: return tr("Fri");
        case 6: return tr("Sat");
        default: return tr("Sun");
    }
}

const char* month_name(int month) {
    switch (month) {
        case 1: return tr("January");
        case 2: return tr("February");
        case 3: return tr("March");
        case 4: return tr("April");
        case 5: return tr("May");
        case 6: return tr("June");
        case 7: return tr("July");
        case 8: return tr("August");
        case 9: return tr("September");
        case 10: return tr("October");
        case 11: return tr("November");
        default: return tr("December");
    }
}

const char* month_abbreviation(int month) {
    switch (month) {
        case 1: return tr("Jan");
        case 2: return tr("Feb");
        case 3: return tr("Mar");
        case 4: return tr("Apr");
        case 5: return trc("short for the month", "May");
        case 6: return tr("Jun");
        case 7: return tr("Jul");
        case 8: return tr("Aug");
        case 9: return tr("Sep");
        case 10: return tr("Oct");
        case 11: return tr("Nov");
        default: return tr("Dec");
    }
}

std::string clock_time(int minute_of_day) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", minute_of_day / 60, minute_of_day % 60);
    return text;
}

namespace {

std::string number(int n) { return std::to_string(n); }

std::string date_without_weekday(core::Day day) {
    return filled(tr("{day} {month}"),
                  {{"day", number(core::day_of_month(day))}, {"month", month_name(core::month_of(day))}});
}

std::string with_year(const std::string& date, core::Day day) {
    return filled(tr("{date} {year}"), {{"date", date}, {"year", number(core::year_of(day))}});
}

}  // namespace

std::string count_in_words(int n) {
    switch (n) {
        case 2: return tr("two");
        case 3: return tr("three");
        case 4: return tr("four");
        case 5: return tr("five");
        case 6: return tr("six");
        case 7: return tr("seven");
        case 8: return tr("eight");
        case 9: return tr("nine");
        case 10: return tr("ten");
        case 11: return tr("eleven");
        case 12: return tr("twelve");
        default: return number(n);
    }
}

std::string long_date(core::Day day) {
    return filled(tr("{weekday}, {date}"),
                  {{"weekday", weekday_name(core::weekday_of(day))}, {"date", date_without_weekday(day)}});
}

std::string full_date(core::Day day) { return with_year(long_date(day), day); }

std::string short_date(core::Day day, core::Day today) {
    const auto date = date_without_weekday(day);
    return core::year_of(day) == core::year_of(today) ? date : with_year(date, day);
}

std::string month_and_year(core::Day day, core::Day today) {
    const std::string month = month_name(core::month_of(day));
    return core::year_of(day) == core::year_of(today) ? month : with_year(month, day);
}

std::string span(core::Day first, core::Day last, core::Day today) {
    if (first == last) return short_date(first, today);
    if (core::first_of_month(first) != core::first_of_month(last))
        return filled(tr("{first} – {last}"), {{"first", core::year_of(first) == core::year_of(last)
                                                             ? date_without_weekday(first)
                                                             : with_year(date_without_weekday(first), first)},
                                               {"last", short_date(last, today)}});
    return filled(tr("{first}–{last}"),
                  {{"first", number(core::day_of_month(first))}, {"last", short_date(last, today)}});
}

std::string near_date(core::Day day, core::Day today) {
    const int ago = today - day;
    if (ago == 0) return tr("Today");
    if (ago == 1) return tr("Yesterday");
    if (ago == -1) return tr("Tomorrow");
    if (ago > 0 && ago < 7) return weekday_name(core::weekday_of(day));
    return short_date(day, today);
}

std::string long_ago(core::Day day, core::Day today) {
    const int days = today - day;
    const auto then = core::date_of(day);
    const auto now = core::date_of(today);
    const int years = (days + 15) / 365;
    if (years >= 1) {
        const auto that_year = then + std::chrono::years(years);
        const int off = that_year.ok() ? today - core::day_from(that_year) : 0;
        const auto ago =
            years == 1 ? std::string(tr("a year ago")) : filled(tr("{n} years ago"), {{"n", count_in_words(years)}});
        if (off == 0) return filled(tr("On this day, {ago}"), {{"ago", ago}});
        if (off >= -6 && off <= 6) return filled(tr("This week, {ago}"), {{"ago", ago}});
        return with_year(month_name(core::month_of(day)), day);
    }
    const int months = (static_cast<int>(now.year()) - static_cast<int>(then.year())) * 12 +
                       static_cast<int>(static_cast<unsigned>(now.month())) -
                       static_cast<int>(static_cast<unsigned>(then.month()));
    if (months >= 2)
        return filled(tr("{n} months ago, in {month}"),
                      {{"n", count_in_words(months)}, {"month", month_name(core::month_of(day))}});
    return near_date(day, today);
}

namespace {

std::string ordinal(int nth) {
    switch (nth) {
        case 1: return tr("first");
        case 2: return tr("second");
        case 3: return tr("third");
        case 4: return tr("fourth");
        case 5: return tr("fifth");
        default: return tr("last");
    }
}

std::string weekly(const core::RulePattern& pattern, core::Day start) {
    auto days = pattern.weekdays;
    if (days.empty()) days.push_back(core::weekday_of(start));
    if (pattern.interval > 1) {
        if (days.size() == 1 && pattern.interval == 2)
            return filled(tr("Every second {weekday}"), {{"weekday", weekday_name(days.front())}});
        if (days.size() == 1)
            return filled(tr("Every {n} weeks on {weekday}"),
                          {{"n", number(pattern.interval)}, {"weekday", weekday_name(days.front())}});
    }
    if (days == std::vector<int>{1, 2, 3, 4, 5} && pattern.interval == 1) return tr("Monday to Friday");
    if (days.size() == 7 && pattern.interval == 1) return tr("Every day");
    if (days.size() == 1) return filled(tr("Every {weekday}"), {{"weekday", weekday_name(days.front())}});
    std::string list;
    for (const int day : days) {
        if (!list.empty()) list += ", ";
        list += weekday_short(day);
    }
    return pattern.interval == 1
               ? list
               : filled(tr("Every {n} weeks: {days}"), {{"n", number(pattern.interval)}, {"days", list}});
}

std::string monthly(const core::RulePattern& pattern, core::Day start) {
    std::string when;
    if (pattern.last_day_of_month) when = tr("on the last day");
    else if (pattern.nth != 0 && !pattern.weekdays.empty())
        when = filled(tr("on the {nth} {weekday}"),
                      {{"nth", ordinal(pattern.nth)}, {"weekday", weekday_name(pattern.weekdays.front())}});
    else when = filled(tr("on day {n}"), {{"n", number(core::day_of_month(start))}});
    if (pattern.interval == 1) return filled(tr("Every month {when}"), {{"when", when}});
    return filled(tr("Every {n} months {when}"), {{"n", number(pattern.interval)}, {"when", when}});
}

}  // namespace

std::string rule_in_words(const core::Recurrence& recurrence) {
    using Frequency = core::RulePattern::Frequency;
    const auto pattern = core::pattern_of(recurrence);
    const auto start = recurrence.start();
    if (!pattern.simple) return tr("On its own pattern");
    std::string words;
    switch (pattern.frequency) {
        case Frequency::once: return filled(tr("Once, on {date}"), {{"date", full_date(start)}});
        case Frequency::daily:
            words = pattern.interval == 1   ? std::string(tr("Every day"))
                    : pattern.interval == 2 ? std::string(tr("Every second day"))
                                            : filled(tr("Every {n} days"), {{"n", number(pattern.interval)}});
            break;
        case Frequency::weekly: words = weekly(pattern, start); break;
        case Frequency::monthly: words = monthly(pattern, start); break;
        case Frequency::yearly:
            words = pattern.interval == 1
                        ? filled(tr("Every year on {date}"), {{"date", date_without_weekday(start)}})
                        : filled(tr("Every {n} years on {date}"),
                                 {{"n", number(pattern.interval)}, {"date", date_without_weekday(start)}});
            break;
    }
    if (const auto until = core::day_from_iso(pattern.until))
        words = filled(tr("{rule}, until {date}"),
                       {{"rule", words}, {"date", with_year(date_without_weekday(*until), *until)}});
    else if (pattern.count > 0)
        words = filled(trn("{rule}, {n} time", "{rule}, {n} times", static_cast<unsigned long>(pattern.count)),
                       {{"rule", words}, {"n", number(pattern.count)}});
    return words;
}

}  // namespace app
