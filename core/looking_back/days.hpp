#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/time/day.hpp"
#include "core/viewer.hpp"

// What is told of many check-ins at once. A day's value is the mean of its check-ins, so that a day on which one said
// much weighs no more than another; a week's or a month's is the mean of its days.
namespace core::looking_back {

// As much of a check-in as that needs.
struct Felt {
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    int mood = 3;
    std::vector<std::string> feeling, around;
};

struct DayMood {
    Day day;
    double mean = 3;         // 1…5
    int count = 0;           // of check-ins
    bool only_mine = false;  // some of them nobody else sees
    int level() const;       // 1…5, the nearest; what lies in the middle goes up
};

// By day, those that have any; of this author, or of everybody where there is none.
std::vector<DayMood> days_of(const std::vector<Felt>& felt, const std::optional<PersonId>& author);
// The same, but only what its author shows to others.
std::vector<DayMood> shared_days_of(const std::vector<Felt>& felt, PersonId author);

// A week (from Monday, as ISO 8601 has it) or a month: the mean of its days, and how far they reach.
struct Stretch {
    Day first;
    double mean = 3, low = 3, high = 3;
    int days = 0;  // that have any
};
std::vector<Stretch> weeks_of(const std::vector<DayMood>& days);
std::vector<Stretch> months_of(const std::vector<DayMood>& days);

// Each of the names once, whatever its case.
std::vector<std::string> names_in(const std::vector<std::string>& names);

// A word and on how many days it was said; as it was written first.
struct Word {
    std::string word;
    std::vector<Day> days;
};
// The feeling words of each three months from January, those with any; the most frequent first, then by the alphabet.
struct Season {
    Day first;  // of its first month
    std::vector<Word> words;
};
std::vector<Season> words_of_seasons(const std::vector<Felt>& felt, PersonId author);

}  // namespace core::looking_back
