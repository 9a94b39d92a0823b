#include "core/backups/rotation.hpp"

#include <algorithm>

namespace core::backups {

namespace {

// The newest day of each of the newest `count` spans that have one; `newest_first` has none twice.
template <class Span>
void keep_newest(const std::vector<Day>& newest_first, int count, Span span_of, std::vector<Day>& kept) {
    for (std::size_t i = 0; i < newest_first.size() && count > 0; ++i) {
        if (i > 0 && span_of(newest_first[i]) == span_of(newest_first[i - 1])) continue;
        kept.push_back(newest_first[i]);
        --count;
    }
}

void keep_by_rule(const std::vector<Day>& newest_first, std::vector<Day>& kept) {
    keep_newest(
        newest_first, daily_kept, [](Day day) { return day; }, kept);
    keep_newest(
        newest_first, weekly_kept, [](Day day) { return day - (weekday_of(day) - 1); }, kept);
    keep_newest(
        newest_first, monthly_kept, [](Day day) { return first_of_month(day); }, kept);
}

}  // namespace

std::vector<Day> to_keep(std::vector<Day> days, Day today) {
    std::sort(days.rbegin(), days.rend());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const auto past = std::find_if(days.begin(), days.end(), [&](Day day) { return day <= today; });
    std::vector<Day> kept;
    keep_by_rule({days.begin(), past}, kept);
    keep_by_rule({past, days.end()}, kept);
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}

}  // namespace core::backups
