#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

// The colours a ritual can have; a subset of the theme's.
inline constexpr const char* ritual_colours[] = {"honey", "ember", "sage", "sky", "plum", "rose", "teal", "slate"};

struct Ritual {
    RitualId id;
    std::optional<PersonId> author;
    Audience audience = Audience::household;
    std::string title;
    std::string note;
    std::string symbol;  // an icon's name: "cup", "moon", "heart", …
    std::string colour;  // one of ritual_colours
    std::string rule;    // RFC 5545 RRULE without the name, "FREQ=WEEKLY;BYDAY=FR"; empty: once
    Day starts_on;
    std::optional<int> starts_at;     // minute of the day by whatever clock hangs there (floating)
    std::optional<Day> paused_since;  // as of the day asked for
};

enum class Outcome { open, kept, skipped };

// One date of a ritual.
struct Occurrence {
    RitualId ritual;
    Day day;
    std::optional<int> at;  // minute of the day
    Outcome outcome = Outcome::open;
    std::strong_ordering operator<=>(const Occurrence&) const = default;
};

// Days on which a ritual is left out, both included.
struct RitualPause {
    Uuid id;
    RitualId ritual;
    Day from;
    std::optional<Day> until;  // nothing: until it is taken up again
    std::optional<PersonId> author;
    Instant made_at;
};

// That a date of a ritual was kept or skipped; the newest of one date counts.
struct OccurrenceMark {
    Uuid id;
    RitualId ritual;
    Day day;
    Outcome outcome = Outcome::kept;
    std::optional<PersonId> author;
    Instant marked_at;
};

inline constexpr std::size_t longest_title = 80;  // characters (code points)

}  // namespace core
