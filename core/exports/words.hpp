#pragma once

#include <functional>
#include <string>

#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/items/record.hpp"
#include "core/rituals/ritual.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/touches/touch.hpp"

namespace core {

// The words of what people read outside the program, in their language. Plain text; {name} and such are filled in.
struct ExportWords {
    std::string language;             // "en", as HTML names it
    std::string title, introduction;  // of what one takes along: {name}, {day}
    std::string rituals, since;       // {day}
    std::string moods[5];             // rough … lovely
    std::string check_in, thanks_to, thanks_to_us, thanks_to_life, thanks_from;  // as its author reads them: {name}
    std::string somebody_who_left;
    std::string photo, photo_missing;
    std::string only_you;                            // a mark on what was kept to oneself
    std::function<std::string(Day)> date;            // "Monday, 23 November"
    std::function<std::string(Day)> full_date;       // "Monday, 23 November 2026"
    std::function<std::string(int)> clock;           // of a minute of the day
    std::function<std::string(const Ritual&)> rule;  // "Fridays"

    // Of a whole household, as one viewer sees it.
    std::string household_title, household_title_of_room;                             // {name}
    std::string household_introduction;                                               // {day}
    std::string check_in_of, thanks_from_to, thanks_from_to_us, thanks_from_to_life;  // {name}, {other}
    std::string waits_until;                                                          // {day}, {time}
    std::string only_for;                                                             // the mark there: {name}
    std::string good_news, around, wishes[4];                   // {names}; listen, hug, space, ideas
    std::string answers[4];                                     // hard, more, hug, glad
    std::string heart_of, said_by;                              // {name}; {name}, {words}
    std::string touches[4];                                     // hug, kiss, thinking, proud: {name}, {other}
    std::string kept, skipped, paused, paused_until;            // {title}; {day}, {until}
    std::string memory_of;                                      // {name}
    std::function<std::string(const KeptToOneself&)> left_out;  // what is missing, and why

    // What an item says that is known by its description. The name of who said it; empty: the reader's own.
    std::function<std::string(const KindOfItem&, const Record&, const std::string& name)> said;
};

}  // namespace core
