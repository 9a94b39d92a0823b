#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui.hpp"
#include "core/looking_back/patterns.hpp"
#include "core/looking_back/story.hpp"
#include "core/looking_back/year.hpp"
#include "core/memories/memory.hpp"
#include "core/people/person.hpp"

// What the looking back shows, in the words that stand on the screen.
namespace app::looking_back {

struct Key {
    std::uint64_t version = 0;  // of the year that was read
    core::Viewer viewer;
    core::Day today;
    int year = 0;
    bool operator==(const Key&) const = default;
};

// A year in days.
struct Snapshot {
    struct Day {
        core::Day day;
        int level = 0;     // 1…5; 0 where nothing was said
        std::string name;  // "Friday, 3 October: Good"
    };
    struct Month {
        core::Day first;
        std::string name, abbreviation;  // "October 2026", "Oct"
        std::string told;                // "October 2026: Good on the whole"
        int level = 0;
    };
    struct Chip {
        std::string word, label;  // in the viewer's language
        std::vector<core::Day> days;
    };
    struct Season {
        std::string title;
        std::vector<Chip> words;
    };
    // What one of the people showed to the others, day by day.
    struct Side {
        core::Person person;
        std::vector<int> levels;             // of the year's days; 0: nothing
        std::vector<std::string> told = {};  // by month, for those who do not see it
    };
    int year = 0;
    std::string title, below, explained;
    std::vector<Day> days;  // all of the year's
    std::array<Month, 12> months;
    std::vector<core::looking_back::Stretch> weeks;
    std::string weeks_told;       // for those who do not see the line
    std::vector<Season> seasons;  // the latest first
    std::vector<Side> sides;
    bool any = false;

    const Day& on(core::Day day) const { return days[static_cast<std::size_t>(day - days.front().day)]; }
};

Snapshot ask_year(const Ui& ui, const core::looking_back::Year& year, const Key& key);

// The patterns of the year, once they have been worked out.
struct Patterns {
    struct Row {
        std::string title, below;
    };
    std::vector<Row> rows;
    std::string said;  // how many were looked at, and how to take it
};
Patterns tell_patterns(const std::vector<core::looking_back::Pattern>& found, int year);

// A day's story.
struct Story {
    struct Row {
        std::string time, title;
        std::vector<std::string> more;
        std::string icon = {};
        std::optional<int> level = {};  // of what has a picture for it (items::draw_level)
        std::string colour;             // of the icon
        std::optional<core::Memory> photo;
        std::optional<core::ItemRef> item;  // what has an audience
        std::optional<core::PersonId> author;
        core::Audience audience = core::Audience::only_me;
    };
    std::string title, below;
    std::vector<Row> rows;
};
Story tell_story(const Ui& ui, const core::Viewer& viewer, core::Day day);

}  // namespace app::looking_back
