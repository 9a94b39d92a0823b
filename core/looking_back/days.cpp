#include "core/looking_back/days.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/check_ins/names.hpp"
#include "core/text.hpp"

namespace core::looking_back {

namespace {

template <class Wanted> std::vector<DayMood> gathered(const std::vector<Felt>& felt, Wanted&& wanted) {
    struct Sum {
        int moods = 0, count = 0;
        bool only_mine = false;
    };
    std::map<Day, Sum> sums;
    for (const auto& each : felt) {
        if (!wanted(each)) continue;
        auto& sum = sums[each.day];
        sum.moods += each.mood;
        ++sum.count;
        sum.only_mine = sum.only_mine || each.audience == Audience::only_me;
    }
    std::vector<DayMood> days;
    for (const auto& [day, sum] : sums)
        days.push_back({day, static_cast<double>(sum.moods) / sum.count, sum.count, sum.only_mine});
    return days;
}

template <class FirstOf> std::vector<Stretch> stretches(const std::vector<DayMood>& days, FirstOf&& first_of) {
    std::vector<Stretch> list;
    double sum = 0;
    for (const auto& day : days) {
        const Day first = first_of(day.day);
        if (list.empty() || list.back().first != first) {
            list.push_back({first, 0, day.mean, day.mean, 0});
            sum = 0;
        }
        auto& last = list.back();
        sum += day.mean;
        last.mean = sum / ++last.days;
        last.low = std::min(last.low, day.mean);
        last.high = std::max(last.high, day.mean);
    }
    return list;
}

}  // namespace

int DayMood::level() const { return std::clamp(static_cast<int>(std::floor(mean + 0.5)), 1, 5); }

std::vector<DayMood> days_of(const std::vector<Felt>& felt, const std::optional<PersonId>& author) {
    return gathered(felt, [&](const Felt& f) { return !author || f.author == *author; });
}

std::vector<DayMood> shared_days_of(const std::vector<Felt>& felt, PersonId author) {
    return gathered(felt, [&](const Felt& f) { return f.author == author && f.audience != Audience::only_me; });
}

std::vector<Stretch> weeks_of(const std::vector<DayMood>& days) {
    return stretches(days, [](Day day) { return day - (weekday_of(day) - 1); });
}

std::vector<Stretch> months_of(const std::vector<DayMood>& days) {
    return stretches(days, [](Day day) { return first_of_month(day); });
}

std::vector<std::string> names_in(const std::vector<std::string>& names) {
    std::vector<std::string> list;
    for (auto& name : single_names(names))
        if (std::none_of(list.begin(), list.end(), [&](const auto& each) { return same_name(each, name); }))
            list.push_back(std::move(name));
    return list;
}

std::vector<Season> words_of_seasons(const std::vector<Felt>& felt, PersonId author) {
    std::map<Day, std::vector<Word>> seasons;
    for (const auto& each : felt) {
        if (each.author != author) continue;
        const auto into_season = (month_of(each.day) - 1) % 3;
        Day first = first_of_month(each.day);
        for (int back = 0; back < into_season; ++back) first = first_of_previous_month(first);
        for (auto& name : names_in(each.feeling)) {
            auto& words = seasons[first];
            auto found =
                std::find_if(words.begin(), words.end(), [&](const Word& w) { return same_name(w.word, name); });
            if (found == words.end()) found = words.insert(words.end(), Word{std::move(name), {}});
            found->days.push_back(each.day);
        }
    }
    std::vector<Season> list;
    for (auto& [first, words] : seasons) {
        for (auto& word : words) {
            std::sort(word.days.begin(), word.days.end());
            word.days.erase(std::unique(word.days.begin(), word.days.end()), word.days.end());
        }
        std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
            return a.days.size() != b.days.size() ? a.days.size() > b.days.size() : a.word < b.word;
        });
        list.push_back({first, std::move(words)});
    }
    return list;
}

}  // namespace core::looking_back
