#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/jobs/job.hpp"
#include "core/looking_back/days.hpp"

namespace core::looking_back {

inline constexpr int least_days = 10;       // on each side, for a pattern to be told
inline constexpr int permutations = 4'999;  // of each

// How one's own days with something around them compare with one's other days. It says nothing of causes.
struct Pattern {
    std::string name;           // of what was around
    int with = 0, without = 0;  // days
    double difference = 0;      // of the means: with less without
    double chance = 1;          // how often a difference of that size or more, up or down, arises where there is none
};

// A day and what was named around it.
struct NamedDay {
    Day day;
    double mean = 3;
    std::vector<std::string> around;
};
// One's own days on which anything was named: of the others nobody knows whether it was there and went unsaid.
std::vector<NamedDay> named_days_of(const std::vector<Felt>& felt, PersonId author);

// A two-sided permutation test of the difference of two means. The day is the unit, whatever number of check-ins it
// has. It assumes that under "no difference" the days' values could have been handed out to the days in any order. Days
// that lie close together are often alike, and then the chance comes out smaller than it is: the screen says so. The
// chance is (b + 1) / (n + 1), b of n permutations being at least as far apart as what was seen (B. Phipson and G. K.
// Smyth, "Permutation P-values should never be zero", Statistical Applications in Genetics and Molecular Biology 9,
// 2010), so it is never nought. The same values answer the same: the shuffling is seeded by `seed` alone.
double chance_of_difference(const std::vector<double>& with, const std::vector<double>& without, int times,
                            std::uint64_t seed);

// The patterns of everything that was named often enough, by name: whoever looks at many finds some that seem striking,
// so none is put first and none is left out. One pattern a slice; needs no household.
class PatternSearch final : public Job {
public:
    explicit PatternSearch(std::vector<NamedDay> days);
    bool step() noexcept override;
    // Once it is finished.
    const std::vector<Pattern>& found() const { return found_; }
    bool complete() const { return finished() && next_ == names_.size(); }

private:
    std::vector<NamedDay> days_;  // by day
    std::vector<std::string> names_;
    std::size_t next_ = 0;
    std::vector<Pattern> found_;
};

}  // namespace core::looking_back
