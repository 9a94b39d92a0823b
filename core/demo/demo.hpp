#pragma once

#include <cstdint>
#include <functional>

#include "core/household/household.hpp"

namespace core::demo {

struct Request {
    int years = 3;  // 0…20; 0 is one evening
    std::uint64_t seed = 1;
    int photos = 120;  // rows, 0…100,000; beyond some hundred the drawn pictures repeat under new captions
};

// Fills an empty household with a believable couple's years up to today by the household's clock: the same for the same
// request, day and clock offset. Through the stores in large transactions, not one command each. `progress` is called
// now and then with 0…1. Refuses (returns false, writes nothing) a household that has people already.
bool fill(Household& household, const Request& request, const std::function<void(double)>& progress = {});

}  // namespace core::demo
