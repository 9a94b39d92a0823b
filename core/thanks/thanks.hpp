#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

struct Thanks {
    ThanksId id;
    PersonId author;
    std::optional<PersonId> recipient;  // nobody: to life
    Audience audience = Audience::household;
    Day day;
    Instant given_at;
    std::string text;
    std::optional<Instant> edited_at;
    std::vector<PersonId> hearts;  // who gave one
};

// One of the hearts by itself.
struct Heart {
    Uuid id;
    ThanksId thanks;
    PersonId author;
    Instant given_at;
};

inline constexpr std::size_t longest_thanks = 4000;  // characters (code points)

}  // namespace core
