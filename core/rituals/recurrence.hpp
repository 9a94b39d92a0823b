#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time/day.hpp"

namespace core {

struct RulePattern;

// A recurrence rule (RFC 5545, section 3.3.10) of dates, which libical reads and writes and rule_days.cpp expands.
// Rules finer than daily are refused. An immutable value: cheap to copy, and to be asked from any thread. Dates end
// with the year 2582.
class Recurrence {
public:
    static constexpr std::size_t longest_rule = 500;  // bytes
    static constexpr int longest_interval = 1000;

    // Once, on 1970-01-01; parse() makes the useful ones.
    Recurrence() = default;

    // `rule` without the "RRULE:" in front (which is tolerated), e.g. "FREQ=MONTHLY;BYDAY=2FR";
    // empty means once, on `start`. A time of day in UNTIL is dropped: its day is the last one that
    // counts. Refusals: invalid_rule, rule_too_frequent, rule_without_a_date (also for a start before
    // the year 1). Takes milliseconds at worst.
    static Result<Recurrence> parse(std::string_view rule, Day start);

    // The days on which it occurs within from … to, both included, in order, none twice, none
    // before the start. The start itself occurs only if the rule says so (RRULEs from calendars agree with their
    // DTSTART).
    std::vector<Day> between(Day from, Day to) const;
    bool occurs_on(Day day) const;

    const std::string& rule() const { return rule_; }  // as libical writes it back; empty: once
    Day start() const { return start_; }

    // What the rule says, part by part.
    struct Parts;

private:
    friend RulePattern pattern_of(const Recurrence& recurrence);

    std::string rule_;
    Day start_;
    std::shared_ptr<const Parts> parts_;  // none: once
};

// What a rule amounts to, for the editor and for saying it in words. `frequency` none with a
// non-empty rule does not happen; `simple` is false where the parts below do not say all of it
// (BYSETPOS, BYYEARDAY, …).
struct RulePattern {
    enum class Frequency { once, daily, weekly, monthly, yearly };
    Frequency frequency = Frequency::once;
    int interval = 1;
    std::vector<int> weekdays;       // weekly: 1 Monday … 7 Sunday, in order; empty: the start's
    int nth = 0;                     // monthly: the nth (1…5, -1 last) `weekdays[0]`; 0: the start's day of the
                                     // month, or the last day of a month that is too short for it
    bool last_day_of_month = false;  // monthly on BYMONTHDAY=-1
    std::string until;               // ISO day, or empty
    int count = 0;                   // 0: without end
    bool simple = true;

    bool operator==(const RulePattern&) const = default;
};
RulePattern pattern_of(const Recurrence& recurrence);
// The rule for a pattern, as libical writes it; empty for once. Monthly on the 29th to the 31st is
// written so that it falls on the last day of shorter months, yearly on 29 February so that it
// falls on the last day of February in other years. Parts that make no sense are left out; `until`
// wins over `count`.
std::string rule_for(const RulePattern& pattern, Day start);

}  // namespace core
