#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// The first screen: how everyone is, thanks in one tap, today's rituals, a memory, what the others shared.
namespace app::today {

struct Key {
    core::Day day;
    core::Viewer viewer;
    std::optional<core::PersonId> thanked;
    int minute = 0;  // of the day, for the greeting
    bool operator==(const Key&) const = default;
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
    };
    struct Note {
        core::Thanks thanks;
        std::string title;
        bool hearted = false;
    };
    struct Chip {
        std::string label, sentence;
    };
    std::string greeting, date, thank_title, give_hint;
    std::optional<core::CheckIn> mine;  // the latest of the day
    std::vector<std::string> mine_words;
    std::vector<const char*> suggested;  // words that go with the mood
    std::vector<Chip> chips;
    std::vector<RitualRow> rituals;
    std::vector<Shared> shared;
    std::vector<Note> notes;
    std::optional<core::Memory> memory;
    std::string memory_title, memory_below;
};

struct State {
    Cached<Key, Snapshot> snapshot;
    Cached<std::pair<core::Day, core::Viewer>, std::optional<core::Memory>> look_back;
    std::optional<core::PersonId> thanked;  // who the thanks card is for, where there are several
    bool thank_life = false;
    std::string thanks_draft, word_draft, note_draft;
    std::optional<core::CheckInId> noting;  // the check-in the note is being written for
    std::optional<core::MemoryId> open_memory;  // asked to be shown large
    // What was written with the vault shut, as it was typed: the file shows it to nobody until it is open.
    std::optional<core::CheckIn> written;
    bool add_photos = false;
    bool add_ritual = false;
};

void draw(State& state, Ui& ui, const widgets::Rect& area);

}  // namespace app::today
