// A recurrence rule, as a calendar or another device may write it; its last four bytes are the day it starts on.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/rituals/recurrence.hpp"

using namespace core;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void look(const Recurrence& recurrence, Day from, Day to) {
    const auto days = recurrence.between(from, to);
    check(std::is_sorted(days.begin(), days.end()));
    check(std::adjacent_find(days.begin(), days.end()) == days.end());
    for (const Day day : days) check(day >= from && day <= to && day >= recurrence.start());
    if (!days.empty()) check(recurrence.occurs_on(days.front()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    Day start{20'780};
    if (count >= 4) {
        count -= 4;
        std::memcpy(&start.number, bytes + count, 4);
    }
    const std::string rule(reinterpret_cast<const char*>(bytes), count);
    const auto parsed = Recurrence::parse(rule, start);
    if (!parsed) return 0;
    const auto& recurrence = parsed.value();
    look(recurrence, Day{20'700}, Day{20'900});
    if (start > Day{-1'000'000} && start < Day{1'000'000}) look(recurrence, start, start + 400);
    look(recurrence, Day{200'000}, Day{200'100});

    // What it writes it reads again, and it means the same.
    const auto again = Recurrence::parse(recurrence.rule(), start);
    check(static_cast<bool>(again));
    check(again.value().between(Day{20'700}, Day{20'900}) == recurrence.between(Day{20'700}, Day{20'900}));
    const auto pattern = pattern_of(recurrence);
    (void)rule_for(pattern, start);
    return 0;
}
