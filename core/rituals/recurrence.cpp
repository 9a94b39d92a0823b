#include "core/rituals/recurrence.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <utility>

#include "core/rituals/rule_days.hpp"

namespace core {

namespace {

using Parts = Recurrence::Parts;

// 2582-12-31, where libical stops.
constexpr Day last_day{
    static_cast<std::int32_t>(std::chrono::sys_days(std::chrono::year(2582) / 12 / 31).time_since_epoch().count())};

bool contains(const std::vector<int>& values, int value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

icaltimetype to_ical(Day day) {
    icaltimetype time = icaltime_null_time();
    time.is_date = 1;
    time.year = year_of(day);
    time.month = month_of(day);
    time.day = day_of_month(day);
    return time;
}

std::optional<Day> from_ical(const icaltimetype& time) {
    const std::chrono::year_month_day date(std::chrono::year(time.year),
                                           std::chrono::month(static_cast<unsigned>(time.month)),
                                           std::chrono::day(static_cast<unsigned>(time.day)));
    if (time.year < 1 || time.year > 9999 || !date.ok()) return std::nullopt;
    return day_from(date);
}

// libical aborts on errors if a library before us asked it to; the setting is one for the whole
// process.
void keep_libical_calm() {
    static std::once_flag once;
    std::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
}

int iso_weekday(int ical_weekday) { return ical_weekday == ICAL_SUNDAY_WEEKDAY ? 7 : ical_weekday - 1; }

// A BY list of libical's without its terminator, each value once; libical's own list is shortened
// likewise.
template <std::size_t size> std::vector<int> distinct(short (&values)[size]) {
    std::vector<int> result;
    for (std::size_t i = 0; i < size && values[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i)
        if (!contains(result, values[i])) result.push_back(values[i]);
    for (std::size_t i = 0; i < result.size(); ++i) values[i] = static_cast<short>(result[i]);
    if (result.size() < size) values[result.size()] = ICAL_RECURRENCE_ARRAY_MAX;
    return result;
}

bool all_within(const std::vector<int>& values, int most) {
    return std::all_of(values.begin(), values.end(), [most](int value) { return value >= -most && value <= most; });
}

std::string written(icalrecurrencetype& rule) {
    char* text = icalrecurrencetype_as_string_r(&rule);
    std::string result = text ? text : "";
    std::free(text);
    return result;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

// A whole number of at most nine digits; 0 for anything else.
int number_in(std::string_view text) {
    if (text.empty() || text.size() > 9) return 0;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return 0;
        value = value * 10 + (c - '0');
    }
    return value;
}

// What libical lets pass but should not: it cuts numbers to 16 bits, ignores whatever follows ";;",
// takes parts twice, and writes one value past the end of a list that is full.
bool sane(std::string_view rule) {
    struct Part {
        std::string_view name;
        std::size_t most_values;
        bool seen = false;
    };
    std::array<Part, 14> known = {{
        {"FREQ", 1},
        {"UNTIL", 1},
        {"COUNT", 1},
        {"INTERVAL", 1},
        {"WKST", 1},
        {"BYSECOND", ICAL_BY_SECOND_SIZE - 1},
        {"BYMINUTE", ICAL_BY_MINUTE_SIZE - 1},
        {"BYHOUR", ICAL_BY_HOUR_SIZE - 1},
        {"BYDAY", ICAL_BY_DAY_SIZE - 1},
        {"BYMONTHDAY", ICAL_BY_MONTHDAY_SIZE - 1},
        {"BYYEARDAY", ICAL_BY_YEARDAY_SIZE - 1},
        {"BYWEEKNO", ICAL_BY_WEEKNO_SIZE - 1},
        {"BYMONTH", ICAL_BY_MONTH_SIZE - 1},
        {"BYSETPOS", ICAL_BY_SETPOS_SIZE - 1},
    }};
    while (!rule.empty()) {
        const std::size_t end = std::min(rule.find(';'), rule.size());
        const std::string_view clause = rule.substr(0, end);
        rule.remove_prefix(std::min(end + 1, rule.size()));
        const std::size_t equals = clause.find('=');
        if (equals == std::string_view::npos) return false;
        const std::string_view name = clause.substr(0, equals), value = clause.substr(equals + 1);
        const auto part = std::find_if(known.begin(), known.end(), [&](const Part& p) { return p.name == name; });
        if (part == known.end() || part->seen || value.empty()) return false;
        part->seen = true;
        const auto values = static_cast<std::size_t>(std::count(value.begin(), value.end(), ',')) + 1;
        if (values > part->most_values) return false;
        if (name == "COUNT" && (value.find_first_not_of("0123456789") != std::string_view::npos || value.size() > 10 ||
                                (value.size() == 10 && value > "2147483647")))
            return false;
        if (name == "INTERVAL" && (number_in(value) < 1 || number_in(value) > Recurrence::longest_interval))
            return false;
        // 16 bits again: no value of a list needs more than three digits, a sign and two letters.
        if (name.substr(0, 2) == "BY") {
            std::size_t digits = 0;
            for (const char c : value) {
                digits = c >= '0' && c <= '9' ? digits + 1 : 0;
                if (digits > 3) return false;
            }
        }
    }
    return true;
}

}  // namespace

Result<Recurrence> Recurrence::parse(std::string_view text, Day start) {
    Recurrence result;
    result.start_ = start;

    std::string rule;
    for (const char c : trimmed(text)) {
        if (rule.size() > longest_rule || c < ' ' || c > '~') return Refusal::invalid_rule;
        rule += upper(c);
    }
    if (rule.rfind("RRULE:", 0) == 0) rule.erase(0, 6);
    if (rule.size() > longest_rule) return Refusal::invalid_rule;
    if (rule.empty()) return result;
    if (start < earliest_day || start > last_day) return Refusal::rule_without_a_date;
    while (!rule.empty() && rule.back() == ';') rule.pop_back();
    if (rule.empty() || !sane(rule)) return Refusal::invalid_rule;

    keep_libical_calm();
    icalrecurrencetype ical = icalrecurrencetype_from_string(rule.c_str());
    if (ical.freq == ICAL_NO_RECURRENCE) return Refusal::invalid_rule;
    if (ical.freq == ICAL_SECONDLY_RECURRENCE || ical.freq == ICAL_MINUTELY_RECURRENCE ||
        ical.freq == ICAL_HOURLY_RECURRENCE || ical.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX ||
        ical.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || ical.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX)
        return Refusal::rule_too_frequent;

    auto parts = std::make_shared<Parts>();
    parts->start = start;
    parts->frequency = ical.freq == ICAL_DAILY_RECURRENCE     ? Frequency::daily
                       : ical.freq == ICAL_WEEKLY_RECURRENCE  ? Frequency::weekly
                       : ical.freq == ICAL_MONTHLY_RECURRENCE ? Frequency::monthly
                                                              : Frequency::yearly;
    parts->interval = ical.interval;
    parts->week_start = iso_weekday(ical.week_start);
    parts->count = ical.count;
    for (const int value : distinct(ical.by_day)) {
        const auto coded = static_cast<short>(value);
        parts->weekdays.push_back(
            {iso_weekday(icalrecurrencetype_day_day_of_week(coded)), icalrecurrencetype_day_position(coded)});
    }
    parts->month_days = distinct(ical.by_month_day);
    parts->year_days = distinct(ical.by_year_day);
    parts->weeks = distinct(ical.by_week_no);
    parts->months = distinct(ical.by_month);
    parts->positions = distinct(ical.by_set_pos);
    if (!icaltime_is_null_time(ical.until)) {
        parts->until = from_ical(ical.until);
        if (!parts->until) return Refusal::invalid_rule;
        ical.until = to_ical(*parts->until);
    }

    // libical leaves room for lunar years; and what the RFC says must not be combined, it takes in
    // part.
    const bool numbered = std::any_of(parts->weekdays.begin(), parts->weekdays.end(),
                                      [](const NthWeekday& named) { return named.nth != 0; });
    const bool yearly = parts->frequency == Frequency::yearly, monthly = parts->frequency == Frequency::monthly;
    if (!all_within(parts->months, 12) || !all_within(parts->month_days, 31) || !all_within(parts->weeks, 53) ||
        !all_within(parts->year_days, 366) || !all_within(parts->positions, 366) ||
        (numbered && !(monthly || (yearly && parts->weeks.empty()))) || (!yearly && !parts->weeks.empty()) ||
        (!yearly && !parts->year_days.empty()) || (parts->frequency == Frequency::weekly && !parts->month_days.empty()))
        return Refusal::invalid_rule;

    parts->last = std::min(parts->until.value_or(last_day), last_day);
    int seen = 0;
    Day last;
    each_day(*parts, start, last_day, [&](Day day) {
        last = day;
        return ++seen < parts->count;  // without COUNT one will do
    });
    if (seen == 0) return Refusal::rule_without_a_date;
    if (parts->count != 0) parts->last = last;

    result.rule_ = written(ical);
    result.parts_ = std::move(parts);
    return result;
}

std::vector<Day> Recurrence::between(Day from, Day to) const {
    if (!parts_) {
        if (from <= start_ && start_ <= to) return {start_};
        return {};
    }
    std::vector<Day> days;
    each_day(*parts_, from, to, [&](Day day) {
        days.push_back(day);
        return true;
    });
    return days;
}

bool Recurrence::occurs_on(Day day) const { return !between(day, day).empty(); }

namespace {

// BYMONTHDAY=28,…,day with BYSETPOS=-1: the day of the month, or the last one of a shorter month.
std::vector<int> days_up_to(int day) {
    std::vector<int> days;
    for (int d = 28; d <= day; ++d) days.push_back(d);
    return days;
}

bool is_leap_day(Day day) { return month_of(day) == 2 && day_of_month(day) == 29; }

void read_weekly(const Parts& parts, RulePattern& pattern) {
    for (const NthWeekday& named : parts.weekdays) pattern.weekdays.push_back(named.weekday);
    std::sort(pattern.weekdays.begin(), pattern.weekdays.end());
    const bool week_start_matters = parts.interval > 1 && parts.weekdays.size() > 1 && parts.week_start != 1;
    pattern.simple = parts.months.empty() && parts.positions.empty() && !week_start_matters;
}

void read_monthly(const Parts& parts, Day start, RulePattern& pattern) {
    const int day = day_of_month(start);
    pattern.simple = parts.months.empty();
    if (parts.weekdays.empty() && parts.positions.empty()) {
        if (parts.month_days == std::vector<int>{-1}) {
            pattern.last_day_of_month = true;
            return;
        }
        const bool on_the_start = parts.month_days.empty() || parts.month_days == std::vector<int>{day};
        if (!on_the_start || day > 28) pattern.simple = false;  // after the 28th it leaves short months out
        return;
    }
    if (parts.weekdays.empty() && parts.positions == std::vector<int>{-1} && day > 28) {
        std::vector<int> days = parts.month_days;
        std::sort(days.begin(), days.end());
        if (days != days_up_to(day)) pattern.simple = false;
        return;
    }
    // 2FR; or FR with BYSETPOS=2, as Outlook writes it.
    if (parts.weekdays.size() == 1 && parts.month_days.empty() && parts.positions.size() <= 1) {
        const NthWeekday named = parts.weekdays[0];
        const int nth = parts.positions.empty() ? named.nth : named.nth == 0 ? parts.positions[0] : 0;
        if (nth == -1 || (nth >= 1 && nth <= 5)) {
            pattern.weekdays = {named.weekday};
            pattern.nth = nth;
            return;
        }
    }
    pattern.simple = false;
}

void read_yearly(const Parts& parts, Day start, RulePattern& pattern) {
    const bool other_parts =
        !parts.weekdays.empty() || !parts.year_days.empty() || !parts.weeks.empty() || !parts.positions.empty();
    const bool on_the_month = parts.months == std::vector<int>{month_of(start)};
    if (is_leap_day(start)) {
        pattern.simple =
            !other_parts && (on_the_month || parts.months.empty()) && parts.month_days == std::vector<int>{-1};
        return;
    }
    pattern.simple = !other_parts && (on_the_month || parts.months.empty()) &&
                     (parts.month_days.empty() || parts.month_days == std::vector<int>{day_of_month(start)});
}

const char* weekday_code(int weekday) {
    static constexpr const char* codes[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    return codes[weekday - 1];
}

bool is_weekday(int weekday) { return weekday >= 1 && weekday <= 7; }

}  // namespace

RulePattern pattern_of(const Recurrence& recurrence) {
    RulePattern pattern;
    if (!recurrence.parts_) return pattern;
    const Parts& parts = *recurrence.parts_;
    pattern.interval = parts.interval;
    pattern.count = parts.count;
    if (parts.until) pattern.until = to_iso(*parts.until);
    switch (parts.frequency) {
        case Frequency::daily:
            pattern.frequency = RulePattern::Frequency::daily;
            pattern.simple =
                parts.weekdays.empty() && parts.month_days.empty() && parts.months.empty() && parts.positions.empty();
            break;
        case Frequency::weekly:
            pattern.frequency = RulePattern::Frequency::weekly;
            read_weekly(parts, pattern);
            break;
        case Frequency::monthly:
            pattern.frequency = RulePattern::Frequency::monthly;
            read_monthly(parts, recurrence.start_, pattern);
            break;
        case Frequency::yearly:
            pattern.frequency = RulePattern::Frequency::yearly;
            read_yearly(parts, recurrence.start_, pattern);
            break;
    }
    return pattern;
}

std::string rule_for(const RulePattern& pattern, Day start) {
    using Kind = RulePattern::Frequency;
    std::string rule;
    switch (pattern.frequency) {
        case Kind::once: return {};
        case Kind::daily: rule = "FREQ=DAILY"; break;
        case Kind::weekly: rule = "FREQ=WEEKLY"; break;
        case Kind::monthly: rule = "FREQ=MONTHLY"; break;
        case Kind::yearly: rule = "FREQ=YEARLY"; break;
    }
    if (const std::optional<Day> until = day_from_iso(pattern.until)) {
        std::string day = to_iso(*until);
        day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
        rule += ";UNTIL=" + day;
    } else if (pattern.count > 0) {
        rule += ";COUNT=" + std::to_string(pattern.count);
    }
    if (pattern.interval > 1)
        rule += ";INTERVAL=" + std::to_string(std::min(pattern.interval, Recurrence::longest_interval));

    if (pattern.frequency == Kind::weekly) {
        std::string days;
        for (int weekday = 1; weekday <= 7; ++weekday)
            if (contains(pattern.weekdays, weekday))
                days += (days.empty() ? "" : ",") + std::string(weekday_code(weekday));
        if (!days.empty()) rule += ";BYDAY=" + days;
    }
    if (pattern.frequency == Kind::monthly) {
        const int day = day_of_month(start);
        if (pattern.last_day_of_month) {
            rule += ";BYMONTHDAY=-1";
        } else if (pattern.nth == -1 || (pattern.nth >= 1 && pattern.nth <= 5)) {
            const bool named = !pattern.weekdays.empty() && is_weekday(pattern.weekdays[0]);
            rule +=
                ";BYDAY=" + std::to_string(pattern.nth) + weekday_code(named ? pattern.weekdays[0] : weekday_of(start));
        } else if (day > 28) {
            std::string days;
            for (const int d : days_up_to(day)) days += (days.empty() ? "" : ",") + std::to_string(d);
            rule += ";BYMONTHDAY=" + days + ";BYSETPOS=-1";
        }
    }
    if (pattern.frequency == Kind::yearly && is_leap_day(start)) rule += ";BYMONTHDAY=-1;BYMONTH=2";
    return rule;
}

}  // namespace core
