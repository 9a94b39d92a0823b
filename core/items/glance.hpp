#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "core/items/item.hpp"
#include "core/memories/photo.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/thanks/thanks.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

// Enough of an item of any kind for a line about it.
struct Glance {
    ItemRef item;
    std::optional<PersonId> author;  // nobody: the household's
    Audience audience = Audience::only_me;
    Day day;
    std::string text;                   // the first line of what it says; may be empty
    std::optional<int> level;           // its number: a check-in's mood, how close somebody felt
    std::optional<PersonId> recipient;  // of thanks to a person
    ThanksTo to = ThanksTo::life;       // of thanks
    // Of thanks that were not given yet; put back after that, they are for their author alone.
    std::optional<Instant> waits_until;
    std::optional<PhotoHash> photo;  // of a memory
    PhotoFormat format = PhotoFormat::jpeg;
    std::optional<SealedPhoto> sealed;
};

inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace core
