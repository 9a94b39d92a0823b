#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/memories/photo_hash.hpp"
#include "core/time/instant.hpp"

namespace core {

// The eight colours a person can have, by name; the theme knows their shades.
inline constexpr const char* person_colours[] = {"plum", "sky", "ember", "sage", "honey", "rose", "teal", "slate"};
// The faces the program can draw; "letter" is the name's first letter.
inline constexpr const char* person_faces[] = {"letter", "smile", "curls", "glasses", "beard", "bun", "cap", "fox"};

struct Person {
    PersonId id;
    std::string name;
    std::string colour;
    std::string face;
    std::optional<PhotoHash> portrait;
    std::optional<Instant> sees_since = {};  // of what is shared, nothing from before; nothing: all of it
};

// What a newcomer may see of what is shared in the household. Its rituals in any case.
enum class Sees { from_today_on, everything };

inline constexpr std::size_t longest_name = 60;  // characters (code points)

}  // namespace core
