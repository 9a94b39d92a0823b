#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cached.hpp"
#include "app/cards.hpp"
#include "app/forget.hpp"
#include "app/looking_back/snapshot.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"

// The place that is about the two: the year in days and what it tells, a month, a day's story.
namespace app::looking_back {

enum class View { year, month, day, word };

// The years to choose from.
struct Years {
    int first = 0, last = 0;
    std::vector<std::string> labels;
};

struct State {
    View view = View::year;
    std::vector<View> behind;  // where back leads to
    int year = 0;              // 0: this one
    core::Day month, day;      // what the month and the day are of; of the month its first day
    std::string word;          // the feeling whose days are listed
    std::vector<std::pair<core::Day, std::string>> word_days;
    std::vector<std::size_t> of_year;  // of them, those of the year that is seen; kept from frame to frame
    widgets::DrawnList story_rows;
    core::Day sides;  // the month that is seen side by side; 0: the latest

    std::unique_ptr<core::looking_back::Year> read;
    Cached<Key, Snapshot> shown;
    Cached<core::Viewer, Years> years;
    Cached<std::pair<core::Viewer, core::Day>, Story> story;
    std::shared_ptr<core::looking_back::PatternSearch> search;
    std::optional<std::uint64_t> searched;  // the version of what was read that it is for
    std::optional<Patterns> patterns;
    std::optional<core::CheckInId> check_in;  // one of the day's, on a page of its own

    // Something is still being read or worked out.
    bool busy() const;
    State kept(Forget what);
    void go(View to);
    void go_back();
    void go_home();  // to the year
    void show_day(core::Day which);
    void show_month(core::Day first);
    std::vector<const char*> year_names;  // those that are offered now
};

void draw(State& state, Ui& ui, const widgets::Rect& area, int swipe, const Cards& below);

// The tile of a day: the lovelier, the fuller and in its mood's own colour; nothing said is a dot.
void tile(Ui& ui, int level, const widgets::Rect& rect, bool in_focus = false);
// What it is filled with, and what it stands on.
Colour tile_fill(const Theme& theme, int level);
Colour tile_ground(const Theme& theme, int level);

// An arrow to what lies before or after; faint where there is nothing more.
enum class Turn { earlier, later };
bool turn(Ui& ui, Turn way, const char* id, std::string_view name, ImVec2 at, bool possible);

// Drawn by their own files.
void draw_picture(State& state, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);
void draw_cards(State& state, Ui& ui, widgets::Column& column, const Snapshot& snapshot);
// Two rows of days on one scale: what each showed the others in a month.
void draw_sides(State& state, Ui& ui, widgets::Column& outer, const Snapshot& snapshot, core::Day month, bool arrows);
void draw_month(State& state, Ui& ui, const widgets::Rect& area, int swipe, const Snapshot& snapshot,
                core::Day earliest);
void draw_day(State& state, Ui& ui, const widgets::Rect& area, int swipe);

}  // namespace app::looking_back
