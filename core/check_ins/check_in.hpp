#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

template <class Item> struct Description;

// What would help, said beforehand by whoever checks in.
enum class Help { unsaid, listen, hug, space, ideas };

struct CheckIn {
    CheckInId id;
    PersonId author;
    Audience audience = Audience::only_me;
    Day day;
    Instant felt_at;
    int mood = 3;                      // 1 rough, 2 low, 3 okay, 4 good, 5 lovely
    std::vector<std::string> feeling;  // "tired", "hopeful"
    std::string note;                  // may be empty
    std::vector<std::string> around;   // what was around it: "a walk", "work"
    Help help = Help::unsaid;
    bool good_news = false;                 // to be asked about and enlarged
    std::optional<Instant> shared_at = {};  // when its audience was last widened; nothing: it was made for it

    static const Description<CheckIn>& description();
};

// "rough" … "lovely", as JSON names a mood 1…5; one beyond that counts as the nearest.
std::string_view mood_text(int mood);

std::string_view to_text(Help help);         // "listen", "hug", "space", "ideas"; unsaid: empty
Help help_from_text(std::string_view text);  // anything unknown: unsaid

inline constexpr std::size_t longest_note = 4000;    // characters (code points)
inline constexpr std::size_t longest_feeling = 120;  // all of them, with a comma and a space between
inline constexpr std::size_t longest_around = 400;

}  // namespace core
