#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/activities/activities_sheet.hpp"
#include "app/ui.hpp"
#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/memories/memory.hpp"
#include "core/rituals/ritual.hpp"

namespace app::today {

struct State;

struct Key {
    core::Day day;
    core::Viewer viewer;
    core::Addressee thanked;
    int minute = 0;                        // of the day, for the greeting
    std::optional<core::CheckInId> about;  // the check-in that the card is about; nothing: the day's latest
    bool operator==(const Key&) const = default;
};

// How often somebody said what of late.
using Times = std::map<std::string, int>;
struct Habits {
    std::array<Times, 5> words;  // by mood
    Times own_words, around;
};
struct HabitsKey {
    core::Day today;
    core::Viewer viewer;
    bool shut = false;
    bool operator==(const HabitsKey&) const = default;
};

// All of the day in the words that stand on the screen.
struct Snapshot {
    struct RitualRow {
        core::Occurrence occurrence;
        core::Ritual ritual;
        std::string below;
    };
    struct Shared {
        core::CheckIn check_in;
        std::string title, below;
        std::vector<std::string> more;  // what was around it, what would help, that it is good news
        std::vector<core::Answer> answers;
        std::vector<std::string> said;  // the answers in own words: "You: …"
        bool to_be_asked = false;       // good news that whoever is here has asked nothing about yet
    };
    struct Answered {  // somebody, to a check-in or a note of one's own
        core::Answer answer;
        std::string title, below;
    };
    struct Note {
        core::Thanks thanks;
        std::string title;
        bool hearted = false;
        bool closed = false;            // in its envelope
        bool received = false;          // by whoever is here
        std::vector<std::string> said;  // the answers: "You: …"
        std::optional<core::Memory> photo;
    };
    struct Chip {
        std::string label, sentence;
    };
    std::string greeting, date, for_partner, thank_title, touch_title, give_hint, given;
    std::optional<core::CheckIn> mine;  // the one that the card is about
    std::string when;  // of one that is another day's: "Yesterday, 22:30"; of one by itself, whoever's, the whole date
    std::vector<std::string> mine_words, mine_around;
    std::vector<std::string> suggested;            // words that go with the mood: one's own first
    std::vector<std::string> own_words;            // that were used before and that no list has
    std::vector<activities::Entry> activities;     // what may have been around it, as it is offered
    std::vector<activities::Entry> activity_list;  // somebody's own, or the usual one, to be changed
    std::vector<std::string> used_activities;      // names that were used and are not on it
    std::string unshared;                          // what sharing would do for what was said
    std::vector<Chip> chips;
    core::Audience thanks_audience =
        core::Audience::household;  // of what is given from here: what its giver usually wants
    std::vector<RitualRow> rituals;
    std::vector<Shared> shared;
    std::vector<Answered> answers;
    std::vector<Note> notes;
    std::vector<std::string> touches;
    std::optional<core::Memory> memory;
    std::string memory_title, memory_below;
};

// One check-in by itself, of whatever day.
struct OneKey {
    core::Day today;
    core::Viewer viewer;
    core::CheckInId id;
    bool operator==(const OneKey&) const = default;
};

Snapshot ask(const Ui& ui, const std::optional<core::Memory>& memory, State& state, const Key& key);
// Of one check-in alone, whoever's: `mine` or the only one of `shared`; neither where it is not seen (any more).
Snapshot ask_one(const Ui& ui, State& state, core::CheckInId id);

// Words that go with a mood, to be added with a second tap; as they are stored, to be translated where they are shown.
std::vector<const char*> feelings_for(int mood);
// With one word added, or taken out where it is there already.
std::vector<std::string> with_word_added(std::vector<std::string> words, const std::string& word);
std::vector<std::string> with_word_toggled(const std::vector<std::string>& words, const std::string& word);

}  // namespace app::today
