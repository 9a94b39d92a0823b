#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/household/household.hpp"
#include "core/looking_back/days.hpp"

namespace core::looking_back {

// The check-ins of one year that a viewer may see, read in slices: to open what is sealed takes long the first time.
// Asks `household` through its stores, and reads anew when its revision has moved; until that is done it answers as
// before.
class Year {
public:
    explicit Year(const Household& household) : household_(household) {}

    // Reads a few days more; true while there is more to read.
    bool step(const Viewer& viewer, int year);
    // Everything of what was asked for last has been read at least once; the answer may be of the revision before.
    bool there() const { return there_; }
    const std::vector<Felt>& felt() const { return felt_; }  // by day
    // Moves whenever felt() may be another one.
    std::uint64_t version() const { return version_; }
    void forget();

private:
    const Household& household_;
    Viewer viewer_;
    int year_ = 0;
    bool there_ = false;
    std::optional<Day> next_;                      // where reading goes on
    std::optional<std::uint64_t> reading_, read_;  // revisions
    std::vector<Felt> fresh_, felt_;
    std::uint64_t version_ = 0;
};

// The first and the last day of a year.
Day first_of_year(int year);
Day last_of_year(int year);

}  // namespace core::looking_back
