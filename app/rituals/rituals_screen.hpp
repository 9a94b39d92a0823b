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
    std::size_t limit = 0;  // dates that are listed at most
    bool operator==(const Key&) const = default;
};

// The rituals themselves, in the order they were made.
struct Rituals {
    struct Row {
        core::Ritual ritual;
        mutable std::string below;  // the rule in words, or that it rests; worded when it is first seen
    };
    std::vector<Row> rows;
};

// Their dates.
struct Snapshot {
    struct Entry {
        core::Occurrence occurrence;
        core::Ritual ritual;
        std::string when;  // "07:30", "any time"
    };
    struct DayEntries {
        core::Day day;
        std::string title;                 // "Today", "Friday, 27 November"
        std::size_t first = 0, count = 0;  // of those that are listed
        std::size_t all = 0;               // also of those that are not
    };
    std::vector<Entry> entries;    // by day and time
    std::vector<DayEntries> days;  // those that have any
    bool more = false;             // beyond the limit
    std::string month;
    std::vector<std::string> dates;  // "Monday, 23 November 2026", of each day asked for

    const DayEntries* on(core::Day day) const;
};

struct State {
    View view = View::month;
    core::Day month;               // its first day; 0: this month
    std::optional<core::Day> day;  // opened
    Cached<std::pair<core::Viewer, core::Day>, Rituals> all;
    // A month with as many dates of each day as its cell has room for; one day with all of them; what comes next, as
    // far as was looked.
    Cached<Key, Snapshot> shown_month, shown_day, ahead;
    std::size_t ahead_limit = 0;
    Editor editor;

    State kept(Forget what);
};

void draw(State& state, Ui& ui, const widgets::Rect& area, int swipe);
// The sheets that lie above the screen; drawn at the window's root.
void draw_sheets(State& state, Ui& ui);

}  // namespace app::rituals
