#pragma once

#include <cstdint>

namespace core::backups {

// What a household file holds that was not deleted.
struct Counts {
    std::int64_t people = 0, check_ins = 0, thanks = 0, rituals = 0, memories = 0;
    bool operator==(const Counts&) const = default;
};

}  // namespace core::backups
