#pragma once

#include <optional>
#include <string>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

struct CheckIn {
    CheckInId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant felt_at;
    int mood = 3;         // 1 rough, 2 low, 3 okay, 4 good, 5 lovely
    std::string feeling;  // a word or a few, "tired, hopeful"; may be empty
    std::string note;     // may be empty
};

inline constexpr std::size_t longest_note = 4000;     // characters (code points)
inline constexpr std::size_t longest_feeling = 120;

}  // namespace core
