#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/forget.hpp"
#include "app/rituals/ritual_editor.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// The calendar of rituals: a month, what comes next, and the rituals themselves.
namespace app::rituals {

enum class View { month, agenda };

struct Key {
    core::Day from, to, today;
    core::Viewer viewer;
    bool operator==(const Key&) const = default;
};

struct Snapshot {
    struct Entry {
        core::Occurrence occurrence;
        std::size_t ritual = 0;  // index into rituals
        std::string when;        // "07:30", "any time"
    };
    struct DayEntries {
        core::Day day;
        std::string title;  // "Today", "Friday, 27 November"
        std::size_t first = 0, count = 0;
    };
    struct RitualRow {
        core::Ritual ritual;
        std::string below;  // the rule in words, or that it rests
    };
    std::vector<RitualRow> rituals;
    std::vector<Entry> entries;       // by day and time
    std::vector<DayEntries> days;     // those that have any
    std::string month;
    std::vector<std::string> dates;   // "Monday, 23 November 2026", of each day asked for

    const DayEntries* on(core::Day day) const;
};

struct State {
    View view = View::month;
    core::Day month;                  // its first day; 0: this month
    std::optional<core::Day> day;     // opened
    Cached<Key, Snapshot> shown_month, ahead;
    Editor editor;

    void forget(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area, int swipe);
// The sheets that lie above the screen; drawn at the window's root.
void draw_sheets(State& state, Ui& ui);

}  // namespace app::rituals
