#pragma once

#include <optional>

#include "core/id.hpp"
#include "core/items/choice.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

template <class Item> struct Description;

using ClosenessId = Id<struct ClosenessTag>;

// How close somebody felt: one of seven pictures of two circles, from side by side to almost one, chosen in one tap.
// The single item is A. Aron, E. N. Aron and D. Smollan, "Inclusion of Other in the Self Scale and the structure of
// interpersonal closeness", Journal of Personality and Social Psychology 63, 1992. It is asked once a week of those who
// want to be asked. Nothing compares or advises by it.
struct Closeness {
    ClosenessId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant felt_at;
    int level = 4;                          // 1…7
    std::optional<Instant> shared_at = {};  // when its audience was last widened; nothing: it was made for it

    static const Description<Closeness>& description();
};

inline constexpr int closest = 7;

// Whether somebody wants to be asked once a week.
inline constexpr OwnChoice asked_for_closeness{"closeness.asked", "weekly", "never", "asked_for_closeness"};

}  // namespace core
