#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/id.hpp"
#include "core/time/instant.hpp"

namespace core {

// Something that may be around a check-in: "a walk". A check-in keeps the name as it was; changing or removing an
// activity changes nothing that was written before. A person's own list is for themselves alone, whatever they share.
struct Activity {
    ActivityId id;
    PersonId author;
    std::string name;
    std::string icon;  // a drawing's name; one that is not known draws nothing
    std::int64_t position = 0;
    Instant created_at;
};

inline constexpr std::size_t longest_activity = 40;  // characters (code points)

}  // namespace core
