#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/activities/activities_sheet.hpp"
#include "app/answers/answering.hpp"
#include "app/closeness/closeness_card.hpp"
#include "app/feelings/feelings_sheet.hpp"
#include "app/forget.hpp"
#include "app/thanks/photo_choice.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"

// The first screen: how everyone is, thanks in one tap, today's rituals, a memory, what the others shared.
namespace app::today {

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

enum class More { nothing, around, help, when };
enum class Drawn { nothing, today, one };  // in this frame

struct State {
    Cached<Key, Snapshot> snapshot;
    Cached<HabitsKey, Habits> habits;  // of the months before these days
    Cached<std::pair<core::Day, core::Viewer>, std::optional<core::Memory>> look_back;
    core::Addressee thanked;                // who the thanks card is for
    bool thanked_chosen = false;            // by whoever is here; else it is for the other one
    std::optional<core::PersonId> touched;  // whom a touch is for: the last person that thanks were for
    std::optional<core::MemoryId> thanks_photo;
    thanks::PhotoChoice photos;
    Cached<core::MemoryId, std::optional<core::Memory>> attached;
    std::vector<std::pair<core::ThanksId, double>> opened;  // envelopes that were opened here, and when (ImGui time)
    bool words_wanted = false;  // a chip's sentence was put into the field: it takes the keyboard
    std::string thanks_draft, word_draft, around_draft;
    More more = More::nothing;  // of what can be added to a check-in: what is open
    std::optional<std::pair<core::CheckInId, core::Instant>>
        added;              // the check-in that was made or opened here last, and when
    bool changing = false;  // that one was opened again, to be changed
    std::optional<core::CheckInId> adding_to;
    struct Note {
        std::string text, stored;  // as it is written, and as it stands there
        bool on_today = false;     // it is written on Today's card
    };
    std::map<core::CheckInId, Note> notes;       // by what they are about
    answering::State answering{"today.answer"};  // to check-ins, notes and answers
    closeness::State closeness;
    // What was written here, the last step the last: with the vault shut the file shows it to nobody until it is open.
    struct Written {
        core::CheckInId id;
        std::optional<core::CheckIn> as;  // nothing: it was deleted
    };
    std::vector<Written> written;
    feelings::State feelings;      // the sheet with all the words
    activities::State activities;  // the sheet with one's own list
    Cached<OneKey, Snapshot> one;
    widgets::DrawnList touches, notes_list, answers, shared;  // of the others
    Drawn drawn = Drawn::nothing;

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area);
// A check-in of any day on a page of its own: one's own to be changed, another's to be answered. True when one goes
// back.
bool draw_one(State& state, Ui& ui, const widgets::Rect& area, core::CheckInId id);
void draw_sheets(State& state, Ui& ui);
// What was done to `subject` was taken back.
void undone(State& state, const core::Uuid& subject);

}  // namespace app::today
