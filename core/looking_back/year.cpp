#include "core/looking_back/year.hpp"

#include <algorithm>
#include <utility>

#include "core/check_ins/check_in_store.hpp"

namespace core::looking_back {

namespace {
constexpr int days_a_slice = 2;
}

Day first_of_year(int year) {
    return day_from(std::chrono::year_month_day{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}});
}
Day last_of_year(int year) { return first_of_year(year + 1) - 1; }

void Year::forget() {
    there_ = false;
    next_.reset();
    reading_.reset();
    read_.reset();
    fresh_.clear();
    felt_.clear();
    ++version_;
}

bool Year::step(const Viewer& viewer, int year) {
    if (!(viewer == viewer_) || year != year_) {
        forget();
        viewer_ = viewer;
        year_ = year;
    }
    const auto revision = household_.revision();
    if (read_ == revision) return false;
    if (reading_ != revision) {
        reading_ = revision;
        next_ = first_of_year(year);
        fresh_.clear();
    }
    const Day from = *next_, to = std::min(from + (days_a_slice - 1), last_of_year(year));
    const auto begin = static_cast<std::ptrdiff_t>(fresh_.size());
    for (auto& c : household_.get<CheckInStore>().between(viewer, from, to))
        fresh_.push_back({c.author, c.audience, c.day, c.mood, std::move(c.feeling), std::move(c.around)});
    std::reverse(fresh_.begin() + begin, fresh_.end());  // it came with the newest first
    next_ = to + 1;
    if (to < last_of_year(year)) return true;
    felt_ = std::exchange(fresh_, {});
    read_ = std::exchange(reading_, std::nullopt);
    there_ = true;
    ++version_;
    return false;
}

}  // namespace core::looking_back
