#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory.hpp"
#include "core/rituals/ritual.hpp"
#include "core/thanks/thanks.hpp"
#include "core/touches/touch.hpp"

namespace core::looking_back {

// A ritual that was kept.
struct Kept {
    Ritual ritual;
    Occurrence occurrence;
};

// Of a kind that is known by its description.
struct Described {
    const KindOfItem* kind = nullptr;
    Record record;
};

struct Happening {
    // When it was, or was meant to be; nothing: some time that day.
    std::optional<Instant> at;
    std::variant<CheckIn, Thanks, Touch, Kept, Memory, Described> what;
    std::vector<Answer> answers;  // to a check-in or thanks, whenever they were given; the first first
};

// All that happened on a day, as far as this viewer may see it, in order of time; what has no time comes last.
std::vector<Happening> story_of(const Household& household, const Viewer& viewer, Day day);

}  // namespace core::looking_back
